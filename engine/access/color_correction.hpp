// SPDX-License-Identifier: Apache-2.0
// Daltonising: colours moved so that somebody who lacks a kind of cone can tell more of them apart.
#pragma once

#include "engine/access/color_transform.hpp"
#include "engine/access/color_vision.hpp"

namespace belvedere::access {

// What of a colour that kind of sight does not see is given to the channels that it does see:
// Fidaner, Lin, Ozguven, "Analysis of color blindness", Stanford 2005, in linear light; for tritans
// red and green take what blue loses. `strength` from 0 (nothing) to 1, brought into that range.
// Nothing for kUsual, and for kMono, where there is no second channel to give it to. Greys stay.
[[nodiscard]] ColorTransform correction(ColorVision vision, double strength);

}  // namespace belvedere::access
