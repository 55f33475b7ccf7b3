// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/free_list.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace belvedere::gpu {
namespace {

struct Piece {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

TEST(FreeList, GivesAlignedPiecesAndRefusesWhatDoesNotFit) {
    FreeList list(1024);
    EXPECT_EQ(list.allocate(1, 1), 0u);
    EXPECT_EQ(list.allocate(100, 256), 256u);
    EXPECT_EQ(list.allocate(1024, 1), std::nullopt);
    EXPECT_EQ(list.allocate(700, 256), std::nullopt) << "fits only unaligned";
    EXPECT_EQ(list.free_bytes(), 1024u - 101u);
}

TEST(FreeList, PrefersTheSmallestHole) {
    FreeList list(1000);
    const auto a = list.allocate(100, 1);
    const auto b = list.allocate(10, 1);
    const auto c = list.allocate(50, 1);
    const auto d = list.allocate(10, 1);
    ASSERT_TRUE(a && b && c && d);
    list.free(*a, 100);
    list.free(*c, 50);
    EXPECT_EQ(list.allocate(40, 1), *c);
}

// Whatever is taken and given back in any order: no two pieces overlap, free bytes add up, and an
// emptied list is one hole again.
TEST(FreeList, KeepsItsInvariantsThroughRandomUse) {
    std::mt19937 random(7);
    constexpr std::uint64_t kBytes = 1u << 16;
    FreeList list(kBytes);
    std::vector<Piece> pieces;
    std::vector<bool> taken(kBytes, false);
    std::uint64_t taken_bytes = 0;
    const auto give_back = [&](std::size_t index) {
        const Piece piece = pieces[index];
        list.free(piece.offset, piece.bytes);
        for (std::uint64_t i = 0; i < piece.bytes; ++i)
            taken[piece.offset + i] = false;
        taken_bytes -= piece.bytes;
        pieces[index] = pieces.back();
        pieces.pop_back();
    };
    for (int step = 0; step < 20000; ++step) {
        if (!pieces.empty() && random() % 100 < 48) {
            give_back(random() % pieces.size());
        } else {
            const std::uint64_t bytes = 1 + random() % 2000;
            const std::uint64_t alignment = 1ull << (random() % 9);
            const auto offset = list.allocate(bytes, alignment);
            if (!offset) continue;
            ASSERT_EQ(*offset % alignment, 0u);
            ASSERT_LE(*offset + bytes, kBytes);
            for (std::uint64_t i = 0; i < bytes; ++i) {
                ASSERT_FALSE(taken[*offset + i]);
                taken[*offset + i] = true;
            }
            taken_bytes += bytes;
            pieces.push_back({*offset, bytes});
        }
        ASSERT_EQ(list.free_bytes(), kBytes - taken_bytes);
    }
    while (!pieces.empty())
        give_back(pieces.size() - 1);
    EXPECT_TRUE(list.empty());
    EXPECT_EQ(list.holes(), 1u);
}

}  // namespace
}  // namespace belvedere::gpu
