// SPDX-License-Identifier: Apache-2.0
#include "engine/render/style_buffer.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {

StyleBuffer::StyleBuffer(gpu::Device& device, std::uint32_t capacity)
    : device_(&device), styles_(capacity), free_(limits::kStyledFeatures) {}

StyleBuffer::StyleBuffer(StyleBuffer&& other) noexcept
    : device_(other.device_),
      styles_(std::move(other.styles_)),
      free_(std::move(other.free_)),
      buffer_(std::move(other.buffer_)),
      view_(std::exchange(other.view_, VK_NULL_HANDLE)),
      view_changed_(other.view_changed_),
      dirty_(std::move(other.dirty_)) {}

StyleBuffer& StyleBuffer::operator=(StyleBuffer&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(styles_, other.styles_);
    std::swap(free_, other.free_);
    std::swap(buffer_, other.buffer_);
    std::swap(view_, other.view_);
    std::swap(view_changed_, other.view_changed_);
    std::swap(dirty_, other.dirty_);
    return *this;
}

StyleBuffer::~StyleBuffer() {
    retire_view();
}

Result<StyleBuffer> StyleBuffer::create(gpu::Device& device) {
    StyleBuffer styles(device, limits::kStyledFeaturesFirst);
    if (auto made = styles.make_buffer(); !made) return fail(made.error());
    styles.touch(0, limits::kStyledFeaturesFirst);
    return styles;
}

Result<void> StyleBuffer::make_buffer() {
    auto buffer = gpu::Buffer::create(*device_, {.name = "feature styles",
                                                 .bytes = styles_.size() * sizeof(FeatureStyle),
                                                 .usage = VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT,
                                                 .category = gpu::MemoryCategory::kOther});
    if (!buffer) return fail(buffer.error());
    const VkBufferViewCreateInfo info{.sType = VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO,
                                      .buffer = buffer->handle(),
                                      .format = VK_FORMAT_R32G32_UINT,
                                      .range = VK_WHOLE_SIZE};
    VkBufferView view = VK_NULL_HANDLE;
    const VkResult made = vkCreateBufferView(device_->vk().device, &info, nullptr, &view);
    if (auto checked = device_->check(made, "feature styles"); !checked) {
        return fail(checked.error());
    }
    retire_view();
    buffer_ = std::move(*buffer);
    view_ = view;
    view_changed_ = true;
    return {};
}

void StyleBuffer::retire_view() {
    if (view_ == VK_NULL_HANDLE) return;
    device_->retirement().retire([device = device_->vk().device, view = view_] {
        vkDestroyBufferView(device, view, nullptr);
    });
    view_ = VK_NULL_HANDLE;
}

Result<void> StyleBuffer::grow(std::uint32_t needed) {
    const std::uint64_t device_limit = device_->info().limits.maxTexelBufferElements;
    const std::uint64_t limit = std::min<std::uint64_t>(limits::kStyledFeatures, device_limit);
    if (needed > limit) {
        return fail(ErrorKind::kLimit, "more than " + std::to_string(limit) + " styled features");
    }
    const std::size_t doubled = std::min<std::size_t>(limit, styles_.size() * 2);
    const std::vector<FeatureStyle> before = styles_;
    styles_.resize(std::max<std::size_t>(needed, doubled));
    if (auto made = make_buffer(); !made) {
        styles_ = before;
        return fail(made.error());
    }
    dirty_.clear();
    touch(0, static_cast<std::uint32_t>(styles_.size()));
    return {};
}

Result<StyleRange> StyleBuffer::reserve(std::uint32_t count) {
    if (count == 0) return StyleRange{};
    const auto offset = free_.allocate(count, 1);
    if (!offset) return fail(ErrorKind::kLimit, "too many styled features");
    const StyleRange range{static_cast<std::uint32_t>(*offset), count};
    if (range.first + count > styles_.size()) {
        if (auto grown = grow(range.first + count); !grown) {
            free_.free(range.first, count);
            return fail(grown.error());
        }
    }
    std::fill_n(styles_.begin() + range.first, count, FeatureStyle{});
    touch(range.first, count);
    return range;
}

void StyleBuffer::release(StyleRange range) {
    if (range.count > 0) free_.free(range.first, range.count);
}

void StyleBuffer::set(StyleRange range, std::uint32_t offset,
                      std::span<const FeatureStyle> styles) {
    if (offset >= range.count) return;
    const std::size_t count = std::min<std::size_t>(styles.size(), range.count - offset);
    if (count == 0) return;
    std::copy_n(styles.begin(), count, styles_.begin() + range.first + offset);
    touch(range.first + offset, static_cast<std::uint32_t>(count));
}

std::span<const FeatureStyle> StyleBuffer::styles(StyleRange range) const {
    return std::span(styles_).subspan(range.first, range.count);
}

void StyleBuffer::touch(std::uint32_t first, std::uint32_t count) {
    if (!dirty_.empty() && dirty_.back().first + dirty_.back().count == first) {
        dirty_.back().count += count;
        return;
    }
    dirty_.push_back({first, count});
}

Result<bool> StyleBuffer::flush(gpu::Frame& frame) {
    const bool changed = std::exchange(view_changed_, false);
    if (dirty_.empty()) return changed;
    std::sort(dirty_.begin(), dirty_.end(),
              [](const StyleRange& a, const StyleRange& b) { return a.first < b.first; });
    // Overlapping ranges would be a hazard between copies: join them.
    std::vector<StyleRange> joined;
    for (const StyleRange& range : dirty_) {
        if (!joined.empty() && range.first <= joined.back().first + joined.back().count) {
            StyleRange& last = joined.back();
            last.count = std::max(last.first + last.count, range.first + range.count) - last.first;
        } else {
            joined.push_back(range);
        }
    }
    std::uint64_t bytes = 0;
    for (const StyleRange& range : joined)
        bytes += range.count * sizeof(FeatureStyle);
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::vector<VkBufferCopy> copies;
    std::uint64_t at = 0;
    for (const StyleRange& range : joined) {
        const std::uint64_t size = range.count * sizeof(FeatureStyle);
        std::memcpy(slice->bytes.data() + at, styles_.data() + range.first, size);
        copies.push_back({slice->offset + at, range.first * sizeof(FeatureStyle), size});
        at += size;
    }
    // Vertex input reads no styles; the validation layer (1.3.239) takes instance streams for
    // vertex streams, looks past their end, and finds this buffer behind one. Earlier frames may
    // still read what is overwritten.
    const VkMemoryBarrier before{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                 .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                 .dstAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT};
    vkCmdPipelineBarrier(frame.commands(),
                         VK_PIPELINE_STAGE_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_TRANSFER_BIT, 0, 1, &before, 0, nullptr, 0, nullptr);
    vkCmdCopyBuffer(frame.commands(), slice->buffer, buffer_.handle(),
                    static_cast<std::uint32_t>(copies.size()), copies.data());
    const VkMemoryBarrier after{
        .sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
        .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
        .dstAccessMask = VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_VERTEX_ATTRIBUTE_READ_BIT};
    vkCmdPipelineBarrier(frame.commands(), VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_VERTEX_INPUT_BIT,
                         0, 1, &after, 0, nullptr, 0, nullptr);
    dirty_.clear();
    return changed;
}

}  // namespace belvedere::render
