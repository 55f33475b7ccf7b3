// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "app/picture/limits.hpp"
#include "app/picture/picture_drawing.hpp"
#include "app/picture/picture_parts.hpp"

namespace {

using namespace belvedere::picture;

TEST(PictureParts, WhatFitsIsDrawnWhole) {
    const PartsRequest request{1280, 720, part_bytes_max(2ULL << 30), 16384, 96};
    const auto parts = picture_parts(request);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0], (PicturePart{0, 0, 1280, 720, 0}));
    const ShownPart shown = shown_part(parts[0], 1280, 720);
    EXPECT_EQ(shown.low, glm::dvec2(-1.0));
    EXPECT_EQ(shown.high, glm::dvec2(1.0));
}

TEST(PictureParts, CoverThePictureOnceWithinTheirBytes) {
    struct Case {
        std::uint32_t width, height;
        std::uint64_t bytes;
        std::uint32_t side;
    };
    for (const Case& c :
         {Case{7680, 4320, 256ULL << 20, 16384}, Case{7680, 4320, 48ULL << 20, 4096},
          Case{16384, 16384, 64ULL << 20, 2048}, Case{5000, 3, 1ULL << 20, 1024}}) {
        const PartsRequest request{c.width, c.height, c.bytes, c.side, 96};
        std::uint64_t covered = 0;
        std::uint32_t x = 0, y = 0, row_height = 0;
        for (const PicturePart& part : picture_parts(request)) {
            // Row by row from the left, without a gap.
            ASSERT_EQ(part.x, x);
            ASSERT_EQ(part.y, y);
            row_height = part.x == 0 ? part.height : row_height;
            ASSERT_EQ(part.height, row_height);
            x += part.width;
            if (x == c.width) {
                x = 0;
                y += part.height;
            }
            covered += std::uint64_t{part.width} * part.height;
            const std::uint64_t drawn = std::uint64_t{part.width + 192} * (part.height + 192);
            if (part.width > 64 && part.height > 64) {
                EXPECT_LE(drawn * kDrawnPixelBytes, c.bytes);
            }
            EXPECT_LE(part.width + 192, std::max(c.side, 256U));
        }
        EXPECT_EQ(y, c.height);
        EXPECT_EQ(covered, std::uint64_t{c.width} * c.height);
    }
}

TEST(PictureParts, ShowTheirPlaceWithAMargin) {
    const PicturePart part{100, 50, 200, 100, 10};
    const ShownPart shown = shown_part(part, 400, 200);
    EXPECT_DOUBLE_EQ(shown.low.x, 90.0 / 400.0 * 2.0 - 1.0);
    EXPECT_DOUBLE_EQ(shown.high.x, 310.0 / 400.0 * 2.0 - 1.0);
    EXPECT_DOUBLE_EQ(shown.low.y, 40.0 / 200.0 * 2.0 - 1.0);
    EXPECT_DOUBLE_EQ(shown.high.y, 160.0 / 200.0 * 2.0 - 1.0);
}

}  // namespace
