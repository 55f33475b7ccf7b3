// SPDX-License-Identifier: Apache-2.0
// Colour, visibility and highlight of every feature on the screen, changeable at any frame.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/free_list.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::gpu {
class Device;
class Frame;
}  // namespace belvedere::gpu

namespace belvedere::render {

enum class FeatureMark : std::uint8_t {
    kNone = 0,
    kHidden = 1,       // Not drawn, casts no shadow, cannot be picked.
    kHighlighted = 2,  // Shown in the highlight colour.
};

// How one feature differs from what its tile says. The default changes nothing.
struct FeatureStyle {
    Color color{0, 0, 0, 0};  // Alpha: how much of the colour replaces the tile's own.
    FeatureMark mark = FeatureMark::kNone;
    // Of the feature's points, in quarters of a pixel; 0: as large as the gaps between them.
    std::uint8_t point_size = 0;
    // Of shaders/shared/pattern_rows.h, on its triangles; 0: none.
    std::uint8_t pattern = 0;
    std::uint8_t unused = 0;
};
static_assert(sizeof(FeatureStyle) == 8);

// Styles of one tile's features: `count` from `first`. Empty for a tile that was never styled.
struct StyleRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// One growing GPU buffer with a copy on the CPU (8 bytes a feature each). Setting styles marks what
// changed; it is copied at the start of the next frame, so 100,000 changes cost one 800 KB copy.
// Main thread only. Ranges exist for styled tiles alone: an unstyled city pays nothing.
class StyleBuffer final {
  public:
    [[nodiscard]] static Result<StyleBuffer> create(gpu::Device& device);
    StyleBuffer(StyleBuffer&&) noexcept;
    StyleBuffer& operator=(StyleBuffer&&) noexcept;
    ~StyleBuffer();

    // Room for `count` features, all with the default style. kLimit beyond limits::kStyledFeatures.
    [[nodiscard]] Result<StyleRange> reserve(std::uint32_t count);
    void release(StyleRange range);
    // Styles of the range from its `offset`-th feature on; what lies past its end is ignored.
    void set(StyleRange range, std::uint32_t offset, std::span<const FeatureStyle> styles);
    [[nodiscard]] std::span<const FeatureStyle> styles(StyleRange range) const;

    // Copies what changed since the last call, outside a render pass. True when view() changed.
    [[nodiscard]] Result<bool> flush(gpu::Frame& frame);
    // Texel buffer of R32G32_UINT.
    [[nodiscard]] VkBufferView view() const { return view_; }
    [[nodiscard]] std::uint64_t gpu_bytes() const { return buffer_.memory_bytes(); }

  private:
    StyleBuffer(gpu::Device& device, std::uint32_t capacity);
    [[nodiscard]] Result<void> make_buffer();
    [[nodiscard]] Result<void> grow(std::uint32_t needed);
    void retire_view();
    void touch(std::uint32_t first, std::uint32_t count);

    gpu::Device* device_;
    std::vector<FeatureStyle> styles_;
    gpu::FreeList free_;
    gpu::Buffer buffer_;
    VkBufferView view_ = VK_NULL_HANDLE;
    bool view_changed_ = true;
    // Changed features, as one span a range set; joined when they touch.
    std::vector<StyleRange> dirty_;
};

}  // namespace belvedere::render
