// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/property_defaults.hpp"

#include <unordered_map>

namespace belvedere::twin {
namespace {

// Ranges are what can be on Earth, not what is healthy: the hottest air ever measured is 57 °C,
// the loudest place of a city some 130 dB. Carbon monoxide above 1,000 mg/m³ kills in minutes, so
// that a city which reports 500 in milligrams has most likely taken the wrong unit: 100 is the
// hourly worst of the smog of the 1950s.
constexpr PropertyDefault kDefaults[] = {
    {"temperature", "CEL", -90.0, 60.0},
    {"feelsLikeTemperature", "CEL", -100.0, 80.0},
    {"dewPoint", "CEL", -90.0, 40.0},
    {"dewpoint", "CEL", -90.0, 40.0},
    {"relativeHumidity", "C62", 0.0, 1.0},
    {"atmosphericPressure", "A97", 850.0, 1100.0},
    {"windSpeed", "MTS", 0.0, 120.0},
    {"windDirection", "DD", -180.0, 360.0},
    {"precipitation", "E31", 0.0, 500.0},
    {"solarRadiation", "D54", 0.0, 1600.0},
    {"illuminance", "LUX", 0.0, 200000.0},
    {"snowHeight", "CMT", 0.0, 1200.0},
    {"streamGauge", "CMT", -1000.0, 5000.0},
    {"pm1", "GQ", 0.0, 5000.0},
    {"pm25", "GQ", 0.0, 5000.0},
    {"pm4", "GQ", 0.0, 5000.0},
    {"pm10", "GQ", 0.0, 10000.0},
    {"no", "GQ", 0.0, 5000.0},
    {"no2", "GQ", 0.0, 5000.0},
    {"nox", "GQ", 0.0, 10000.0},
    {"o3", "GQ", 0.0, 2000.0},
    {"so2", "GQ", 0.0, 10000.0},
    {"co", "GP", 0.0, 100.0},
    {"LAeq", "2N", 0.0, 150.0},
    {"LAeq_d", "2N", 0.0, 150.0},
    {"LAS", "2N", 0.0, 150.0},
    {"LAmax", "2N", 0.0, 170.0},
    {"averageVehicleSpeed", "KMH", 0.0, 300.0},
    {"averageHeadwayTime", "SEC", 0.0, 86400.0},
    {"averageGapDistance", "MTR", 0.0, 100000.0},
    {"occupancy", "C62", 0.0, 1.0},
    {"speed", "KMH", 0.0, 500.0},
    {"heading", "DD", -180.0, 360.0},
    {"batteryLevel", "C62", 0.0, 1.0},
    {"rssi", "DBM", -200.0, 30.0},
    {"fillingLevel", "C62", 0.0, 1.0},
    {"illuminanceLevel", "C62", 0.0, 1.0},
    {"powerConsumption", "KWH", 0.0, 1e9},
    {"energyDelivered", "KWH"},
    {"waterDelivered", "MTQ"},
    {"waterLevel", "MTR", -500.0, 9000.0},
    {"currentLevel", "MTR", -500.0, 9000.0},
    {"flow", "MQS", -1e6, 1e6},
    {"airQualityIndex", "C62", 0.0, 1000.0},
    {"reliability", "C62", 0.0, 1.0},
    {"intensity", "C62", 0.0, 100000.0},
    {"peopleCount", "IE", 0.0, 1e7},
    {"availableSpotNumber", "H87", 0.0, 1e6},
    {"totalSpotNumber", "H87", 0.0, 1e6},
    {"availableBikeNumber", "H87", 0.0, 1e5},
    {"freeSlotNumber", "H87", 0.0, 1e5},
    {"totalSlotNumber", "H87", 0.0, 1e5},
};

using DefaultIndex = std::unordered_map<std::string_view, const PropertyDefault*>;

DefaultIndex make_default_index() {
    DefaultIndex index;
    for (const PropertyDefault& entry : kDefaults)
        index.emplace(entry.property, &entry);
    return index;
}

}  // namespace

const PropertyDefault* property_default(std::string_view short_name) {
    static const DefaultIndex index = make_default_index();
    const auto at = index.find(short_name);
    return at == index.end() ? nullptr : at->second;
}

}  // namespace belvedere::twin
