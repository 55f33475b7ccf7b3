// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/text/utf8.hpp"

namespace belvedere::text {
namespace {

TEST(Utf8, DecodesWithPlaces) {
    const DecodedText text = decode_utf8("aé漢😀", 100);
    EXPECT_EQ(text.codepoints, U"aé漢😀");
    EXPECT_EQ(text.byte_at, (std::vector<std::uint32_t>{0, 1, 3, 6, 10}));
}

TEST(Utf8, ReplacesMalformedBytes) {
    EXPECT_EQ(decode_utf8("a\xFF\xC3", 100).codepoints, U"a\uFFFD\uFFFD");
    EXPECT_EQ(decode_utf8("\xC0\x80", 100).codepoints, U"\uFFFD\uFFFD");            // Overlong.
    EXPECT_EQ(decode_utf8("\xED\xA0\x80", 100).codepoints, U"\uFFFD\uFFFD\uFFFD");  // Surrogate.
    EXPECT_FALSE(is_valid_utf8("\xE0\x80\x80"));
    EXPECT_TRUE(is_valid_utf8("дом"));
}

TEST(Utf8, CutsBetweenCharacters) {
    const DecodedText text = decode_utf8("éé", 3);
    EXPECT_EQ(text.codepoints, U"é");
    EXPECT_EQ(text.byte_at, (std::vector<std::uint32_t>{0, 2}));
}

TEST(Utf8, RoundTrip) {
    for (const char32_t codepoint : {U'a', U'é', U'漢', U'\U0001F600', U'\U0010FFFF'}) {
        std::string text;
        append_utf8(codepoint, text);
        EXPECT_EQ(decode_utf8(text, 9).codepoints, std::u32string(1, codepoint));
    }
    std::string text;
    append_utf8(0xD800, text);
    EXPECT_EQ(text, "\uFFFD");
}

}  // namespace
}  // namespace belvedere::text
