// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/value.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include <gtest/gtest.h>

namespace belvedere::expression {
namespace {

TEST(Value, NumbersAsJavaScriptWritesThem) {
    const std::pair<double, const char*> cases[] = {
        {0.0, "0"},
        {-0.0, "0"},
        {5.0, "5"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {1e20, "100000000000000000000"},
        {1e21, "1e+21"},
        {1.5e300, "1.5e+300"},
        {1e-6, "0.000001"},
        {1e-7, "1e-7"},
        {123456789.125, "123456789.125"},
        {1.0 / 3.0, "0.3333333333333333"},
        {9007199254740993.0, "9007199254740992"},
        {5e-324, "5e-324"},
        {std::numeric_limits<double>::max(), "1.7976931348623157e+308"}};
    for (const auto& [number, text] : cases)
        EXPECT_EQ(number_text(number), text);
}

TEST(Value, TextToNumber) {
    const std::pair<const char*, double> cases[] = {{"", 0.0},
                                                    {"  ", 0.0},
                                                    {" 12 ", 12.0},
                                                    {"0x1F", 31.0},
                                                    {"0b101", 5.0},
                                                    {"0o17", 15.0},
                                                    {"1e3", 1000.0},
                                                    {".5", 0.5},
                                                    {"5.", 5.0},
                                                    {"+3", 3.0},
                                                    {"-3", -3.0},
                                                    {"Infinity", INFINITY},
                                                    {"-Infinity", -INFINITY},
                                                    {"1e999", INFINITY}};
    for (const auto& [text, number] : cases)
        EXPECT_EQ(number_of_text(text), number) << text;
    for (const char* text : {"abc", "12px", "1 2", "inf", "nan", "--1", "0x", "0xg", "-0x1", ".",
                             "1e", "infinity", "+-1"}) {
        EXPECT_TRUE(std::isnan(number_of_text(text))) << text;
    }
}

TEST(Value, IsSmallAndTrivial) {
    static_assert(std::is_trivially_copyable_v<Value>);
    static_assert(sizeof(Value) <= 40);
    EXPECT_TRUE(Value().is(ValueKind::kUndefined));
}

}  // namespace
}  // namespace belvedere::expression
