// SPDX-License-Identifier: Apache-2.0
#include "engine/access/tree_at_point.hpp"

#include <algorithm>
#include <vector>

namespace belvedere::access {
namespace {

// Whether what is inside ends where the node does.
bool cuts_off(const AccessibleNode& node) {
    constexpr Role kRoles[] = {Role::kWindow, Role::kRegion, Role::kToolbar,
                               Role::kDialog, Role::kTable,  Role::kScrollArea};
    return node.is_layer ||
           std::find(std::begin(kRoles), std::end(kRoles), node.role) != std::end(kRoles);
}

// What a node has of those around it.
struct Around {
    bool is_inside = false;   // Of the root of the search.
    bool is_cut_off = false;  // The point is outside of what holds it.
    std::uint32_t layer = 0;  // The innermost layer it is in; 0: none.
};

}  // namespace

std::uint32_t node_at_point(const AccessibleTree& tree, std::uint32_t root, int x, int y) {
    std::uint32_t found = AccessibleTree::kNone;
    std::uint32_t found_layer = 0;
    std::vector<Around> all(tree.nodes().size());
    // Parents come before their children, and what is drawn over others comes after them.
    for (std::uint32_t i = root; i < all.size(); ++i) {
        const AccessibleNode& node = tree.node(i);
        const std::uint32_t parent = tree.parent(i);
        Around& here = all[i];
        if (parent != AccessibleTree::kNone && i != root) here = all[parent];
        here.is_inside = here.is_inside || i == root;
        if (!here.is_inside) continue;
        if (node.is_layer) here = {true, false, i};
        const bool is_there = node.rect.contains(x, y) && !node.states.has(State::kOffScreen);
        if (is_there && !here.is_cut_off && node.role != Role::kNotification &&
            here.layer >= found_layer) {
            found = i;
            found_layer = here.layer;
        }
        here.is_cut_off = here.is_cut_off || (cuts_off(node) && !is_there);
    }
    return found;
}

}  // namespace belvedere::access
