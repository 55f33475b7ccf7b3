// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/access/tree_changes.hpp"
#include "tests/unit/access/demo_tree.hpp"

namespace belvedere::access {
namespace {

using Kind = TreeChange::Kind;
using testing::ElementsAre;

std::vector<TreeChange> between(const DemoState& before, const DemoState& after) {
    return tree_changes(*demo_tree(before), *demo_tree(after));
}

auto change(Kind kind, std::string_view key) {
    return testing::AllOf(testing::Field(&TreeChange::kind, kind),
                          testing::Field(&TreeChange::node, node_id(key)));
}

TEST(TreeChanges, EqualTreesHaveNone) {
    EXPECT_TRUE(between({}, {}).empty());
    EXPECT_TRUE(tree_changes({}, {}).empty());
}

TEST(TreeChanges, OneEventAChange) {
    EXPECT_THAT(between({}, {.traffic = false}),
                ElementsAre(change(Kind::kState, "panel.traffic")));
    EXPECT_FALSE(between({}, {.traffic = false})[0].is_on);
    EXPECT_EQ(between({}, {.traffic = false})[0].state, State::kChecked);
    EXPECT_THAT(between({}, {.hour = 18.5}), ElementsAre(change(Kind::kValue, "panel.hour")));
    EXPECT_THAT(between({}, {.search = "tower"}), ElementsAre(change(Kind::kText, "panel.search")));
    EXPECT_THAT(between({}, {.caret = {2, 2, 4}}),
                ElementsAre(change(Kind::kCaret, "panel.search")));
    EXPECT_THAT(between({}, {.status = "Busy"}), ElementsAre(change(Kind::kName, "status")));
    EXPECT_THAT(between({}, {.focus = "panel.hour"}),
                ElementsAre(change(Kind::kFocus, "panel.hour")));
    EXPECT_THAT(between({}, {.focus = ""}),
                ElementsAre(testing::Field(&TreeChange::node, NodeId{})));
}

TEST(TreeChanges, WhatChangesByItselfIsNotTold) {
    const auto sensor = [](std::string reading, bool is_live) {
        AccessibleNode node;
        node.key = "sensor";
        node.description = std::move(reading);
        node.is_description_live = is_live;
        return AccessibleTree({node}, {AccessibleTree::kNone});
    };
    EXPECT_THAT(tree_changes(sensor("12 \u00b0C", false), sensor("13 \u00b0C", false)),
                ElementsAre(change(Kind::kDescription, "sensor")));
    EXPECT_TRUE(tree_changes(sensor("12 \u00b0C", true), sensor("13 \u00b0C", true)).empty());
}

TEST(TreeChanges, ANameThatHoldsAValueIsToldByWhatItIsToldBy) {
    const auto row = [](std::string name, std::string told_by) {
        AccessibleNode node;
        node.key = "row";
        node.name = std::move(name);
        node.told_by = std::move(told_by);
        return AccessibleTree({node}, {AccessibleTree::kNone});
    };
    EXPECT_TRUE(tree_changes(row("Dust: 12", "Dust"), row("Dust: 13", "Dust")).empty());
    EXPECT_THAT(tree_changes(row("Dust: 12", "Dust"), row("Noise: 13", "Noise")),
                ElementsAre(change(Kind::kName, "row")));
    EXPECT_THAT(tree_changes(row("Dust: 12", ""), row("Dust: 13", "")),
                ElementsAre(change(Kind::kName, "row")));
}

TEST(TreeChanges, SelectionIsToldOnceForTheContainer) {
    EXPECT_THAT(between({}, {.selected_row = 2}),
                ElementsAre(change(Kind::kState, "devices.0"), change(Kind::kState, "devices.2"),
                            change(Kind::kSelection, "devices")));
}

TEST(TreeChanges, NotificationsComeAndGo) {
    const auto shown = between({}, {.notification = "Flood"});
    EXPECT_THAT(shown, ElementsAre(change(Kind::kNotificationShown, "notice")));
    EXPECT_EQ(shown[0].parent, node_id("window"));
    EXPECT_EQ(shown[0].place, 4U);
    EXPECT_THAT(between({.notification = "Flood"}, {}),
                ElementsAre(change(Kind::kRemoved, "notice")));
}

TEST(TreeChanges, SubtreesComeAndGoAsOne) {
    const auto more = between({}, {.extra_rows = 2});
    EXPECT_THAT(more,
                ElementsAre(change(Kind::kTableSize, "devices"), change(Kind::kAdded, "devices.3"),
                            change(Kind::kAdded, "devices.4")));
    const auto fewer = between({.extra_rows = 2}, {});
    EXPECT_THAT(
        fewer, ElementsAre(change(Kind::kRemoved, "devices.3"), change(Kind::kRemoved, "devices.4"),
                           change(Kind::kTableSize, "devices")));
    EXPECT_EQ(fewer[0].place, 4U);
}

TEST(TreeChanges, AnotherRoleIsAnotherNode) {
    const auto tree = [](Role role) {
        return AccessibleTree({{.key = "w", .role = Role::kWindow},
                               {.key = "a", .role = role, .states = {State::kFocused}},
                               {.key = "a.b"}},
                              {0, 0, 1});
    };
    EXPECT_THAT(tree_changes(tree(Role::kButton), tree(Role::kLink)),
                ElementsAre(change(Kind::kRemoved, "a"), change(Kind::kAdded, "a"),
                            change(Kind::kFocus, "a")));
}

TEST(TreeChanges, AnotherParentIsAnotherNode) {
    const auto tree = [](std::uint32_t parent) {
        return AccessibleTree({{.key = "w"}, {.key = "a"}, {.key = "b"}, {.key = "x"}},
                              {0, 0, 0, parent});
    };
    EXPECT_THAT(tree_changes(tree(1), tree(2)),
                ElementsAre(change(Kind::kRemoved, "x"), change(Kind::kAdded, "x")));
}

TEST(TreeChanges, FirstTreeIsAdded) {
    EXPECT_THAT(tree_changes({}, *demo_tree({})),
                ElementsAre(change(Kind::kAdded, "window"), change(Kind::kFocus, "panel.traffic")));
}

}  // namespace
}  // namespace belvedere::access
