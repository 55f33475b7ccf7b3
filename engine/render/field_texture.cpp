// SPDX-License-Identifier: Apache-2.0
#include "engine/render/field_texture.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include <glm/packing.hpp>

#include "engine/gpu/device.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

// Vulkan promises linear filtering of it (table "Mandatory format support: 2-byte channels").
constexpr VkFormat kFieldFormat = VK_FORMAT_R16G16_SFLOAT;

void image_barrier(VkCommandBuffer commands, const gpu::Image& image, bool is_before_copy) {
    const VkImageMemoryBarrier barrier{
        .sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER,
        .srcAccessMask = is_before_copy ? VK_ACCESS_NONE : VK_ACCESS_TRANSFER_WRITE_BIT,
        .dstAccessMask = is_before_copy ? VK_ACCESS_TRANSFER_WRITE_BIT : VK_ACCESS_SHADER_READ_BIT,
        .oldLayout =
            is_before_copy ? VK_IMAGE_LAYOUT_UNDEFINED : VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
        .newLayout = is_before_copy ? VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL
                                    : VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
        .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .image = image.handle(),
        .subresourceRange = image.range()};
    const VkPipelineStageFlags from =
        is_before_copy ? VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT : VK_PIPELINE_STAGE_TRANSFER_BIT;
    const VkPipelineStageFlags to =
        is_before_copy ? VK_PIPELINE_STAGE_TRANSFER_BIT : VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT;
    vkCmdPipelineBarrier(commands, from, to, 0, 0, nullptr, 0, nullptr, 1, &barrier);
}

}  // namespace

Result<void> FieldTexture::set(std::uint32_t columns, std::span<const FieldTexel> texels) {
    const std::size_t rows = columns > 0 ? texels.size() / columns : 0;
    if (rows == 0 || rows * columns != texels.size() || columns > limits::kFieldSize ||
        rows > limits::kFieldSize) {
        return fail(ErrorKind::kLimit, "a field of " + std::to_string(columns) + " columns and " +
                                           std::to_string(texels.size()) + " cells");
    }
    columns_ = columns;
    rows_ = static_cast<std::uint32_t>(rows);
    waiting_.clear();
    waiting_.reserve(texels.size());
    for (const FieldTexel& texel : texels)
        waiting_.push_back(glm::packHalf2x16({texel.level, std::clamp(texel.trust, 0.0f, 1.0f)}));
    return {};
}

Result<void> FieldTexture::flush(gpu::Frame& frame) {
    if (waiting_.empty()) return {};
    auto image = gpu::Image::create(device_, {.name = "field",
                                              .format = kFieldFormat,
                                              .extent = {columns_, rows_},
                                              .category = gpu::MemoryCategory::kTextures});
    if (!image) return fail(image.error());
    const std::size_t bytes = waiting_.size() * sizeof(std::uint32_t);
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), waiting_.data(), bytes);
    waiting_.clear();
    image_barrier(frame.commands(), *image, true);
    const VkBufferImageCopy copy{.bufferOffset = slice->offset,
                                 .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                 .imageExtent = {columns_, rows_, 1}};
    vkCmdCopyBufferToImage(frame.commands(), slice->buffer, image->handle(),
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    image_barrier(frame.commands(), *image, false);
    image_ = std::move(*image);
    return {};
}

}  // namespace belvedere::render
