// SPDX-License-Identifier: Apache-2.0
#include "app/cli/describe_devices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include "app/devices/twin_text.hpp"
#include "app/words/words.hpp"
#include "engine/core/time_text.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::cli {
namespace {

using DeviceJson = nlohmann::ordered_json;

constexpr std::size_t kDevicesListed = 20;
constexpr std::array<const char*, 6> kStateWords = {"live",      "stale",    "lost",
                                                    "simulated", "replayed", "disputed"};

struct PlacedDevice {
    const layers::Device* device = nullptr;
    double distance_m = 0.0;
    describe::PictureRect at;
};

double tenths_of(double value) {
    return std::round(value * 10.0) / 10.0;
}

std::vector<PlacedDevice> placed_devices(const layers::DeviceSymbols& devices,
                                         const describe::Eye& eye) {
    std::vector<PlacedDevice> placed;
    for (const layers::Device& device : devices.devices()) {
        if (!device.is_shown) continue;
        const auto rect = describe::picture_rect({device.place, glm::dmat3(0.01)}, eye);
        if (!rect) continue;
        placed.push_back({&device, glm::distance(device.place, eye.camera.position), *rect});
    }
    std::ranges::sort(placed, {}, &PlacedDevice::distance_m);
    return placed;
}

double bearing_of_place(const glm::dvec3& place, const describe::Eye& eye) {
    const glm::dvec3 way = place - eye.camera.position;
    const double east = glm::dot(way, eye.horizon.axes[0]);
    const double north = glm::dot(way, eye.horizon.axes[1]);
    return std::fmod(glm::degrees(std::atan2(east, north)) + 360.0, 360.0);
}

DeviceJson device_json(const PlacedDevice& placed, const twin::TwinStore& store,
                       const describe::Eye& eye) {
    const twin::EntityId id = placed.device->entity;
    DeviceJson json{{"id", std::string(store.entities()[id].id())},
                    {"kind", devices::kind_text(store, id)},
                    {"state", kStateWords[static_cast<std::size_t>(placed.device->state)]},
                    {"values", DeviceJson::array()},
                    {"distance_m", tenths_of(placed.distance_m)},
                    {"bearing_deg", tenths_of(bearing_of_place(placed.device->place, eye))},
                    {"at_px",
                     {tenths_of((placed.at.x0 + placed.at.x1) * 0.5),
                      tenths_of((placed.at.y0 + placed.at.y1) * 0.5)}}};
    const TimeZone utc;
    for (const twin::SeriesId series : twin::series_of(store, id)) {
        const auto reading = twin::latest_at(store, series);
        if (!reading || reading->kind == twin::ValueKind::kPosition) continue;
        json["values"].push_back(
            {{"property",
              std::string(twin::short_name(store.names().text(store.series(series).property)))},
             {"value", devices::value_text(*reading, store.units().unit(reading->unit))},
             {"observed_at", format_time(reading->observed_at, utc)}});
    }
    return json;
}

}  // namespace

std::string describe_devices(const layers::DeviceSymbols& devices, const twin::TwinStore& store,
                             const describe::Eye& eye) {
    const std::vector<PlacedDevice> placed = placed_devices(devices, eye);
    std::array<std::size_t, kStateWords.size()> by_state{};
    for (const PlacedDevice& each : placed)
        ++by_state[static_cast<std::size_t>(each.device->state)];
    constexpr words::PluralMessage kInView{"device.in_view", "{n} device in view",
                                           "{n} devices in view"};
    DeviceJson json{{"sentence", words::plural(kInView, placed.size())},
                    {"in_view", placed.size()},
                    {"states", DeviceJson::object()},
                    {"nearest", DeviceJson::array()}};
    for (std::size_t i = 0; i < by_state.size(); ++i) {
        if (by_state[i] > 0) json["states"][kStateWords[i]] = by_state[i];
    }
    for (std::size_t i = 0; i < std::min(placed.size(), kDevicesListed); ++i)
        json["nearest"].push_back(device_json(placed[i], store, eye));
    return json.dump(-1, ' ', false, DeviceJson::error_handler_t::replace);
}

}  // namespace belvedere::cli
