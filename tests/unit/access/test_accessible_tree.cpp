// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/access/accessible_tree.hpp"
#include "engine/access/limits.hpp"
#include "engine/access/tree_json.hpp"
#include "engine/access/tree_problems.hpp"
#include "tests/support/fake_backend.hpp"
#include "tests/unit/access/demo_tree.hpp"

namespace belvedere::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> messages(const std::vector<AccessibleNode>& nodes,
                                  const std::vector<std::uint32_t>& parents) {
    std::vector<std::string> said;
    for (const TreeProblem& problem : problems(AccessibleTree(nodes, parents))) {
        said.push_back(problem.key + " " + problem.message);
    }
    return said;
}

const AccessibleNode kRoot = {
    .key = "w", .role = Role::kWindow, .name = "Window", .rect = {0, 0, 100, 100}};

std::vector<std::string> messages(AccessibleNode node) {
    return messages({kRoot, std::move(node)}, {0, 0});
}

TEST(NodeId, IsFnv1a64) {
    // http://www.isthe.com/chongo/src/fnv/test_fnv.c: "a" and "foobar".
    EXPECT_EQ(node_id("a").value, 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(node_id("foobar").value, 0x85944171f73967e8ULL);
    EXPECT_FALSE(node_id("").valid());
}

TEST(NodeNames, AreAllThereAndDistinct) {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Role::kLast); ++i) {
        names.push_back(name_of(static_cast<Role>(i)));
    }
    EXPECT_THAT(names, testing::Each(testing::Not(IsEmpty())));
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
    EXPECT_EQ(name_of(Role::kScrollArea), "scroll_area");
    EXPECT_EQ(name_of(State::kOffScreen), "off_screen");
    EXPECT_EQ(name_of(Action::kShowMenu), "show_menu");
}

TEST(AccessibleTree, KnowsItsFamily) {
    TreeBuilder builder;
    builder.open({.key = "w", .role = Role::kWindow, .name = "W"});
    builder.open({.key = "a", .name = "A"});
    builder.add({.key = "a.1", .name = "A1", .states = {State::kFocused}});
    builder.close();
    builder.add({.key = "b", .name = "B", .label_for = "a.1"});
    builder.close();
    const auto tree = builder.build();
    ASSERT_EQ(tree->nodes().size(), 4U);
    EXPECT_THAT(tree->children(0), ElementsAre(1U, 3U));
    EXPECT_THAT(tree->children(1), ElementsAre(2U));
    EXPECT_THAT(tree->children(2), IsEmpty());
    EXPECT_EQ(tree->parent(2), 1U);
    EXPECT_EQ(tree->parent(0), AccessibleTree::kNone);
    EXPECT_EQ(tree->place(3), 1U);
    EXPECT_EQ(tree->find("a.1"), 2U);
    EXPECT_EQ(tree->find("c"), AccessibleTree::kNone);
    EXPECT_EQ(tree->focused(), 2U);
    EXPECT_EQ(tree->label_of(node_id("a.1")), 3U);
    EXPECT_EQ(tree->node(2).parent, node_id("a"));
    EXPECT_EQ(tree->ancestor(2, Role::kWindow), 0U);
    EXPECT_EQ(tree->ancestor(2, Role::kTable), AccessibleTree::kNone);
}

TEST(TreeBuilder, LeavesOutWhatIsTooDeepOrTooMany) {
    TreeBuilder deep;
    for (std::size_t i = 0; i < limits::kDepth + 10; ++i)
        deep.open({.key = std::to_string(i)});
    for (std::size_t i = 0; i < limits::kDepth + 10; ++i)
        deep.close();
    deep.add({.key = "after"});
    const auto tree = deep.build();
    EXPECT_EQ(tree->nodes().size(), limits::kDepth + 1);

    TreeBuilder wide;
    for (std::size_t i = 0; i < limits::kNodes + 5; ++i)
        wide.add({.key = std::to_string(i)});
    EXPECT_EQ(wide.left_out(), 5U);
    EXPECT_EQ(wide.build()->nodes().size(), limits::kNodes);
}

TEST(TreeBuilder, ChangesWhatWasAdded) {
    TreeBuilder builder;
    const NodeId id = builder.open({.key = "w"});
    builder.change(id)->rect = {0, 0, 5, 5};
    EXPECT_EQ(builder.change(node_id("x")), nullptr);
    EXPECT_EQ(builder.build()->node(0).rect.width(), 5);
}

TEST(TreeProblems, DemoHasNone) {
    EXPECT_TRUE(problems(*demo_tree({.notification = "Flood"})).empty());
}

