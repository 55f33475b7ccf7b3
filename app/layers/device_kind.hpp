// SPDX-License-Identifier: Apache-2.0
// What kind of device an entity's type names, and the shape that stands for it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "app/layers/sign.hpp"

namespace belvedere::layers {

enum class DeviceKind : std::uint8_t {
    kOther,
    kAir,
    kNoise,
    kWeather,
    kWater,
    kTraffic,
    kParking,
    kLight,
    kWaste,
    kVehicle,
    kAlert,
    kMeter
};
inline constexpr std::size_t kDeviceKinds = 12;

// By the words in a type's name, short or expanded: those of Smart Data Models, and what other
// sources call the same ("AirQualityObserved", "airquality station"). Pure.
[[nodiscard]] DeviceKind kind_of_type(std::string_view type);
// One shape for each kind, so that kinds are told apart without colour.
[[nodiscard]] SignShape shape_of(DeviceKind kind);

}  // namespace belvedere::layers
