// SPDX-License-Identifier: Apache-2.0
// The devices of a simulated city: how many of what, how often they speak, what they say.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/generator/simulated_roads.hpp"

namespace belvedere::generator {

enum class DeviceKind : std::uint8_t {
    kAirQuality,
    kNoise,
    kWeather,
    kFlood,
    kTraffic,
    kParkingSpot,
    kStreetlight,
    kWasteContainer,
    kBus,
    kSharedBike,
    kElectricityMeter,
    kWaterMeter,
};

// How many devices of a kind a city of a million people has, and how often each speaks. The mix is
// that of cities that publish theirs (SmartSantander, Barcelona), scaled; meters are usually summed
// up before a viewer sees them, so they are asked for apart.
struct DeviceMix {
    DeviceKind kind;
    std::string_view type;  // Smart Data Model.
    std::uint32_t per_million;
    double period_s;
    bool is_meter = false;
};
[[nodiscard]] std::span<const DeviceMix> device_mix();

// One value that a device tells: a number with its unit, or a word.
struct SimulatedValue {
    std::string_view property;
    std::variant<double, std::string_view> value;
    std::string_view unit;  // UN/CEFACT; empty for none.
};

// What a device tells at a moment.
struct SimulatedReading {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    std::vector<SimulatedValue> values;
};

// Which device, and where it belongs.
struct SimulatedDevice {
    DeviceKind kind = DeviceKind::kAirQuality;
    std::uint32_t number = 0;  // Within its kind.
    std::uint64_t seed = 0;
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    const RoadStretch* road = nullptr;  // Of a traffic counter: the road that it counts, or null.
};

// What the device tells at `time`: daily curves of traffic, light and temperature, weather that
// passes over the whole city, and the device's own noise. A pure function: the same on every
// machine up to the last digit of the maths library, and rounded to what sensors resolve.
[[nodiscard]] SimulatedReading reading_at(const SimulatedDevice& device, UtcTime time);

}  // namespace belvedere::generator
