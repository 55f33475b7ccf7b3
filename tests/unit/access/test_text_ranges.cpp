// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/access/text_ranges.hpp"

namespace belvedere::access {
namespace {

std::string unit(std::u32string_view text, int offset, TextUnit kind) {
    const TextRange range = unit_at(text, offset, kind);
    return utf8_of(text.substr(static_cast<std::size_t>(range.start),
                               static_cast<std::size_t>(range.end - range.start)));
}

TEST(TextRanges, CodePointsAndBack) {
    const std::string text = "a é 水 😀";
    EXPECT_EQ(code_points(text), U"a é 水 😀");
    EXPECT_EQ(utf8_of(code_points(text)), text);
    EXPECT_EQ(code_points("\xC0\xAF"
                          "x"),
              U"\uFFFD\uFFFDx");                                    // Overlong.
    EXPECT_EQ(code_points("\xE6\xB0"), U"\uFFFD\uFFFD");            // Cut off.
    EXPECT_EQ(code_points("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");  // A surrogate.
}

TEST(TextRanges, Words) {
    EXPECT_EQ(unit(U"Reads all sensors", 0, TextUnit::kWord), "Reads ");
    EXPECT_EQ(unit(U"Reads all sensors", 5, TextUnit::kWord), "Reads ");
    EXPECT_EQ(unit(U"Reads all sensors", 7, TextUnit::kWord), "all ");
    EXPECT_EQ(unit(U"Reads all sensors", 99, TextUnit::kWord), "sensors");
    EXPECT_EQ(unit(U"更新", 1, TextUnit::kWord), "新");
    EXPECT_EQ(unit(U"", 0, TextUnit::kWord), "");
}

TEST(TextRanges, SentencesAndLines) {
    EXPECT_EQ(unit(U"It is 10.5 m. Go on!", 2, TextUnit::kSentence), "It is 10.5 m. ");
    EXPECT_EQ(unit(U"It is 10.5 m. Go on!", 15, TextUnit::kSentence), "Go on!");
    EXPECT_EQ(unit(U"更新。水位", 4, TextUnit::kSentence), "水位");
    EXPECT_EQ(unit(U"one\ntwo", 1, TextUnit::kLine), "one\n");
    EXPECT_EQ(unit(U"one\ntwo", 4, TextUnit::kLine), "two");
    EXPECT_EQ(unit(U"one\ntwo", 4, TextUnit::kWhole), "one\ntwo");
    EXPECT_EQ(unit(U"one", 1, TextUnit::kCharacter), "n");
}

TEST(TextRanges, UnitsFollowWithoutAGap) {
    const std::u32string text = U"Level 2.5 m.  Обновить, 更新。 طبقة؟ Done\nnow";
    for (const TextUnit kind :
         {TextUnit::kCharacter, TextUnit::kWord, TextUnit::kSentence, TextUnit::kLine}) {
        int at = 0;
        while (at < static_cast<int>(text.size())) {
            const TextRange range = unit_at(text, at, kind);
            ASSERT_EQ(range.start, at);
            ASSERT_GT(range.end, at);
            at = range.end;
        }
    }
}

TEST(TextRanges, SmallestEdit) {
    EXPECT_EQ(text_edit(U"bridge", U"bridges"), (TextEdit{6, 6, 7}));
    EXPECT_EQ(text_edit(U"bridge", U"ridge"), (TextEdit{0, 1, 0}));
    EXPECT_EQ(text_edit(U"aa", U"aaa"), (TextEdit{2, 2, 3}));
    EXPECT_EQ(text_edit(U"same", U"same"), (TextEdit{4, 4, 4}));
    EXPECT_EQ(text_edit(U"", U"x"), (TextEdit{0, 0, 1}));
}

}  // namespace
}  // namespace belvedere::access
