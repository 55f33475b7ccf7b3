// SPDX-License-Identifier: Apache-2.0
// In which ways the values of devices are laid over the city, beside their symbols.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace belvedere::layers {

enum class ValueDisplay : std::uint8_t {
    kSymbols,        // Symbols alone.
    kColumns,        // A column at each device, as high as its value.
    kFieldDistance,  // Interpolated between devices by inverse distances.
    kFieldKriging,   // Interpolated by ordinary kriging.
    kHeatMap,        // How many devices there are for each area.
    kArrows,         // Where what moves goes to, and how fast: wind, vehicles.
    kTrails,         // Where vehicles came from.
    kRoads           // Stretches of road in the colour of their value.
};
inline constexpr std::array<ValueDisplay, 8> kValueDisplays = {
    ValueDisplay::kSymbols,      ValueDisplay::kColumns, ValueDisplay::kFieldDistance,
    ValueDisplay::kFieldKriging, ValueDisplay::kHeatMap, ValueDisplay::kArrows,
    ValueDisplay::kTrails,       ValueDisplay::kRoads};

// "symbols", "columns", "field", "kriging", "heat", "arrows", "trails", "roads": as commands,
// projects and the command line have it.
[[nodiscard]] std::string_view display_name(ValueDisplay display);
// Nothing for another name; symbols for the empty one.
[[nodiscard]] std::optional<ValueDisplay> display_named(std::string_view name);
// Whether it colours an area (value_field.hpp).
[[nodiscard]] constexpr bool is_field(ValueDisplay display) {
    return display == ValueDisplay::kFieldDistance || display == ValueDisplay::kFieldKriging ||
           display == ValueDisplay::kHeatMap;
}

}  // namespace belvedere::layers
