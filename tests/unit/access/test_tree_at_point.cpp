// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "engine/access/tree_at_point.hpp"
#include "tests/unit/access/demo_tree.hpp"

namespace belvedere::access {
namespace {

std::string key_at(const AccessibleTree& tree, int x, int y, std::string_view root = "w") {
    const std::uint32_t at = node_at_point(tree, tree.find(root), x, y);
    return at == AccessibleTree::kNone ? "" : tree.node(at).key;
}

// A panel with a section, whose contents stand below its head, and a list that dropped down from
// inside it over the panel's end and what follows.
std::shared_ptr<const AccessibleTree> panel() {
    TreeBuilder tree;
    tree.open({.key = "w", .role = Role::kWindow, .rect = {0, 0, 200, 200}});
    tree.open({.key = "panel", .role = Role::kRegion, .rect = {0, 0, 100, 100}});
    tree.open({.key = "head", .role = Role::kButton, .rect = {0, 0, 100, 20}});
    tree.open({.key = "kind", .role = Role::kComboBox, .rect = {0, 20, 100, 40}});
    tree.close();
    tree.open({.key = "list", .role = Role::kList, .rect = {0, 40, 100, 140}, .is_layer = true});
    tree.add({.key = "first", .role = Role::kOption, .rect = {0, 40, 100, 60}});
    tree.add({.key = "last", .role = Role::kOption, .rect = {0, 120, 100, 140}});
    tree.add({.key = "scrolled", .role = Role::kOption, .rect = {0, 140, 100, 160}});
    tree.close();
    tree.add({.key = "below", .role = Role::kButton, .rect = {0, 40, 100, 60}});
    tree.close();
    tree.add({.key = "away", .role = Role::kButton, .rect = {0, 90, 100, 110}});
    tree.close();
    tree.add({.key = "other", .role = Role::kButton, .rect = {0, 100, 200, 200}});
    tree.add({.key = "news", .role = Role::kNotification, .rect = {0, 0, 200, 200}});
    return tree.build();
}

TEST(TreeAtPoint, IsTheInnermost) {
    const auto demo = demo_tree({});
    EXPECT_EQ(key_at(*demo, 10, 25, "window"), "panel.traffic");
    EXPECT_EQ(key_at(*demo, 10, 25, "panel"), "panel.traffic");
    EXPECT_EQ(key_at(*demo, 420, 120, "window"), "view.hall");
    EXPECT_EQ(key_at(*demo, 250, 20, "window"), "view");
    EXPECT_EQ(key_at(*demo, 250, 20, "panel"), "");
    EXPECT_EQ(key_at(*demo, 900, 20, "window"), "");
    EXPECT_EQ(node_at_point({}, 0, 0, 0), AccessibleTree::kNone);
    EXPECT_EQ(node_at_point(*demo, AccessibleTree::kNone, 0, 0), AccessibleTree::kNone);
}

TEST(TreeAtPoint, WhatASectionFoldsStandsBelowItsHead) {
    EXPECT_EQ(key_at(*panel(), 50, 10), "head");
    EXPECT_EQ(key_at(*panel(), 50, 30), "kind");
}

TEST(TreeAtPoint, AListThatDroppedDownIsOverWhatFollows) {
    const auto tree = panel();
    EXPECT_EQ(key_at(*tree, 50, 50), "first");
    EXPECT_EQ(key_at(*tree, 50, 80), "list");
    EXPECT_EQ(key_at(*tree, 50, 130), "last") << "outside the panel that it hangs from";
    EXPECT_EQ(key_at(*tree, 50, 150), "other") << "scrolled out of the list";
    EXPECT_EQ(key_at(*tree, 150, 130), "other");
}

TEST(TreeAtPoint, NothingIsSeenOutsideWhatScrolls) {
    const auto scrolled = [](States states) {
        TreeBuilder tree;
        tree.open({.key = "w", .role = Role::kWindow, .rect = {0, 0, 200, 200}});
        tree.add({.key = "bar", .role = Role::kButton, .rect = {0, 100, 200, 120}});
        tree.open({.key = "panel", .role = Role::kRegion, .rect = {0, 0, 100, 100}});
        tree.add(
            {.key = "button", .role = Role::kButton, .states = states, .rect = {0, 90, 100, 110}});
        return tree.build();
    };
    EXPECT_EQ(key_at(*scrolled({State::kEnabled}), 50, 95), "button");
    EXPECT_EQ(key_at(*scrolled({State::kEnabled}), 50, 105), "bar");
    EXPECT_EQ(key_at(*scrolled({State::kOffScreen}), 50, 95), "panel");
}

TEST(TreeAtPoint, NewsHideNothing) {
    EXPECT_EQ(key_at(*panel(), 150, 20), "w");
}

}  // namespace
}  // namespace belvedere::access