TEST(TreeProblems, FindEachBrokenRule) {
    EXPECT_THAT(messages({}, {}), ElementsAre(" the tree has no nodes"));
    EXPECT_THAT(messages({{.key = "r", .name = "R"}}, {0}),
                ElementsAre("r is the root and not a window"));
    EXPECT_THAT(messages({.key = "w", .name = "Twice"}),
                ElementsAre("w has the id of another node"));
    EXPECT_THAT(messages({.key = "b", .role = Role::kButton}), ElementsAre("b has no name"));
    EXPECT_THAT(messages({.key = "b", .role = Role::kImage, .states = {State::kDecorative}}),
                IsEmpty());
    EXPECT_THAT(messages({.key = "b",
                          .role = Role::kButton,
                          .name = "B",
                          .states = {State::kEnabled, State::kFocusable},
                          .rect = {0, 0, 9, 9}}),
                ElementsAre("b takes the focus and has no action"));
    EXPECT_THAT(messages({.key = "b", .name = "B", .rect = {0, 0, 101, 5}}),
                ElementsAre("b lies outside the window"));
    EXPECT_THAT(
        messages({.key = "b", .name = "B", .states = {State::kOffScreen}, .rect = {0, 0, 101, 5}}),
        IsEmpty());
    EXPECT_THAT(messages({.key = "s", .role = Role::kSlider, .name = "S", .value_text = "7 m"}),
                ElementsAre("s has no number"));
    EXPECT_THAT(messages({.key = "s",
                          .role = Role::kSlider,
                          .name = "S",
                          .value_text = "7 m",
                          .numeric = NumericValue{7, 0, 5, 1}}),
                ElementsAre("s has a value outside its range"));
    EXPECT_THAT(messages({.key = "h", .role = Role::kHeading, .name = "H"}),
                ElementsAre("h is a heading without a level from 1 to 6"));
    EXPECT_THAT(messages({.key = "t", .role = Role::kTable, .name = "T"}),
                ElementsAre("t is a table that does not say its size"));
    EXPECT_THAT(messages({.key = "c", .role = Role::kCell, .name = "C", .row = 0, .column = 0}),
                ElementsAre("c is a cell outside a table"));
    EXPECT_THAT(messages({.key = "l", .name = "L", .label_for = "nothing"}),
                ElementsAre("l names what is not there: nothing"));
    EXPECT_THAT(messages({.key = "f", .name = "F", .states = {State::kFocused}}),
                ElementsAre("f is focused and not focusable"));
}

TEST(TreeProblems, CellsNeedHeaders) {
    const AccessibleNode table = {
        .key = "t", .role = Role::kTable, .name = "T", .row_count = 1, .column_count = 1};
    const AccessibleNode cell = {
        .key = "c", .role = Role::kCell, .name = "C", .row = 0, .column = 0};
    const AccessibleNode head = {.key = "h", .role = Role::kColumnHeader, .name = "H", .column = 0};
    EXPECT_THAT(messages({kRoot, table, cell}, {0, 0, 1}),
                ElementsAre("c is a cell without a header"));
    EXPECT_THAT(messages({kRoot, table, head, cell}, {0, 0, 1, 1}), IsEmpty());
}

TEST(AccessibleTree, ParentsThatComeLaterAreTheRoot) {
    const AccessibleTree tree({kRoot, {.key = "a"}, {.key = "b"}}, {7, 2, 1});
    EXPECT_EQ(tree.parent(0), AccessibleTree::kNone);
    EXPECT_EQ(tree.parent(1), 0U);
    EXPECT_EQ(tree.parent(2), 1U);
}

TEST(TreeJson, LeavesOutDefaultsAndKeepsOrder) {
    const AccessibleTree tree({{.key = "w", .role = Role::kWindow, .name = "W"},
                               {.key = "s",
                                .role = Role::kSlider,
                                .name = "Höhe",
                                .value_text = "5 m",
                                .numeric = NumericValue{5, 0, 10, 0.5},
                                .actions = {Action::kSetValue},
                                .rect = {1, 2, 3, 4}}},
                              {0, 0});
    EXPECT_EQ(to_json(tree), R"({
  "key": "w",
  "role": "window",
  "name": "W",
  "states": [
    "enabled"
  ],
  "rect": [
    0,
    0,
    0,
    0
  ],
  "children": [
    {
      "key": "s",
      "role": "slider",
      "name": "Höhe",
      "value": "5 m",
      "number": {
        "value": 5.0,
        "minimum": 0.0,
        "maximum": 10.0,
        "step": 0.5
      },
      "states": [
        "enabled"
      ],
      "actions": [
        "set_value"
      ],
      "rect": [
        1,
        2,
        3,
        4
      ]
    }
  ]
})");
    EXPECT_EQ(to_json(AccessibleTree()), "null");
    EXPECT_EQ(to_json(*demo_tree({})), to_json(*demo_tree({})));
    const AccessibleTree broken({{.key = "w", .name = "\xff"}}, {0});
    EXPECT_NE(to_json(broken).find("\xEF\xBF\xBD"), std::string::npos);
}

TEST(FakeBackend, WakesItsOwner) {
    FakeBackend backend;
    int woken = 0;
    ASSERT_TRUE(backend.start({.wake = [&woken] { ++woken; }}));
    EXPECT_FALSE(backend.start({}));
    backend.ask({.node = node_id("panel.hour"), .action = Action::kSetValue, .value = 3.0});
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(backend.take_requests().size(), 1U);
    EXPECT_TRUE(backend.take_requests().empty());
    NullBackend none;
    EXPECT_TRUE(none.start({}));
    EXPECT_FALSE(none.listening());
}

}  // namespace
}  // namespace belvedere::access
