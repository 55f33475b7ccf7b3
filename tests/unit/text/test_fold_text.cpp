// SPDX-License-Identifier: Apache-2.0
#include "engine/text/fold_text.hpp"

#include <gtest/gtest.h>

namespace belvedere::text {
namespace {

TEST(FoldText, CaseAndAccentsMakeNoDifferenceInAnyScript) {
    EXPECT_EQ(folded("Hauptstraße"), folded("HAUPTSTRASSE"));
    EXPECT_EQ(folded("Évry-Courcouronnes"), "evry-courcouronnes");
    EXPECT_EQ(folded("ÅRHUS Ø Æ Œ"), "arhus o ae oe");
    EXPECT_EQ(folded("Łódź"), "lodz");
    EXPECT_EQ(folded("İstanbul"), folded("istanbul"));
    EXPECT_EQ(folded("ΟΔΟΣ"), folded("οδός"));
    EXPECT_EQ(folded("УЛИЦА Ёлкина"), folded("улица елкина"));
    EXPECT_EQ(folded("أحمد"), folded("احمد"));
    EXPECT_EQ(folded("شَارِع"), folded("شارع"));
    EXPECT_EQ(folded("Nguyễn Huệ"), "nguyen hue");
    EXPECT_EQ(folded("東京都港区１丁目Ａ"), "東京都港区1丁目a");
    EXPECT_EQ(folded("서울"), folded("서울"));
}

TEST(FoldText, DecomposedAndComposedAreTheSame) {
    EXPECT_EQ(folded("cafe\u0301"), folded("café"));
    EXPECT_EQ(folded("が"), folded("か\u3099"));
}

TEST(FoldText, DifferentLettersStayDifferent) {
    EXPECT_NE(folded("東"), folded("西"));
    EXPECT_NE(folded("а"), folded("б"));
    EXPECT_NE(folded("a1"), folded("a2"));
    EXPECT_EQ(folded(""), "");
    EXPECT_EQ(folded("B_0012#Roof"), "b_0012#roof");
}

TEST(FoldText, MalformedBytesDoNotStopIt) {
    EXPECT_EQ(folded("a\xFF"
                     "B"),
              "a\uFFFD"
              "b");
}

}  // namespace
}  // namespace belvedere::text
