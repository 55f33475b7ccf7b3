// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/staging_ring.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <random>

namespace belvedere::gpu {
namespace {

TEST(StagingRing, IsFullUntilTheMarkHasPassed) {
    StagingRing ring(64);
    EXPECT_EQ(ring.take(64, 1), 0u);
    EXPECT_EQ(ring.take(1, 2), std::nullopt);
    EXPECT_EQ(ring.largest(), 0u);
    ring.pass(1);
    EXPECT_EQ(ring.largest(), 64u);
    EXPECT_EQ(ring.take(16, 2), 0u);
}

TEST(StagingRing, WrapsToTheFront) {
    StagingRing ring(64);
    ASSERT_EQ(ring.take(32, 1), 0u);
    ASSERT_EQ(ring.take(16, 2), 32u);
    ring.pass(1);
    EXPECT_EQ(ring.take(32, 3), 0u) << "16 bytes at the end are too few";
    EXPECT_EQ(ring.take(1, 3), std::nullopt) << "the second piece starts where this would";
}

struct RingPiece {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    std::uint64_t mark = 0;
};

// Pieces in use never overlap, and largest() is exactly what take() can give.
TEST(StagingRing, KeepsItsInvariantsThroughRandomUse) {
    std::mt19937 random(11);
    StagingRing ring(1000);
    std::deque<RingPiece> used;
    std::uint64_t mark = 1;
    for (int step = 0; step < 50000; ++step) {
        const std::uint64_t bytes = 1 + random() % 300;
        const std::uint64_t largest = ring.largest();
        const auto offset = ring.take(bytes, mark);
        ASSERT_EQ(offset.has_value(), bytes <= largest);
        if (offset) {
            ASSERT_EQ(*offset % StagingRing::kAlignment, 0u);
            ASSERT_LE(*offset + bytes, ring.bytes());
            for (const RingPiece& piece : used) {
                ASSERT_TRUE(*offset >= piece.end || *offset + bytes <= piece.begin);
            }
            used.push_back({*offset, *offset + bytes, mark});
        }
        if (random() % 4 == 0) ++mark;
        if (random() % 4 == 0 && !used.empty()) {
            const std::uint64_t passed = used.front().mark;
            ring.pass(passed);
            std::erase_if(used, [passed](const RingPiece& piece) { return piece.mark <= passed; });
        }
    }
}

}  // namespace
}  // namespace belvedere::gpu
