// SPDX-License-Identifier: Apache-2.0
// What is said of the values that are laid over the city: in menus, in legends and to whoever does
// not see them.
#pragma once

#include <string>
#include <vector>

#include "app/city/value_drawing.hpp"
#include "app/layers/value_display.hpp"
#include "app/panels/panel_state.hpp"
#include "app/window/device_look.hpp"

namespace belvedere::window {

// "Field by kriging", in the language that words speaks.
[[nodiscard]] std::string value_display_name(layers::ValueDisplay display);

// "Estimated between 12 places by ordinary kriging; leave-one-out error 2.1 µg/m³.", "Hatched where
// it is uncertain; nothing farther than 340 m from a sensor.", "Left out: 3 stale.". Empty where
// nothing is laid over the city. The reason where it cannot be made.
[[nodiscard]] std::vector<std::string> told_values(const city::ValueDrawing& values,
                                                   const layers::DeviceSymbols& devices,
                                                   const twin::TwinStore& store);

// The legend of what is laid over the city, with the title and classes of its own where they differ
// from those of the symbols (a heat map); as it was where they do not.
[[nodiscard]] DeviceLegend value_legend(DeviceLegend legend, const city::ValueDrawing& values,
                                        const layers::DeviceLook& look);

}  // namespace belvedere::window
