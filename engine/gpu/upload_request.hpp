// SPDX-License-Identifier: Apache-2.0
// One upload and how far it is; the part of UploadQueue that needs no device.
#pragma once

#include <volk.h>

#include <cstdint>
#include <vector>

#include "engine/gpu/format_block.hpp"
#include "engine/gpu/upload_queue.hpp"

namespace belvedere::gpu {

// An upload in the queue. Buffers move by bytes, images by rows of texel blocks.
struct UploadRequest {
    std::uint64_t serial = 0;
    UploadSource source;

    // A buffer destination ...
    VkBuffer buffer = VK_NULL_HANDLE;
    std::uint64_t buffer_offset = 0;
    std::span<std::byte> mapped;  // where to write directly; empty to go through staging

    // ... or an image.
    VkImage image = VK_NULL_HANDLE;
    VkImageSubresourceRange range{};
    ImageBefore before = ImageBefore::kUndefined;
    FormatBlock block;
    std::vector<ImageRegion> regions;

    // Progress.
    std::uint64_t done_bytes = 0;
    std::size_t region = 0;
    std::uint32_t block_row = 0;
    bool started = false;

    [[nodiscard]] bool finished() const;
    [[nodiscard]] std::uint64_t remaining_bytes() const;
};

// A copy that fits one staging piece.
struct UploadStep {
    ByteView bytes;
    VkBufferImageCopy copy{};              // images: all but bufferOffset
    std::uint64_t destination_offset = 0;  // buffers
};

// Bytes and blocks of a region.
[[nodiscard]] std::uint64_t row_bytes(const ImageRegion& region, FormatBlock block);
[[nodiscard]] std::uint32_t block_rows(const ImageRegion& region, FormatBlock block);

// Fills in whole levels and checks that all regions lie in the image and in `source_bytes`.
[[nodiscard]] Result<void> check_regions(std::vector<ImageRegion>& regions,
                                         const ImageOptions& image, FormatBlock block,
                                         std::uint64_t source_bytes);

// The next copy of at most `bytes_max`, advancing the request; an empty one when not even a row of
// texels fits.
[[nodiscard]] UploadStep next_step(UploadRequest& request, std::uint64_t bytes_max);
// The least that next_step can move.
[[nodiscard]] std::uint64_t smallest_step(const UploadRequest& request);

}  // namespace belvedere::gpu
