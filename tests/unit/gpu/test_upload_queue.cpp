// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/upload_queue.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <random>
#include <thread>

#include "engine/core/job_pool.hpp"
#include "engine/gpu/image_barrier.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/submission.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

Bytes random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Bytes bytes(count);
    for (std::byte& value : bytes)
        value = static_cast<std::byte>(random());
    return bytes;
}

class UploadQueueTest : public test::GpuTest, public ::testing::WithParamInterface<UploadPath> {
  protected:
    [[nodiscard]] std::unique_ptr<UploadQueue> create(std::uint64_t staging_bytes) {
        auto queue = UploadQueue::create(device(), {staging_bytes, GetParam()});
        EXPECT_TRUE(queue.has_value());
        return std::move(*queue);
    }
    // Frames until the ticket is complete; how many it took.
    int pump_until(UploadQueue& queue, Ticket ticket, std::uint64_t budget) {
        int frames = 0;
        while (!queue.complete(ticket) && frames < 10000) {
            const auto frame = ring().begin();
            EXPECT_TRUE(frame && queue.pump(**frame, budget) && ring().submit(**frame));
            ++frames;
        }
        EXPECT_TRUE(queue.complete(ticket));
        return frames;
    }
    [[nodiscard]] Bytes read_level(const Image& image, std::uint32_t level, std::size_t bytes) {
        const VkExtent2D full = image.options().extent;
        const VkExtent3D extent{std::max(1u, full.width >> level),
                                std::max(1u, full.height >> level), 1};
        auto buffer = Buffer::create(
            device(), {.name = "check", .bytes = bytes, .use = MemoryUse::kReadback});
        EXPECT_TRUE(buffer.has_value());
        const auto done = run_once(device(), "check", [&](VkCommandBuffer commands) {
            VkImageMemoryBarrier2 barrier{.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2,
                                          .srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                          .srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT,
                                          .dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                          .dstAccessMask = VK_ACCESS_2_TRANSFER_READ_BIT,
                                          .oldLayout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                                          .newLayout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                                          .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                          .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
                                          .image = image.handle(),
                                          .subresourceRange = image.range()};
            const VkDependencyInfo info{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                        .imageMemoryBarrierCount = 1,
                                        .pImageMemoryBarriers = &barrier};
            vkCmdPipelineBarrier2(commands, &info);
            const VkBufferImageCopy copy{
                .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level, 0, 1},
                .imageExtent = extent};
            vkCmdCopyImageToBuffer(commands, image.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                                   buffer->handle(), 1, &copy);
            std::swap(barrier.oldLayout, barrier.newLayout);
            vkCmdPipelineBarrier2(commands, &info);
        });
        EXPECT_TRUE(done.has_value());
        const auto mapped = buffer->mapped();
        return {mapped.begin(), mapped.end()};
    }
};

ImageOptions sampled_image(VkExtent2D extent, std::uint32_t levels) {
    return {.name = "uploaded",
            .extent = extent,
            .mip_levels = levels,
            .usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT |
                     VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
            .category = MemoryCategory::kTextures};
}

TEST_P(UploadQueueTest, BufferArrivesWholeWithinTheBudget) {
    const auto queue = create(1u << 20);
    auto buffer = Buffer::create(device(), {.name = "target", .bytes = 100000});
    ASSERT_TRUE(buffer.has_value());
    const Bytes bytes = random_bytes(90000, 1);
    const auto ticket = queue->upload(*buffer, 10000, {bytes, nullptr});
    ASSERT_TRUE(ticket.has_value());
    EXPECT_FALSE(queue->complete(*ticket));
    EXPECT_EQ(queue->pending_bytes(), 90000u);
    EXPECT_GE(pump_until(*queue, *ticket, 10000), 9);
    ASSERT_TRUE(ring().wait_idle());
    ASSERT_EQ(buffer->mapped().size(), 100000u);
    EXPECT_EQ(std::memcmp(buffer->mapped().data() + 10000, bytes.data(), bytes.size()), 0);
}

