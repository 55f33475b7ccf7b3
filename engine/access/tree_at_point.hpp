// SPDX-License-Identifier: Apache-2.0
// What a person sees at a point of the window.
#pragma once

#include <cstdint>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// The node below `root` (or `root` itself) that is drawn over all others at x, y, in pixels of the
// window; of nodes inside one another the innermost. AccessibleTree::kNone where nothing of `root`
// is.
//
// A reader that reads what lies under the pointer or the finger asks for it. A node's rectangle
// need not lie in its parent's: what a section folds stands below its head, and a list drops down
// over what follows it. But nothing is seen outside the scrolled part that holds it (a region, a
// table, a list, a dialog), and a layer is over everything before it, wherever it hangs in the
// tree. Notifications are not drawn where their rectangle says. Any thread; O(nodes).
[[nodiscard]] std::uint32_t node_at_point(const AccessibleTree& tree, std::uint32_t root, int x,
                                          int y);

}  // namespace belvedere::access
