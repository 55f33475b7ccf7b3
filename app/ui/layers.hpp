// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what opens over the rest and holds the keyboard: menus, lists that drop down,
// dialogs. Escape or a click outside closes the topmost.
#pragma once

#include <imgui.h>

#include <string>

#include "app/ui/body.hpp"
#include "app/ui/context.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

// Opens the layer of a widget; the focus goes to what is first, or selected, inside.
void open_layer(Key64 owner);
[[nodiscard]] bool is_layer_open(Key64 owner);
// The layer closes at the end of this frame, and what had the focus has it again.
void close_layer(Key64 owner);

struct LayerLook {
    Role role = Role::kMenu;
    std::string name;
    ImVec2 at;                 // Of the layout.
    ImVec2 pivot{0.0F, 0.0F};  // Which point of it stands at `at`.
    float width = 0.0F;        // 0: as wide as its contents.
    float height_max = 0.0F;   // 0: what the window has.
    float above_y = 0.0F;      // Where it ends when it has more room above than below; 0: never.
    bool is_modal = false;     // Dims what is behind.
};
// Draws the layer when it is open. Its node is called `id`; ids of what is inside join to it.
void layer(std::string_view id, Key64 owner, const LayerLook& look, const Body& body);

}  // namespace belvedere::ui
