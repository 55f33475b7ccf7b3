// SPDX-License-Identifier: Apache-2.0
// A small window with one of each kind of thing, shared by the tests of trees and of the bridge.
#pragma once

#include <memory>
#include <string>

#include "engine/access/accessible_tree.hpp"

namespace belvedere::access {

// What the demo's program knows; its widgets show this.
struct DemoState {
    bool traffic = true;
    double hour = 12.0;
    std::string search = "bridge";
    TextSelection caret = {6, 6, 6};
    std::string status = "Ready";
    int selected_row = 0;
    int quality = 0;
    bool is_group_open = false;
    std::string notification;  // Shown when not empty.
    std::string focus = "panel.traffic";
    int extra_rows = 0;  // More devices, for measuring.
};

[[nodiscard]] std::shared_ptr<const AccessibleTree> demo_tree(const DemoState& state);

}  // namespace belvedere::access
