// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_kind.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "engine/twin/name_pool.hpp"

namespace belvedere::layers {
namespace {

struct KindWord {
    std::string_view word;  // Lower case.
    DeviceKind kind;
};

// The first that the name contains decides.
constexpr KindWord kKindWords[] = {
    {"alert", DeviceKind::kAlert},       {"anomaly", DeviceKind::kAlert},
    {"airquality", DeviceKind::kAir},    {"air quality", DeviceKind::kAir},
    {"noise", DeviceKind::kNoise},       {"weather", DeviceKind::kWeather},
    {"flood", DeviceKind::kWater},       {"water", DeviceKind::kWater},
    {"river", DeviceKind::kWater},       {"parking", DeviceKind::kParking},
    {"traffic", DeviceKind::kTraffic},   {"road", DeviceKind::kTraffic},
    {"streetlight", DeviceKind::kLight}, {"lamp", DeviceKind::kLight},
    {"waste", DeviceKind::kWaste},       {"vehicle", DeviceKind::kVehicle},
    {"bus", DeviceKind::kVehicle},       {"bike", DeviceKind::kVehicle},
    {"metering", DeviceKind::kMeter},    {"meter", DeviceKind::kMeter},
    {"energy", DeviceKind::kMeter},      {"temperature", DeviceKind::kWeather},
};

}  // namespace

DeviceKind kind_of_type(std::string_view type) {
    std::string name(twin::short_name(type));
    std::ranges::transform(name, name.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    for (const KindWord& each : kKindWords) {
        if (name.find(each.word) != std::string::npos) return each.kind;
    }
    return DeviceKind::kOther;
}

SignShape shape_of(DeviceKind kind) {
    constexpr std::array<SignShape, kDeviceKinds> kShapes = {
        SignShape::kCircle,       SignShape::kHexagon, SignShape::kCross,    SignShape::kPentagon,
        SignShape::kDrop,         SignShape::kDiamond, SignShape::kSquare,   SignShape::kBar,
        SignShape::kTriangleDown, SignShape::kArrow,   SignShape::kTriangle, SignShape::kRing};
    return kShapes[static_cast<std::size_t>(kind)];
}

}  // namespace belvedere::layers
