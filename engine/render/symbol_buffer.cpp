// SPDX-License-Identifier: Apache-2.0
#include "engine/render/symbol_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

constexpr std::size_t kSymbolsFirst = 1024;
// Changed ranges with no more than this between them are copied as one: a copy has its own cost.
constexpr std::uint32_t kSymbolGap = 16;

void symbol_barrier(VkCommandBuffer commands, VkPipelineStageFlags from, VkAccessFlags written,
                    VkPipelineStageFlags to, VkAccessFlags read) {
    const VkMemoryBarrier barrier{
        .sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER, .srcAccessMask = written, .dstAccessMask = read};
    vkCmdPipelineBarrier(commands, from, to, 0, 1, &barrier, 0, nullptr, 0, nullptr);
}

}  // namespace

Result<void> SymbolBuffer::resize(std::size_t count) {
    if (count > limits::kSymbols) {
        return fail(ErrorKind::kLimit,
                    "more than " + std::to_string(limits::kSymbols) + " symbols");
    }
    const std::size_t before = symbols_.size();
    symbols_.resize(count, Symbol{.color = {0, 0, 0, 0}});
    if (count > before) touch(before, count - before);
    return {};
}

void SymbolBuffer::set(std::size_t first, std::span<const Symbol> symbols) {
    if (first >= symbols_.size()) return;
    const std::size_t count = std::min(symbols.size(), symbols_.size() - first);
    std::copy_n(symbols.begin(), count, symbols_.begin() + static_cast<std::ptrdiff_t>(first));
    touch(first, count);
}

void SymbolBuffer::touch(std::size_t first, std::size_t count) {
    if (count == 0) return;
    const auto from = static_cast<std::uint32_t>(first);
    const auto many = static_cast<std::uint32_t>(count);
    if (!dirty_.empty() && dirty_.back().first + dirty_.back().count == from) {
        dirty_.back().count += many;
        return;
    }
    dirty_.push_back({from, many});
}

// Overlapping copies would be a hazard.
std::vector<SymbolBuffer::Range> SymbolBuffer::take_joined() {
    std::ranges::sort(dirty_, {}, &Range::first);
    std::vector<Range> joined;
    const auto size = static_cast<std::uint32_t>(symbols_.size());
    for (Range range : std::exchange(dirty_, {})) {
        if (range.first >= size) continue;
        range.count = std::min(range.count, size - range.first);
        if (joined.empty() ||
            range.first > joined.back().first + joined.back().count + kSymbolGap) {
            joined.push_back(range);
            continue;
        }
        Range& last = joined.back();
        last.count = std::max(last.first + last.count, range.first + range.count) - last.first;
    }
    return joined;
}

Result<void> SymbolBuffer::flush(gpu::Frame& frame) {
    if (symbols_.size() > capacity_) {
        const std::size_t wanted = std::max({symbols_.size(), capacity_ * 2, kSymbolsFirst});
        auto buffer = gpu::Buffer::create(device_, {.name = "symbols",
                                                    .bytes = wanted * sizeof(Symbol),
                                                    .usage = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT,
                                                    .category = gpu::MemoryCategory::kOther});
        if (!buffer) return fail(buffer.error());
        buffer_ = std::move(*buffer);
        capacity_ = wanted;
        dirty_.clear();
        touch(0, symbols_.size());
    }
    if (dirty_.empty()) return {};
    const std::vector<Range> ranges = take_joined();
    std::uint64_t bytes = 0;
    for (const Range& range : ranges)
        bytes += range.count * sizeof(Symbol);
    if (bytes == 0) return {};
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::vector<VkBufferCopy> copies;
    copies.reserve(ranges.size());
    std::uint64_t at = 0;
    for (const Range& range : ranges) {
        const std::uint64_t size = range.count * sizeof(Symbol);
        std::memcpy(slice->bytes.data() + at, symbols_.data() + range.first, size);
        copies.push_back({slice->offset + at, range.first * sizeof(Symbol), size});
        at += size;
    }
    // Earlier frames may still read what is overwritten.
    symbol_barrier(
        frame.commands(), VK_PIPELINE_STAGE_VERTEX_INPUT_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT,
        VK_ACCESS_TRANSFER_WRITE_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT);
    vkCmdCopyBuffer(frame.commands(), slice->buffer, buffer_.handle(),
                    static_cast<std::uint32_t>(copies.size()), copies.data());
    symbol_barrier(frame.commands(), VK_PIPELINE_STAGE_TRANSFER_BIT, VK_ACCESS_TRANSFER_WRITE_BIT,
                   VK_PIPELINE_STAGE_VERTEX_INPUT_BIT, VK_ACCESS_VERTEX_ATTRIBUTE_READ_BIT);
    return {};
}

}  // namespace belvedere::render
