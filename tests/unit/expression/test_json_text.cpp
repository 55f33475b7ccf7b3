// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/json_text.hpp"

#include <gtest/gtest.h>

namespace belvedere::expression {
namespace {

TEST(JsonText, MembersAndElements) {
    std::pmr::monotonic_buffer_resource memory;
    const std::string text =
        R"( {"a": {"x": "}"}, "b\u0062": [1, "\ud83d\ude00\n", null, true, -2.5e1], "c" : "q" } )";
    EXPECT_EQ(to_text(json_member(text, "c", memory)), "q");
    const Value list = json_member(text, "bb", memory);
    ASSERT_TRUE(list.is(ValueKind::kJson));
    EXPECT_EQ(json_element(list.as_text(), 0, memory).as_number(), 1.0);
    EXPECT_EQ(json_element(list.as_text(), 1, memory).as_text(), "😀\n");
    EXPECT_TRUE(json_element(list.as_text(), 2, memory).is(ValueKind::kNull));
    EXPECT_TRUE(json_element(list.as_text(), 3, memory).as_boolean());
    EXPECT_EQ(json_element(list.as_text(), 4, memory).as_number(), -25.0);
    EXPECT_TRUE(json_element(list.as_text(), 5, memory).is(ValueKind::kUndefined));
    EXPECT_EQ(to_text(json_member(json_member(text, "a", memory).as_text(), "x", memory)), "}");
    EXPECT_TRUE(json_member(text, "zz", memory).is(ValueKind::kUndefined));
}

TEST(JsonText, BrokenTextIsUndefinedAndNeverMoreThanThat) {
    std::pmr::monotonic_buffer_resource memory;
    const std::string whole = R"({"a": [1, {"b": "\u00e9\\"}], "c": 1})";
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::string_view cut = std::string_view(whole).substr(0, length);
        (void)json_member(cut, "c", memory);
        (void)json_element(cut, 1, memory);
        (void)json_display_text(cut);
        (void)json_value(cut, memory);
    }
    for (const char* text : {"", "{", "{}", "[", "\"", "\"\\", "\"\\u12\"", "nope", "inf",
                             "{\"a\"}", "{\"a\":}", "[,]", "{1:2}"}) {
        EXPECT_TRUE(json_member(text, "a", memory).is(ValueKind::kUndefined)) << text;
    }
    const std::string deep = std::string(100000, '[');
    EXPECT_TRUE(json_element(deep, 0, memory).is(ValueKind::kUndefined));
}

}  // namespace
}  // namespace belvedere::expression
