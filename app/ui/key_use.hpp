// SPDX-License-Identifier: Apache-2.0
// Which keys are for widgets, as a pure function of who has the keyboard.
#pragma once

#include "app/input/input_event.hpp"
#include "app/ui/frame.hpp"

namespace belvedere::ui {

// Keys that widgets act on by themselves, whatever is held with them; letters mean something only
// together with Ctrl.
[[nodiscard]] bool is_widget_key(input::Key key);

// Tab and Shift+Tab, which walk from widget to widget and come from the picture as well.
[[nodiscard]] bool is_walking_key(const input::KeyEvent& event);

// Whether a widget, or the walk between them, may act on this press. A space in a text field is
// text. Never true of a key that is let go.
[[nodiscard]] bool is_for_widgets(const input::KeyEvent& event, const Capture& capture);

}  // namespace belvedere::ui
