// SPDX-License-Identifier: Apache-2.0
// Symbols on the GPU: written where they change, drawn with one call.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::gpu {
class Device;
class Frame;
}  // namespace belvedere::gpu

namespace belvedere::render {

// A growing buffer with a copy on the CPU. Setting marks what changed, and only that is copied at
// the start of the next frame: of 100,000 symbols of which every tenth changes, 200 to 400 KB. Main
// thread only. Made by FrameRenderer::create_symbols().
class SymbolBuffer final {
  public:
    explicit SymbolBuffer(gpu::Device& device) : device_(device) {}

    // How many there are; new ones draw nothing until they are set. kLimit beyond limits::kSymbols.
    [[nodiscard]] Result<void> resize(std::size_t count);
    [[nodiscard]] std::size_t size() const { return symbols_.size(); }
    // What lies past the end is ignored.
    void set(std::size_t first, std::span<const Symbol> symbols);
    [[nodiscard]] std::span<const Symbol> symbols() const { return symbols_; }

    // Copies what changed since the last call, outside a render pass. Called by the renderer.
    [[nodiscard]] Result<void> flush(gpu::Frame& frame);
    [[nodiscard]] VkBuffer handle() const { return buffer_.handle(); }
    [[nodiscard]] std::uint64_t gpu_bytes() const { return buffer_.memory_bytes(); }

  private:
    struct Range {
        std::uint32_t first = 0, count = 0;
    };
    void touch(std::size_t first, std::size_t count);
    [[nodiscard]] std::vector<Range> take_joined();

    gpu::Device& device_;
    std::vector<Symbol> symbols_;
    gpu::Buffer buffer_;
    std::size_t capacity_ = 0;  // Of the buffer, in symbols.
    std::vector<Range> dirty_;
};

}  // namespace belvedere::render
