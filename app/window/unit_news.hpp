// SPDX-License-Identifier: Apache-2.0
// What a person is told of values that come in another unit than before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/window/session.hpp"
#include "engine/core/clock.hpp"
#include "engine/twin/unit_changes.hpp"

namespace belvedere::window {

// Tells whose unit changed since the last time: one notice a feed, with the value or with how many
// there are; at most one a minute and feed, which takes the place of the one before. A series is
// told once, until somebody acknowledges it. After LiveCity::take_in(), once a frame.
void advance_units(Session& session, UtcTime now);
// When a notice that waits for its minute is due; nothing: none does.
[[nodiscard]] std::optional<double> units_wait_s(const Session& session, UtcTime now);

// A unit's symbol, or that there is none.
[[nodiscard]] std::string unit_word(std::string_view symbol);
// "Comes in °F now, before in °C", and that the two cannot be compared where they cannot.
[[nodiscard]] std::string unit_change_text(const Session& session, const twin::UnitChange& change);

}  // namespace belvedere::window
