// SPDX-License-Identifier: Apache-2.0
// The widgets of a frame as places to scan through, as pure functions of what the frame showed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/scan/place.hpp"
#include "app/ui/node.hpp"

namespace belvedere::ui {

// Places on one level at most, beside the way out; where there are more they stand in rows, and
// rows in groups. So many keep a round short and the tree flat.
inline constexpr std::size_t kScanLevelMax = 8;

// The part of the window that is a keyboard on the screen: while it is there nothing else is gone
// through, or the field that is written in would lose the keyboard.
inline constexpr const char* kLettersRegion = "letters";

// All that takes the keyboard, in reading order, inside the topmost menu, list or dialog when one
// is open: parts of the window, what belongs together in them, rows, single widgets. A group of one
// is that one. Sliders are groups of their own: less, more.
[[nodiscard]] std::vector<scan::Place> scan_plan(std::span<const Node> nodes);

// What is highlighted for a place: the widget, or all of a group as far as it is seen. `around` is
// the group it stands in, which the way out highlights; null: none. Nothing when none is in sight.
[[nodiscard]] std::optional<Rect> scan_rect(std::span<const Node> nodes, const scan::Place& place,
                                            const scan::Place* around);

}  // namespace belvedere::ui
