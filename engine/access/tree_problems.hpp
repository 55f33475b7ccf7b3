// SPDX-License-Identifier: Apache-2.0
// What is wrong with a tree: the rules that every panel is tested by.
#pragma once

#include <string>
#include <vector>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// One broken rule at one node.
struct TreeProblem {
    std::string key;
    std::string message;  // "has no name".
};

// Checks: the root is a window; keys are there and ids unique; every node has a name, except
// decoration, groups, rows, separators, scroll areas, empty cells and fields that a label names;
// what takes the focus is enabled or not but can be acted on, and has a rectangle; at most one node
// is focused, and it is focusable; rectangles lie in the window unless scrolled away; a range holds
// its value; tables say their size, cells their place, and each column of cells has a header;
// headings have a level from 1 to 6; label_for names a node. EN 301 549 V3.2.1 clauses 11.5.2.5
// to 11.5.2.14; pure, any thread, O(n log n).
[[nodiscard]] std::vector<TreeProblem> problems(const AccessibleTree& tree);

}  // namespace belvedere::access
