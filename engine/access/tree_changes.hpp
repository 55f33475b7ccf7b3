// SPDX-License-Identifier: Apache-2.0
// What differs between two frames' trees, as the events that assistive technology is told.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// One event. What it is about besides the node stands in the trees, under the node's id.
struct TreeChange {
    enum class Kind : std::uint8_t {
        kRemoved,            // With all below it; `parent` and `place` are where it was.
        kAdded,              // With all below it; `parent` and `place` are where it is now.
        kNotificationShown,  // A notification is there (in place of kAdded when it alone is new).
        kName,               // Of a label this is its text.
        kDescription,
        kValue,      // The number, or the value text of what is no text field.
        kText,       // The contents of a text field.
        kCaret,      // The caret or the selection in a text field.
        kState,      // `state` became `is_on`. Never kFocused: that is kFocus.
        kSelection,  // Which children of this container are selected; once a container.
        kBounds,     // The rectangle.
        kTableSize,  // The count of rows or columns.
        kFocus,      // This node has the keyboard now; none when `node` is none.
    };
    Kind kind = Kind::kName;
    NodeId node;
    NodeId parent;
    std::uint32_t place = 0;
    State state = State::kEnabled;
    bool is_on = false;
    friend bool operator==(const TreeChange&, const TreeChange&) = default;
};

// The events that lead from `before` to `after`: removals first, in the order of the old tree, then
// additions and changes in reading order, the focus last. One event a change; none when the trees
// are equal. A node that changed its role or its parent is removed and added; one that changed only
// its place among its siblings is not told. Pure, any thread, O(n log n).
[[nodiscard]] std::vector<TreeChange> tree_changes(const AccessibleTree& before,
                                                   const AccessibleTree& after);

}  // namespace belvedere::access
