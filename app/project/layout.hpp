// SPDX-License-Identifier: Apache-2.0
// Layout: how the panels of the window stand. The one in force belongs to the project; layouts that
// a person keeps under a name belong to the person's preferences, because they suit a screen and
// a way of working, whatever city is open.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command/message.hpp"

namespace belvedere::project {

// Plain data.
struct Layout {
    bool left_open = true, right_open = true, bottom_open = false;
    // Logical pixels, at a scale of 1; 0: the theme's own. What a window has no room for is given
    // when it has (panels::arrange).
    double left_px = 0.0, right_px = 0.0, bottom_px = 0.0;
    std::string left_tab = "layers", right_tab = "inspector", bottom_tab = "performance";
    std::string coordinates = "layer";  // What positions are written in: "layer" or "wgs84".
    friend bool operator==(const Layout&, const Layout&) = default;
};

struct NamedLayout {
    std::string name;
    Layout layout;
    friend bool operator==(const NamedLayout&, const NamedLayout&) = default;
};

inline constexpr std::size_t kLayoutsMax = 64;
inline constexpr std::size_t kLayoutNameBytesMax = 200;
inline constexpr double kDockMax_px = 8192.0;  // What a file may say.

// Layouts of the program itself, by ids that never change.
struct BuiltInLayout {
    std::string_view id;  // "explore"
    Message name;
    Layout layout;
};
[[nodiscard]] std::span<const BuiltInLayout> built_in_layouts();

// `now` with the docks of `wanted`; what positions are written in stays.
[[nodiscard]] Layout arranged_as(Layout now, const Layout& wanted);

}  // namespace belvedere::project
