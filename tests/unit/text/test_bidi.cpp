// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/text/bidi.hpp"
#include "engine/text/line_breaks.hpp"

namespace belvedere::text {
namespace {

using Levels = std::vector<std::uint8_t>;
using Order = std::vector<std::size_t>;

TEST(Bidi, LevelsOfMixedText) {
    const BidiLevels mixed = bidi_levels(U"a ب 1", BaseDirection::kAuto);
    EXPECT_EQ(mixed.base, 0);
    EXPECT_EQ(mixed.levels, (Levels{0, 0, 1, 1, 2}));
    EXPECT_EQ(bidi_levels(U"ب a", BaseDirection::kAuto).base, 1);
    EXPECT_EQ(bidi_levels(U"ب a", BaseDirection::kAuto).levels, (Levels{1, 1, 2}));
    EXPECT_EQ(bidi_levels(U"12", BaseDirection::kAuto).base, 0);
    EXPECT_EQ(bidi_levels(U"a", BaseDirection::kRightToLeft).levels, Levels{2});
    EXPECT_TRUE(bidi_levels(U"", BaseDirection::kAuto).levels.empty());
}

TEST(Bidi, VisualOrderReversesNestedLevels) {
    EXPECT_EQ(visual_order(Levels{0, 1, 2, 1, 0}), (Order{0, 3, 2, 1, 4}));
    EXPECT_EQ(visual_order(Levels{1, 2, 1}), (Order{2, 1, 0}));
    EXPECT_EQ(visual_order(Levels{2, 2}), (Order{0, 1}));
    EXPECT_TRUE(visual_order(Levels{}).empty());
}

TEST(LineBreaks, AreWhereUax14HasThem) {
    EXPECT_EQ(line_breaks(U"a b"), (Levels{0, 1, 1}));
    EXPECT_EQ(line_breaks(U"a  b"), (Levels{0, 0, 1, 1}));
    EXPECT_EQ(line_breaks(U"a-b"), (Levels{0, 1, 1}));
    EXPECT_EQ(line_breaks(U"1-2"), (Levels{0, 0, 1}));
    EXPECT_EQ(line_breaks(U"1\u202F2"), (Levels{0, 0, 1}));
    EXPECT_EQ(line_breaks(U"城市。"), (Levels{1, 0, 1}));
    EXPECT_EQ(line_breaks(U"（城"), (Levels{0, 1}));
    EXPECT_EQ(line_breaks(U"城e\u0301"), (Levels{1, 0, 1}));
}

}  // namespace
}  // namespace belvedere::text
