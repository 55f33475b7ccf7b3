// SPDX-License-Identifier: Apache-2.0
// Inside ui only: what the widgets of the current frame share. Not for panels.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"
#include "app/ui/fonts.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/node.hpp"
#include "app/ui/theme.hpp"

namespace belvedere::ui {

struct Context {
    const Theme* theme = nullptr;
    float scale = 1.0F;
    Motion motion = Motion::kFull;
    Fonts fonts;
    std::vector<Node> nodes;          // Of the frame being built.
    std::vector<std::string> scope;   // Ids of the containers being built.
    std::uint32_t focus_request = 0;  // Item that takes the focus when it is next built.
    std::uint32_t last_focus = 0;     // Item that had the focus in the frame before.
    std::string region_request;       // Region that takes the focus at the end of the frame.
    bool region_requested = false;
};

// The context of the Frame that lives now; a widget outside a Frame is a bug.
[[nodiscard]] Context& context();
void set_context(Context* context);

[[nodiscard]] ImU32 packed(Color color);
[[nodiscard]] ImVec4 as_vec4(Color color);
// Logical to physical pixels.
[[nodiscard]] float px(float logical);
// The text in the user's language (English until translations are loaded), as C strings need it.
[[nodiscard]] std::string translated(const Message& message);
// What ImGui shows and identifies: "Opacity##layers.opacity".
[[nodiscard]] std::string label_of(std::string_view id, const std::string& text);

// Appends the widget just drawn to the nodes, gives it a waiting focus and draws the focus ring.
struct ItemFacts {
    std::string_view id;
    Role role = Role::kText;
    std::string name;
    std::string value;
    bool focusable = true;
};
void note_item(ItemFacts facts);
// For widgets that take focus only before they are drawn (text fields).
[[nodiscard]] bool takes_focus(std::uint32_t key);

}  // namespace belvedere::ui
