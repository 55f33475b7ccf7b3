// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/text/message_text.hpp"
#include "engine/text/pseudo_text.hpp"

namespace belvedere::text {
namespace {

TEST(MessageText, FillsPlacesByName) {
    const Argument arguments[] = {{"n", "3"}, {"layer", "{n}"}};
    EXPECT_EQ(with_arguments("{layer}: {n} tiles, {n}", arguments), "{n}: 3 tiles, 3");
    EXPECT_EQ(with_arguments("{{n}} is {n}", arguments), "{n} is 3");
    EXPECT_EQ(with_arguments("{missing} {", arguments), "{missing} {");
}

TEST(MessageText, ListsPlacesOnce) {
    EXPECT_EQ(placeholders("{b} {a} {b} {{c}} {D}"), (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(placeholders("none").empty());
}

TEST(PseudoText, KeepsPlacesAndGrows) {
    const std::string text = pseudo_accented("Open {n} sources");
    EXPECT_EQ(text, "[Öpéñ {n} šöûřçéš ~~~~~~~]");
    EXPECT_EQ(placeholders(text), placeholders("Open {n} sources"));
    EXPECT_EQ(pseudo_right_to_left("a {n}"), "\u202Ea \u202C{n}");
    EXPECT_EQ(pseudo_accented(""), "");
}

}  // namespace
}  // namespace belvedere::text
