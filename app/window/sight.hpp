// SPDX-License-Identifier: Apache-2.0
// How the window's picture is seen: in its own colours, corrected for the person, or as somebody
// else sees it.
#pragma once

#include <string>

#include "app/city/safe_screen.hpp"
#include "app/window/session.hpp"

namespace belvedere::window {

// What the screen is to show. While others' sight is tried the person's own correction is off: one
// would hide what the other is to tell.
[[nodiscard]] city::Sight sight_of(const Session& session, float display_scale);

// What tells the person, on the picture and to the ear, that colours are not the picture's own;
// empty: they are.
[[nodiscard]] std::string sight_sign(const SimulatedSight& simulated);

}  // namespace belvedere::window
