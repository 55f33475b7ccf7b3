// SPDX-License-Identifier: Apache-2.0
// Inside ui only: the behaviour that all widgets share. One call places a widget, lets pointer,
// keyboard and assistive technology act on it alike, and says what it is.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/context.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

enum class Activation {
    kNone,   // Tells only.
    kPress,  // Space, Enter, a click, a press asked for.
    kText,   // A click, at once; keys are text.
};

struct ItemSpec {
    std::string_view id;
    Role role = Role::kButton;
    std::string name;
    std::string value;
    std::string hint;  // A tooltip, and the description.
    ImVec2 size;
    Activation activation = Activation::kPress;
    bool takes_focus = true;
    bool is_enabled = true;
    Key64 stop = 0;
    access::States states;
    access::Actions actions;  // Beside focus and press.
};

// Places the widget at the layout's cursor and moves the cursor on.
[[nodiscard]] Item item(ItemSpec spec);
// The request for this widget and action, when there is one; taken once.
[[nodiscard]] std::optional<access::Request> take_request(Key64 key, access::Action action);
// The hint of a widget, beside it while it is hovered or has the keyboard.
void tooltip_of(const Item& item, const std::string& hint);

}  // namespace belvedere::ui
