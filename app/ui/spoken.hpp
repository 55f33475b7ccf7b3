// SPDX-License-Identifier: Apache-2.0
// A widget in words: what a voice says when the keyboard comes to it.
#pragma once

#include <string>

#include "app/ui/node.hpp"

namespace belvedere::ui {

// "Visible, check box, checked"; "Time, slider, 14:30". In the person's language. Pure but for
// that.
[[nodiscard]] std::string spoken(const Node& node);

// What has to be another for the widget that has the keyboard to be told again: all that is spoken,
// but of a value that changes by itself what that is told by.
[[nodiscard]] std::string spoken_by(const Node& node);

// What the keyboard has come into, and what it stands on there: "Open, dialog. Path, text field".
[[nodiscard]] std::string spoken_inside(const Node& container, const std::string& sentence);

}  // namespace belvedere::ui
