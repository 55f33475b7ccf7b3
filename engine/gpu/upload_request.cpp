// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/upload_request.hpp"

#include <algorithm>
#include <cassert>
#include <string>

namespace belvedere::gpu {
namespace {

std::uint32_t divide_up(std::uint32_t value, std::uint32_t by) {
    return (value + by - 1) / by;
}

Failure outside(const ImageOptions& image) {
    return fail(ErrorKind::kBadData, image.name + ": an upload leaves the image or its bytes");
}

}  // namespace

bool UploadRequest::finished() const {
    return image != VK_NULL_HANDLE ? region == regions.size() : done_bytes == source.bytes.size();
}

std::uint64_t UploadRequest::remaining_bytes() const {
    return source.bytes.size() - std::min<std::uint64_t>(done_bytes, source.bytes.size());
}

std::uint64_t row_bytes(const ImageRegion& region, FormatBlock block) {
    return std::uint64_t{divide_up(region.extent.width, block.width)} * block.bytes;
}

std::uint32_t block_rows(const ImageRegion& region, FormatBlock block) {
    return divide_up(region.extent.height, block.height);
}

Result<void> check_regions(std::vector<ImageRegion>& regions, const ImageOptions& image,
                           FormatBlock block, std::uint64_t source_bytes) {
    if (regions.empty()) return outside(image);
    for (ImageRegion& region : regions) {
        if (region.mip_level >= image.mip_levels || region.layer >= image.layers ||
            region.offset.x < 0 || region.offset.y < 0) {
            return outside(image);
        }
        const VkExtent2D level{std::max(1u, image.extent.width >> region.mip_level),
                               std::max(1u, image.extent.height >> region.mip_level)};
        if (region.extent.width == 0 && region.extent.height == 0) region.extent = level;
        const auto x = static_cast<std::uint32_t>(region.offset.x);
        const auto y = static_cast<std::uint32_t>(region.offset.y);
        if (region.extent.width == 0 || region.extent.height == 0 || x > level.width ||
            region.extent.width > level.width - x || y > level.height ||
            region.extent.height > level.height - y || x % block.width != 0 ||
            y % block.height != 0) {
            return outside(image);
        }
        const std::uint64_t bytes = row_bytes(region, block) * block_rows(region, block);
        const auto end = checked_add(region.source_offset, bytes);
        if (!end || *end > source_bytes) return outside(image);
    }
    return {};
}

std::uint64_t smallest_step(const UploadRequest& request) {
    if (request.image == VK_NULL_HANDLE)
        return std::min<std::uint64_t>(request.remaining_bytes(), 64);
    return row_bytes(request.regions[request.region], request.block);
}

UploadStep next_step(UploadRequest& request, std::uint64_t bytes_max) {
    UploadStep step;
    if (request.image == VK_NULL_HANDLE) {
        const std::uint64_t bytes = std::min(request.remaining_bytes(), bytes_max);
        step.bytes = request.source.bytes.subspan(static_cast<std::size_t>(request.done_bytes),
                                                  static_cast<std::size_t>(bytes));
        step.destination_offset = request.buffer_offset + request.done_bytes;
        request.done_bytes += bytes;
        return step;
    }
    const ImageRegion& region = request.regions[request.region];
    const std::uint64_t row = row_bytes(region, request.block);
    const std::uint32_t rows = block_rows(region, request.block);
    const auto count = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(rows - request.block_row, bytes_max / row));
    if (count == 0) return step;
    const std::uint64_t from = region.source_offset + request.block_row * row;
    step.bytes = request.source.bytes.subspan(static_cast<std::size_t>(from),
                                              static_cast<std::size_t>(count * row));
    const std::uint32_t y = request.block_row * request.block.height;
    step.copy.imageSubresource = {request.range.aspectMask, region.mip_level, region.layer, 1};
    step.copy.imageOffset = {region.offset.x, region.offset.y + static_cast<std::int32_t>(y), 0};
    step.copy.imageExtent = {region.extent.width,
                             std::min(count * request.block.height, region.extent.height - y), 1};
    request.done_bytes += step.bytes.size();
    request.block_row += count;
    if (request.block_row == rows) {
        request.block_row = 0;
        ++request.region;
    }
    return step;
}

}  // namespace belvedere::gpu
