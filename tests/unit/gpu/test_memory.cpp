// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/memory.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "engine/gpu/buffer.hpp"
#include "engine/gpu/image.hpp"
#include "tests/support/gpu_fixture.hpp"

namespace belvedere::gpu {
namespace {

class Memory : public test::GpuTest {
  protected:
    // Frames until everything retired so far is freed.
    void settle() {
        for (std::uint32_t i = 0; i < 2 * kFramesInFlight; ++i) {
            const auto frame = ring().begin();
            ASSERT_TRUE(frame && ring().submit(**frame));
        }
        ASSERT_TRUE(ring().wait_idle());
    }
};

TEST_F(Memory, CountsBytesByCategoryAndGivesThemBack) {
    settle();
    const MemoryStatistics before = device().memory().statistics();
    {
        auto buffer = Buffer::create(
            device(), {.name = "tile", .bytes = 1000, .category = MemoryCategory::kTiles});
        auto image = Image::create(
            device(),
            {.name = "texture", .extent = {64, 64}, .category = MemoryCategory::kTextures});
        ASSERT_TRUE(buffer && image);
        const MemoryStatistics now = device().memory().statistics();
        const auto tiles = static_cast<std::size_t>(MemoryCategory::kTiles);
        const auto textures = static_cast<std::size_t>(MemoryCategory::kTextures);
        EXPECT_EQ(now.used_bytes[tiles] - before.used_bytes[tiles], buffer->memory_bytes());
        EXPECT_GE(now.used_bytes[textures] - before.used_bytes[textures], 64u * 64u * 4u);
        EXPECT_EQ(now.allocations, before.allocations + 2);
        EXPECT_GE(now.reserved_bytes, now.used_bytes_total);
        EXPECT_GT(now.heap_bytes, 0u);
    }
    settle();
    EXPECT_EQ(device().memory().statistics().used_bytes_total, before.used_bytes_total);
}

TEST_F(Memory, RunsOutWithAnErrorAndGoesOn) {
    auto huge = Buffer::create(device(), {.name = "huge", .bytes = 1ull << 44});
    ASSERT_FALSE(huge.has_value());
    EXPECT_EQ(huge.error().kind, ErrorKind::kLimit);
    auto small = Buffer::create(device(), {.name = "small", .bytes = 16});
    EXPECT_TRUE(small.has_value());
}

TEST_F(Memory, BigResourcesHaveMemoryOfTheirOwn) {
    const std::size_t blocks = device().memory().statistics().blocks;
    auto big = Buffer::create(device(), {.name = "big", .bytes = kMemoryBlockBytes});
    ASSERT_TRUE(big.has_value());
    EXPECT_EQ(device().memory().statistics().blocks, blocks + 1);
}

// Buffers of many sizes come and go; each keeps the bytes that were written into it.
TEST_F(Memory, PiecesNeverShareBytes) {
    std::mt19937 random(3);
    struct Held {
        Buffer buffer;
        std::byte mark{};
    };
    std::vector<Held> held;
    for (int step = 0; step < 400; ++step) {
        if (held.size() > 40 || (!held.empty() && random() % 3 == 0)) {
            const std::size_t victim = random() % held.size();
            for (const std::byte value : held[victim].buffer.mapped()) {
                ASSERT_EQ(value, held[victim].mark);
            }
            std::swap(held[victim], held.back());
            held.pop_back();
            continue;
        }
        auto buffer = Buffer::create(
            device(), {.name = "piece", .bytes = 1 + random() % 40000, .use = MemoryUse::kUpload});
        ASSERT_TRUE(buffer.has_value());
        const auto mark = static_cast<std::byte>(random() % 256);
        std::fill(buffer->mapped().begin(), buffer->mapped().end(), mark);
        held.push_back({std::move(*buffer), mark});
        if (step % 16 == 0) {
            const auto frame = ring().begin();
            ASSERT_TRUE(frame && ring().submit(**frame));
        }
    }
}

}  // namespace
}  // namespace belvedere::gpu
