// SPDX-License-Identifier: Apache-2.0
// Where what devices tell of moves to: wind, vehicles.
#pragma once

#include <cstddef>
#include <vector>

#include <glm/vec3.hpp>

#include "app/layers/device_symbols.hpp"
#include "engine/twin/unit_register.hpp"

namespace belvedere::layers {

struct ValueArrow {
    glm::dvec3 place{0.0};    // World; where the device stands.
    glm::dvec3 towards{0.0};  // World, horizontal, of length 1.
    double speed = 0.0;       // In ValueArrows::unit.
    SignColor color;          // Of the device's symbol; see-through where it is not current.
    friend bool operator==(const ValueArrow&, const ValueArrow&) = default;
};
struct ValueArrows {
    std::vector<ValueArrow> arrows;
    double fastest = 0.0;
    twin::UnitId unit;         // Of the first one's speed.
    std::size_t left_out = 0;  // More than kArrowsMax.
    friend bool operator==(const ValueArrows&, const ValueArrows&) = default;
};
inline constexpr std::size_t kArrowsMax = 20'000;

// Of devices with a direction and a speed. Winds are named by where they come from (windDirection;
// WMO-No. 8, volume I, section 5.1.1), so that their arrows point the other way; vehicles by where
// they head (heading, bearing, direction). About 0.3 us a device.
[[nodiscard]] ValueArrows value_arrows(const DeviceSymbols& devices, const twin::TwinStore& store);

}  // namespace belvedere::layers
