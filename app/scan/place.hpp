// SPDX-License-Identifier: Apache-2.0
// Places that scanning goes through: widgets, and groups of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace belvedere::scan {

// What a press of the switch does there.
enum class Act : std::uint8_t {
    kEnter,  // Goes inside the group.
    kPress,  // Presses the widget.
    kTap,    // Presses it, and the keyboard stays where it is.
    kFocus,  // Gives the widget the keyboard; that is all that can be done with it.
    kLess,   // One step of a slider, or ten.
    kMore,
    kMuchLess,
    kMuchMore,
    kBack,   // Out of the group.
    kClose,  // Closes the menu, list or dialog.
};

// Plain data. A group has others inside it, a widget none.
struct Place {
    // The widget; of a group a number of its own, the same in each frame.
    std::uint64_t target = 0;
    Act act = Act::kPress;
    std::string name;  // As translated.
    std::vector<Place> inside;
};

}  // namespace belvedere::scan
