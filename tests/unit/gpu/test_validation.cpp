// SPDX-License-Identifier: Apache-2.0
// Shows that the validation the other tests rely on sees what it must.
#include <gtest/gtest.h>

#include "engine/core/log.hpp"
#include "engine/gpu/buffer.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/gpu/image_barrier.hpp"
#include "engine/gpu/submission.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

enum class BarrierBetween { kNo, kYes };

// Two copies where the second reads what the first writes; the messages that this causes.
std::uint64_t messages_of_two_copies(BarrierBetween barrier) {
    const auto device = test::create_isolated_device();
    if (!device) return 0;
    auto a = Buffer::create(*device, {.name = "a", .bytes = 256});
    auto b = Buffer::create(*device, {.name = "b", .bytes = 256});
    auto c = Buffer::create(*device, {.name = "c", .bytes = 256});
    EXPECT_TRUE(a && b && c);
    const auto done = run_once(*device, "two copies", [&](VkCommandBuffer commands) {
        const VkBufferCopy all{0, 0, 256};
        vkCmdCopyBuffer(commands, a->handle(), b->handle(), 1, &all);
        if (barrier == BarrierBetween::kYes) {
            record_memory_barrier(commands,
                                  {VK_PIPELINE_STAGE_2_COPY_BIT, VK_ACCESS_2_TRANSFER_WRITE_BIT,
                                   VK_PIPELINE_STAGE_2_COPY_BIT, VK_ACCESS_2_TRANSFER_READ_BIT});
        }
        vkCmdCopyBuffer(commands, b->handle(), c->handle(), 1, &all);
    });
    EXPECT_TRUE(done.has_value());
    return device->validation_messages();
}

// The same, each copy in a submit of its own.
std::uint64_t messages_of_two_submits(BarrierBetween barrier) {
    const auto device = test::create_isolated_device();
    if (!device) return 0;
    auto a = Buffer::create(*device, {.name = "a", .bytes = 256});
    auto b = Buffer::create(*device, {.name = "b", .bytes = 256});
    auto c = Buffer::create(*device, {.name = "c", .bytes = 256});
    auto ring = FrameRing::create(*device);
    EXPECT_TRUE(a && b && c && ring);
    const VkBufferCopy all{0, 0, 256};
    for (int submit = 0; submit < 2; ++submit) {
        const auto frame = (*ring)->begin();
        EXPECT_TRUE(frame.has_value());
        VkCommandBuffer commands = (*frame)->commands();
        if (barrier == BarrierBetween::kYes) {
            record_memory_barrier(
                commands, {VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_WRITE_BIT,
                           VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, VK_ACCESS_2_MEMORY_READ_BIT});
        }
        const Buffer& from = submit == 0 ? *a : *b;
        const Buffer& to = submit == 0 ? *b : *c;
        vkCmdCopyBuffer(commands, from.handle(), to.handle(), 1, &all);
        EXPECT_TRUE((*ring)->submit(**frame));
    }
    EXPECT_TRUE((*ring)->wait_idle());
    return device->validation_messages();
}

TEST(ValidationLayer, SeesAMissingBarrier) {
    log::set_level(log::Level::kOff);
    const std::uint64_t without = messages_of_two_copies(BarrierBetween::kNo);
    log::set_level(log::Level::kInfo);
    EXPECT_GT(without, 0u);
    EXPECT_EQ(messages_of_two_copies(BarrierBetween::kYes), 0u);
}

TEST(ValidationLayer, SeesAMissingBarrierBetweenSubmits) {
    log::set_level(log::Level::kOff);
    const std::uint64_t without = messages_of_two_submits(BarrierBetween::kNo);
    log::set_level(log::Level::kInfo);
    EXPECT_GT(without, 0u);
    EXPECT_EQ(messages_of_two_submits(BarrierBetween::kYes), 0u);
}

}  // namespace
}  // namespace belvedere::gpu
