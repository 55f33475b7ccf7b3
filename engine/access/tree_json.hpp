// SPDX-License-Identifier: Apache-2.0
// A tree as JSON text, for tests and for a person who wants to see what a screen reader sees.
#pragma once

#include <string>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// The nodes from the root down, "children" in each that has some, two spaces an indent. Members
// stand in one order and are left out at their defaults, so equal trees give equal bytes and a
// difference of trees is a difference of lines. Bytes that are no UTF-8 become U+FFFD. "null" for
// no nodes.
[[nodiscard]] std::string to_json(const AccessibleTree& tree);

}  // namespace belvedere::access
