// SPDX-License-Identifier: Apache-2.0
// Values of devices as heights.
#pragma once

#include <cstddef>
#include <vector>

#include <glm/vec3.hpp>

#include "app/layers/device_symbols.hpp"
#include "app/layers/value_scale.hpp"

namespace belvedere::layers {

// Which value stands for which height. The foot is 0 where the scale reaches down far enough for
// heights to be in proportion; else, and for values below 0, it is the scale's lower end.
struct ColumnScale {
    double foot = 0.0;  // Value of no height,
    double top = 1.0;   // and of the full one.
    double height_m = 0.0;
    [[nodiscard]] double height_of(double value) const;
    friend bool operator==(const ColumnScale&, const ColumnScale&) = default;
};
// Pure.
[[nodiscard]] ColumnScale column_scale(const ValueScale& scale);

struct ValueColumn {
    glm::dvec3 foot{0.0}, top{0.0};  // World.
    SignColor color;                 // Of the device's symbol; see-through where it is not current.
    friend bool operator==(const ValueColumn&, const ValueColumn&) = default;
};
// One for each device that is shown and has a value, in their order. Pure; 50 ns a device.
[[nodiscard]] std::vector<ValueColumn> value_columns(const DeviceSymbols& devices);

}  // namespace belvedere::layers
