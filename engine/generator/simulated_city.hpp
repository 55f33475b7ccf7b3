// SPDX-License-Identifier: Apache-2.0
// A city that speaks: the messages of all its devices, in order, for ever.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/generator/place.hpp"
#include "engine/generator/simulated_devices.hpp"

namespace belvedere::generator {

inline constexpr std::uint32_t kInhabitantsMin = 100;
inline constexpr std::uint32_t kInhabitantsMax = 5'000'000;

struct SimulatedCityOptions {
    std::uint32_t inhabitants = 20'000;  // kInhabitantsMin to kInhabitantsMax.
    std::uint64_t seed = 1;
    UtcTime start{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z.
    bool with_meters = false;              // Five times as many devices, none of them visible.
    // The middle of the city; devices lie around it, denser towards it. Where generated cities are:
    // traffic counters there stand on its main roads, one each.
    double longitude_deg = kOriginLongitude_deg;
    double latitude_deg = kOriginLatitude_deg;
};

// One device at one moment: what a message is made from.
struct SimulatedTurn {
    std::uint32_t device = 0;  // Index into the city's devices.
    UtcTime time;
};

// The devices and their turns. Each speaks every so often from a phase of its own; the same options
// give the same turns. Cheap to make: about 40 bytes a device. One thread.
class SimulatedCity {
  public:
    explicit SimulatedCity(const SimulatedCityOptions& options);

    // The next message in order of time.
    [[nodiscard]] SimulatedTurn next();
    [[nodiscard]] const std::vector<SimulatedDevice>& devices() const { return devices_; }

  private:
    std::vector<SimulatedDevice> devices_;
    std::vector<SimulatedTurn> queue_;  // A heap, the earliest first.
};

// "urn:ngsi-ld:AirQualityObserved:17"; buses and bicycles, both Vehicle, have a letter in front.
[[nodiscard]] std::string device_id(const SimulatedDevice& device);
// Where it is published: "belvedere/city/AirQualityObserved/17".
[[nodiscard]] std::string device_topic(const SimulatedDevice& device);

// The reading as a normalized NGSI-LD entity (ETSI GS CIM 009, clause 4.5): about 700 bytes for an
// air quality station. A traffic counter's location is the line of its road, as Smart Data Models
// have it. `observed_at` is what the device believes the time to be.
[[nodiscard]] std::string ngsi_ld_message(const SimulatedDevice& device,
                                          const SimulatedReading& reading, UtcTime observed_at);

}  // namespace belvedere::generator
