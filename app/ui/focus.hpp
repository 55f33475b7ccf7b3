// SPDX-License-Identifier: Apache-2.0
// Inside ui only: where the keyboard goes next, as a pure function of what the last frame showed.
#pragma once

#include <span>

#include "app/ui/node.hpp"

namespace belvedere::ui {

enum class Step { kNext, kPrevious };
enum class Way { kLeft, kRight, kUp, kDown };

// Place of the menu, list or dialog that was opened last, or kNoNode: the keyboard stays inside.
[[nodiscard]] std::uint32_t top_layer(std::span<const Node> nodes);

// Tab: the next stop in reading order after `now` (0: the first, or the last), around the end.
// Inside the topmost layer when one is open. Of widgets that share a stop, the selected one, else
// the first. 0 when nothing takes the focus.
[[nodiscard]] Key64 next_stop(std::span<const Node> nodes, Key64 now, Step step);

// Arrow keys: the nearest widget that way, among those of the same stop when it has one, else in
// the same region. 0 when there is none: the focus stays.
[[nodiscard]] Key64 neighbour(std::span<const Node> nodes, Key64 now, Way way);

// Home and End inside a stop.
[[nodiscard]] Key64 end_of_stop(std::span<const Node> nodes, Key64 now, Step toward);

// The first stop of a region ("left"); 0 when it has none.
[[nodiscard]] Key64 first_in(std::span<const Node> nodes, std::string_view region);

}  // namespace belvedere::ui
