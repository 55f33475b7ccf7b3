// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/text/caret.hpp"
#include "tests/unit/text/text_fixture.hpp"

namespace belvedere::text {
namespace {

using Carets = TextTest;

TEST_F(Carets, WalkLatinFromLeftToRight) {
    const ShapedLine line = this->line("aéb ");
    EXPECT_FLOAT_EQ(caret_x(line, 0), 0.0F);
    EXPECT_LT(caret_x(line, 1), caret_x(line, 3));
    EXPECT_GT(caret_x(line, 5), line.width_px);  // After the space that hangs.
    EXPECT_EQ(caret_after(line, 0), 1U);
    EXPECT_EQ(caret_after(line, 1), 3U);
    EXPECT_EQ(caret_before(line, 3), 1U);
    EXPECT_EQ(caret_after(line, 5), 5U);
    EXPECT_EQ(caret_before(line, 0), 0U);
}

TEST_F(Carets, WalkArabicFromRightToLeft) {
    const ShapedLine line = this->line("مدن");
    EXPECT_NEAR(caret_x(line, 0), line.width_px, 0.01F);
    EXPECT_GT(caret_x(line, 2), caret_x(line, 4));
    EXPECT_NEAR(caret_x(line, 6), 0.0F, 0.01F);
    EXPECT_EQ(caret_after(line, 2), 4U);
}

TEST_F(Carets, StandInsideLamAlef) {
    const ShapedLine line = this->line("لا");
    EXPECT_NEAR(caret_x(line, 2), line.width_px * 0.5F, 0.01F);
    EXPECT_EQ(caret_after(line, 0), 2U);
    EXPECT_EQ(caret_before(line, 4), 2U);
}

TEST_F(Carets, HitTestingIsTheirInverse) {
    for (const char* text : {"Main 12", "مدينة", "شارع 12 Main", "لا"}) {
        const ShapedLine line = this->line(text);
        for (std::uint32_t byte = line.byte_begin;; byte = caret_after(line, byte)) {
            const std::uint32_t hit = byte_at(line, caret_x(line, byte));
            EXPECT_NEAR(caret_x(line, hit), caret_x(line, byte), 0.01F) << text << " " << byte;
            if (byte == line.byte_end) break;
        }
    }
    EXPECT_EQ(byte_at(line("abc"), -50.0F), 0U);
    EXPECT_EQ(byte_at(line("abc"), 500.0F), 3U);
    EXPECT_EQ(byte_at(line("مدن"), 500.0F), 0U);
    EXPECT_EQ(byte_at(line(""), 5.0F), 0U);
}

TEST_F(Carets, SelectionOfBothDirectionsHasParts) {
    const ShapedLine line = this->line("ab شارع", {.direction = BaseDirection::kLeftToRight});
    EXPECT_EQ(selected_parts(line, 0, 2).size(), 1U);
    EXPECT_EQ(selected_parts(line, 0, line.byte_end).size(), 1U);
    // "b ش": the last letter lies at the far right.
    const auto parts = selected_parts(line, 1, 5);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_NEAR(parts[1].x1, line.width_px, 0.01F);
    EXPECT_TRUE(selected_parts(line, 2, 2).empty());
}

}  // namespace
}  // namespace belvedere::text
