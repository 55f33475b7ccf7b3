// SPDX-License-Identifier: Apache-2.0
// Colours of devices on the picture, and what they mean.
#pragma once

#include <string>
#include <vector>

#include "app/layers/device_symbols.hpp"
#include "app/panels/panel_state.hpp"

namespace belvedere::window {

// Devices coloured by a property, or, without one, by their kind. All colours can be told apart
// with every kind of sight; shape tells the kind and fill the state beside them.
[[nodiscard]] layers::DeviceLook device_look(const std::string& property, twin::EntityId chosen);

// What a look means for the devices that are shown now: a title ("temperature, °C") and an entry
// for each class of values, or for each kind there is. Empty without devices.
struct DeviceLegend {
    std::string title;
    std::vector<panels::LegendEntry> entries;
    std::vector<layers::SignShape> shapes;  // Of each entry.
};
[[nodiscard]] DeviceLegend device_legend(const layers::DeviceSymbols& devices,
                                         const layers::DeviceLook& look,
                                         const twin::TwinStore& store);

// "Air quality", in the language that words speaks.
[[nodiscard]] std::string device_kind_name(layers::DeviceKind kind);
// A value as people read it, with its unit: "21.4 °C".
[[nodiscard]] std::string device_value_text(double number, const twin::Unit& unit);
// "stale", in that language.
[[nodiscard]] std::string device_state_name(twin::TwinState state);

}  // namespace belvedere::window