TEST_P(UploadQueueTest, WorkersWriteLargeBuffersWhereMemoryIsUnified) {
    if (!device().info().unified_memory) GTEST_SKIP() << "the device has memory of its own";
    JobPool jobs({2, WorkerScheduling::kNormal});
    const auto queue = create(1u << 20);
    queue->share_work(jobs);
    auto buffer = Buffer::create(device(), {.name = "target", .bytes = 2'000'000});
    ASSERT_TRUE(buffer.has_value());
    const Bytes bytes = random_bytes(1'000'000, 2);
    const auto ticket = queue->upload(*buffer, 500'000, {bytes, nullptr});
    ASSERT_TRUE(ticket.has_value());
    EXPECT_EQ(queue->pending_bytes(), 1'000'000u);
    jobs.wait_idle();
    // One frame takes it over, whatever its budget: the bytes are there already.
    EXPECT_EQ(pump_until(*queue, *ticket, 1), 1);
    EXPECT_EQ(queue->pending_bytes(), 0u);
    ASSERT_TRUE(ring().wait_idle());
    EXPECT_EQ(std::memcmp(buffer->mapped().data() + 500'000, bytes.data(), bytes.size()), 0);
}

TEST_P(UploadQueueTest, WorkersLeaveCancelledUploadsAlone) {
    if (!device().info().unified_memory) GTEST_SKIP() << "the device has memory of its own";
    JobPool jobs({1, WorkerScheduling::kNormal});
    const auto queue = create(1u << 20);
    queue->share_work(jobs);
    const Bytes bytes = random_bytes(4'000'000, 3);
    for (int round = 0; round < 20; ++round) {
        auto buffer = Buffer::create(device(), {.name = "target", .bytes = bytes.size()});
        ASSERT_TRUE(buffer.has_value());
        std::memset(buffer->mapped().data(), 0, bytes.size());
        const auto ticket = queue->upload(*buffer, 0, {bytes, nullptr});
        ASSERT_TRUE(ticket.has_value());
        if (round % 2 == 0) std::this_thread::sleep_for(std::chrono::microseconds(100 * round));
        queue->cancel(*ticket);
        const Bytes left(buffer->mapped().begin(), buffer->mapped().end());
        jobs.wait_idle();
        EXPECT_EQ(std::memcmp(buffer->mapped().data(), left.data(), left.size()), 0);
        EXPECT_EQ(queue->pending_bytes(), 0u);
    }
}

TEST_P(UploadQueueTest, ImageArrivesWithAllLevelsThroughASmallRing) {
    // 64 KiB of ring for 340 KiB of levels: the ring wraps many times.
    const auto queue = create(64u << 10);
    auto image = Image::create(device(), sampled_image({256, 256}, 9));
    ASSERT_TRUE(image.has_value());
    std::vector<ImageRegion> regions;
    std::vector<Bytes> levels;
    Bytes all;
    for (std::uint32_t level = 0; level < 9; ++level) {
        const std::size_t side = 256u >> level;
        levels.push_back(random_bytes(side * side * 4, level));
        regions.push_back({.mip_level = level, .source_offset = all.size()});
        all.insert(all.end(), levels.back().begin(), levels.back().end());
    }
    const auto ticket = queue->upload(*image, regions, {all, nullptr});
    ASSERT_TRUE(ticket.has_value());
    pump_until(*queue, *ticket, 50000);
    for (std::uint32_t level = 0; level < 9; ++level) {
        EXPECT_EQ(read_level(*image, level, levels[level].size()), levels[level]) << level;
    }
}

TEST_P(UploadQueueTest, PartOfAnImageCanChangeLater) {
    const auto queue = create(1u << 20);
    auto image = Image::create(device(), sampled_image({64, 64}, 1));
    ASSERT_TRUE(image.has_value());
    Bytes expected = random_bytes(64 * 64 * 4, 5);
    auto ticket = queue->upload(*image, {ImageRegion{}}, {expected, nullptr});
    ASSERT_TRUE(ticket.has_value());
    pump_until(*queue, *ticket, 1u << 20);
    const Bytes patch = random_bytes(10 * 20 * 4, 6);
    ticket = queue->upload(*image, {ImageRegion{.offset = {3, 7}, .extent = {10, 20}}},
                           {patch, nullptr}, ImageBefore::kShaderRead);
    ASSERT_TRUE(ticket.has_value());
    EXPECT_GT(pump_until(*queue, *ticket, 100), 5);
    for (std::size_t row = 0; row < 20; ++row) {
        std::memcpy(expected.data() + ((row + 7) * 64 + 3) * 4, patch.data() + row * 40, 40);
    }
    EXPECT_EQ(read_level(*image, 0, expected.size()), expected);
}

TEST_P(UploadQueueTest, KeepsTheOwnerUntilItIsDone) {
    const auto queue = create(1u << 20);
    auto buffer = Buffer::create(device(), {.name = "target", .bytes = 64});
    ASSERT_TRUE(buffer.has_value());
    auto owner = std::make_shared<Bytes>(random_bytes(64, 9));
    const std::weak_ptr<Bytes> watch = owner;
    const ByteView view = *owner;
    const auto ticket = queue->upload(*buffer, 0, {view, std::move(owner)});
    ASSERT_TRUE(ticket.has_value());
    EXPECT_FALSE(watch.expired());
    pump_until(*queue, *ticket, 1u << 20);
    EXPECT_TRUE(watch.expired());
}

TEST_P(UploadQueueTest, CancelledUploadsAreForgotten) {
    const auto queue = create(1u << 20);
    Ticket second;
    {
        auto dropped = Image::create(device(), sampled_image({128, 128}, 1));
        auto kept = Image::create(device(), sampled_image({16, 16}, 1));
        ASSERT_TRUE(dropped && kept);
        const auto first =
            queue->upload(*dropped, {ImageRegion{}}, {random_bytes(128 * 128 * 4, 1), nullptr});
        const auto other =
            queue->upload(*kept, {ImageRegion{}}, {random_bytes(16 * 16 * 4, 2), nullptr});
        ASSERT_TRUE(first && other);
        second = *other;
        const auto frame = ring().begin();
        ASSERT_TRUE(frame && queue->pump(**frame, 1000) && ring().submit(**frame));
        EXPECT_FALSE(queue->complete(*first));
        queue->cancel(*first);
        EXPECT_TRUE(queue->complete(*first));
        pump_until(*queue, second, 1u << 20);
    }
    EXPECT_EQ(queue->pending_bytes(), 0u);
}

// A queue that goes with work under way holds back nothing that is destroyed later.
TEST_P(UploadQueueTest, LeavesNothingWaiting) {
    {
        const auto queue = create(1u << 20);
        auto image = Image::create(device(), sampled_image({128, 128}, 1));
        ASSERT_TRUE(image.has_value());
        const Bytes texels = random_bytes(128 * 128 * 4, 1);
        ASSERT_TRUE(queue->upload(*image, {ImageRegion{}}, {texels, nullptr}));
        const auto frame = ring().begin();
        ASSERT_TRUE(frame && queue->pump(**frame) && ring().submit(**frame));
        ASSERT_TRUE(ring().wait_idle());
    }
    const auto frame = ring().begin();
    ASSERT_TRUE(frame && ring().submit(**frame));
    ASSERT_TRUE(ring().wait_idle());
    EXPECT_EQ(device().retirement().waiting(), 0u);
}

TEST_P(UploadQueueTest, RefusesWhatDoesNotFit) {
    const auto queue = create(1u << 20);
    auto buffer = Buffer::create(device(), {.name = "target", .bytes = 64});
    auto image = Image::create(device(), sampled_image({8, 8}, 1));
    ASSERT_TRUE(buffer && image);
    const Bytes bytes(256, std::byte{0});
    EXPECT_EQ(queue->upload(*buffer, 1, {ByteView(bytes).first(64), nullptr}).error().kind,
              ErrorKind::kBadData);
    EXPECT_FALSE(queue->upload(*buffer, ~0ull, {bytes, nullptr}).has_value());
    const std::vector<ImageRegion> bad{
        {.mip_level = 1},
        {.layer = 1},
        {.source_offset = 1},
        {.source_offset = ~0ull},
        {.offset = {-1, 0}, .extent = {1, 1}},
        {.offset = {4, 0}, .extent = {5, 1}},
        {.offset = {0, 9}, .extent = {1, 1}},
        {.extent = {0, 4}},
    };
    for (const ImageRegion& region : bad) {
        EXPECT_EQ(queue->upload(*image, {region}, {bytes, nullptr}).error().kind,
                  ErrorKind::kBadData);
    }
    EXPECT_EQ(queue->pending_bytes(), 0u);
}

INSTANTIATE_TEST_SUITE_P(Paths, UploadQueueTest,
                         ::testing::Values(UploadPath::kFrame, UploadPath::kOwnSubmit),
                         [](const auto& path) {
                             return path.param == UploadPath::kFrame ? "Frame" : "OwnSubmit";
                         });

}  // namespace
}  // namespace belvedere::gpu
