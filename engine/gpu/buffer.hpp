// SPDX-License-Identifier: Apache-2.0
// A buffer with its memory.
#pragma once

#include <volk.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "engine/core/result.hpp"
#include "engine/gpu/memory.hpp"

namespace belvedere::gpu {

struct BufferOptions {
    std::string name;
    std::uint64_t bytes = 0;  // > 0
    // What shaders and commands do with it; copies to and from it are always allowed.
    VkBufferUsageFlags usage = 0;
    MemoryUse use = MemoryUse::kDevice;
    MemoryCategory category = MemoryCategory::kOther;
};

// Move-only; freed through Retirement. Empty by default.
class Buffer final {
  public:
    // kLimit when memory is used up, kDevice when the device is lost.
    [[nodiscard]] static Result<Buffer> create(Device& device, const BufferOptions& options);
    Buffer() = default;
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer&& other) noexcept;
    ~Buffer();

    [[nodiscard]] VkBuffer handle() const { return handle_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    // What it costs: memory is taken in steps of the device's alignment.
    [[nodiscard]] std::uint64_t memory_bytes() const { return allocation_.bytes; }
    // The buffer's memory as the CPU sees it, empty when it cannot. For kUpload write only; for
    // kReadback read once the GPU finished. Never write what a running frame reads.
    [[nodiscard]] std::span<std::byte> mapped() const;

  private:
    Device* device_ = nullptr;
    VkBuffer handle_ = VK_NULL_HANDLE;
    std::uint64_t bytes_ = 0;
    Allocation allocation_;
};

}  // namespace belvedere::gpu
