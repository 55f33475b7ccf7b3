// SPDX-License-Identifier: Apache-2.0
#include "engine/render/picture_summary.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace belvedere::render {
namespace {

constexpr VkExtent2D kSmall{kSummaryColumns * kSummarySamples, kSummaryRows* kSummarySamples};
constexpr std::uint64_t kBytes = std::uint64_t{kSmall.width} * kSmall.height * 4;
constexpr VkImageSubresourceRange kColor{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};

struct Move {
    VkImage image = VK_NULL_HANDLE;
    VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED, to = VK_IMAGE_LAYOUT_UNDEFINED;
};

// Between copies and whatever is before or after them.
void move_layout(VkCommandBuffer commands, const Move& move) {
    const VkImageMemoryBarrier barrier{
        .sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER,
        .srcAccessMask = VK_ACCESS_MEMORY_WRITE_BIT,
        .dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT,
        .oldLayout = move.from,
        .newLayout = move.to,
        .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
        .image = move.image,
        .subresourceRange = kColor};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                         VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, nullptr, 0, nullptr, 1,
                         &barrier);
}

// IEC 61966-2-1.
float to_linear(std::size_t channel) {
    const double value = static_cast<double>(channel) / 255.0;
    return static_cast<float>(value <= 0.04045 ? value / 12.92
                                               : std::pow((value + 0.055) / 1.055, 2.4));
}

const std::array<float, 256>& linear_table() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> made{};
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = to_linear(i);
        return made;
    }();
    return table;
}

std::vector<glm::vec3> means(std::span<const std::byte> pixels) {
    const std::array<float, 256>& linear = linear_table();
    std::vector<glm::vec3> cells(std::size_t{kSummaryColumns} * kSummaryRows, glm::vec3(0.0f));
    for (std::size_t y = 0; y < kSmall.height; ++y) {
        for (std::size_t x = 0; x < kSmall.width; ++x) {
            const std::byte* pixel = pixels.data() + (y * kSmall.width + x) * 4;
            cells[y / kSummarySamples * kSummaryColumns + x / kSummarySamples] +=
                glm::vec3(linear[std::to_integer<std::size_t>(pixel[0])],
                          linear[std::to_integer<std::size_t>(pixel[1])],
                          linear[std::to_integer<std::size_t>(pixel[2])]);
        }
    }
    for (glm::vec3& cell : cells)
        cell /= static_cast<float>(kSummarySamples * kSummarySamples);
    return cells;
}

}  // namespace

std::unique_ptr<PictureSummary> PictureSummary::create(gpu::Device& device) {
    return std::unique_ptr<PictureSummary>(new PictureSummary(device));
}

Result<void> PictureSummary::ensure_image(VkFormat format) {
    if (small_.handle() != VK_NULL_HANDLE && small_.options().format == format) return {};
    auto image = gpu::Image::create(
        device_, {.name = "picture summary",
                  .format = format,
                  .extent = kSmall,
                  .usage = VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                  .category = gpu::MemoryCategory::kTargets});
    if (!image) return fail(image.error());
    small_ = std::move(*image);
    return {};
}

Result<gpu::Buffer> PictureSummary::free_buffer() {
    if (!free_.empty()) {
        gpu::Buffer buffer = std::move(free_.back());
        free_.pop_back();
        return buffer;
    }
    return gpu::Buffer::create(device_, {.name = "picture summary",
                                         .bytes = kBytes,
                                         .use = gpu::MemoryUse::kReadback,
                                         .category = gpu::MemoryCategory::kStaging});
}

Result<void> PictureSummary::record(gpu::Frame& frame, const FrameTarget& picture, double time_s) {
    const VkFormat format = picture.description.format;
    if (auto made = ensure_image(format); !made) return made;
    auto buffer = free_buffer();
    if (!buffer) return fail(buffer.error());
    const VkCommandBuffer commands = frame.commands();
    const VkImage from = picture.image.image;
    const VkImageLayout layout = picture.description.final_layout;
    move_layout(commands, {from, layout, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL});
    move_layout(commands,
                {small_.handle(), VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL});
    const auto corner = [](VkExtent2D extent) {
        return VkOffset3D{static_cast<std::int32_t>(extent.width),
                          static_cast<std::int32_t>(extent.height), 1};
    };
    const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    const VkImageBlit blit{
        layers, {{}, corner(picture.description.extent)}, layers, {{}, corner(kSmall)}};
    // Nearest: as many pixels are touched as the small picture has, however large this one is.
    vkCmdBlitImage(commands, from, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, small_.handle(),
                   VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_NEAREST);
    move_layout(commands, {from, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, layout});
    move_layout(commands, {small_.handle(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                           VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL});
    // The buffer may have been written by a frame that only the CPU has seen end.
    const VkMemoryBarrier reused{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                 .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                 .dstAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
                         0, 1, &reused, 0, nullptr, 0, nullptr);
    const VkBufferImageCopy copy{.imageSubresource = layers,
                                 .imageExtent = {kSmall.width, kSmall.height, 1}};
    vkCmdCopyImageToBuffer(commands, small_.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                           buffer->handle(), 1, &copy);
    const VkMemoryBarrier readable{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                                   .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                                   .dstAccessMask = VK_ACCESS_HOST_READ_BIT};
    vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1,
                         &readable, 0, nullptr, 0, nullptr);
    pending_.push_back(
        {std::move(*buffer), frame.serial(), time_s, format == VK_FORMAT_B8G8R8A8_UNORM});
    return {};
}

std::optional<PictureSummary::Taken> PictureSummary::take(std::uint64_t completed_serial) {
    if (pending_.empty() || pending_.front().frame_serial > completed_serial) return std::nullopt;
    Pending done = std::move(pending_.front());
    pending_.pop_front();
    Taken taken{done.time_s, means(done.pixels.mapped())};
    if (done.is_blue_first) {
        for (glm::vec3& cell : taken.cells)
            std::swap(cell.x, cell.z);
    }
    free_.push_back(std::move(done.pixels));
    return taken;
}

}  // namespace belvedere::render
