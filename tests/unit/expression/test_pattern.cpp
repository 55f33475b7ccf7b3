// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/pattern.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace belvedere::expression {
namespace {

bool matches_pattern(const char* source, const char* flags, const std::string& text) {
    const auto pattern = Pattern::compile(source, flags);
    EXPECT_TRUE(pattern.has_value()) << source;
    return pattern && pattern->test(text);
}

TEST(Pattern, MatchesCodePoints) {
    EXPECT_TRUE(matches_pattern("^東京.$", "", "東京都"));
    EXPECT_TRUE(matches_pattern("^[一-龥]+$", "", "東京都"));
    EXPECT_FALSE(matches_pattern("^..$", "", "東京都"));
    EXPECT_TRUE(matches_pattern("^a.c$", "im", "x\nABC\ny"));
    EXPECT_FALSE(matches_pattern("b", "y", "ab"));
    EXPECT_TRUE(matches_pattern("b", "g", "ab"));
    EXPECT_EQ(Pattern::compile("(京.)", "")->exec("東京都庁"), "京都");
    EXPECT_EQ(Pattern::compile("京", "")->exec("東京"), "京");
    EXPECT_FALSE(Pattern::compile("京", "")->exec("大阪").has_value());
    EXPECT_EQ(Pattern::compile("a", "gi")->text(), "/a/gi");
}

TEST(Pattern, RefusesWhatIsBrokenOrUnbounded) {
    EXPECT_FALSE(Pattern::compile("(", "").has_value());
    EXPECT_FALSE(Pattern::compile("[z-a]", "").has_value());
    EXPECT_FALSE(Pattern::compile("a", "x").has_value());
    EXPECT_FALSE(Pattern::compile("(a)\\1", "").has_value());
    EXPECT_FALSE(Pattern::compile("\\1777777777777777777777", "").has_value());
    EXPECT_FALSE(Pattern::compile("a{1000}", "").has_value());
    EXPECT_FALSE(Pattern::compile("((a{9}){9}){9}", "").has_value());
    EXPECT_FALSE(Pattern::compile(std::string(1000, 'a'), "").has_value());
}

TEST(Pattern, NeverBacktracks) {
    const auto pattern = Pattern::compile("^(a+)+$", "");
    ASSERT_TRUE(pattern.has_value());
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(pattern->test(std::string(5000, 'a') + "!"));  // Past what is looked at.
    EXPECT_FALSE(pattern->test(std::string(2000, 'a') + "!"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace belvedere::expression
