// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/simulated_city.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <set>
#include <string_view>

#include "engine/core/time_text.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {
namespace {

const DeviceMix& mix_of(DeviceKind kind) {
    const auto mix = device_mix();
    const auto found = std::ranges::find(mix, kind, &DeviceMix::kind);
    assert(found != mix.end());
    return *found;
}

bool is_later(const SimulatedTurn& a, const SimulatedTurn& b) {
    if (a.time != b.time) return a.time > b.time;
    return a.device > b.device;
}

std::int64_t microseconds(double seconds) {
    return std::llround(seconds * 1e6);
}

// A place in the city: half of all devices within a third of its radius.
void put_in_city(const SimulatedCityOptions& options, Random& random, SimulatedDevice& device) {
    const double radius_m = 12.0 * std::sqrt(static_cast<double>(options.inhabitants));
    const double distance_m = radius_m * std::pow(random.unit(), 1.6);
    const double angle = random.between(0.0, 2.0 * 3.141592653589793);
    const double north_deg = distance_m * std::cos(angle) / kMetresADegree;
    const double shrink =
        std::max(0.05, std::cos(options.latitude_deg * 3.141592653589793 / 180.0));
    device.latitude_deg = options.latitude_deg + north_deg;
    device.longitude_deg =
        options.longitude_deg + distance_m * std::sin(angle) / (kMetresADegree * shrink);
}

// Puts a counter on the nearest main road that has none, if any is near.
void put_on_road(std::set<const RoadStretch*>& taken, SimulatedDevice& device) {
    const RoadPoint place{device.longitude_deg, device.latitude_deg};
    double nearest_m = kRoadReach_m;
    for (const RoadStretch& road : demo_roads()) {
        const double away_m = distance_m(road, place);
        if (away_m >= nearest_m || taken.contains(&road)) continue;
        nearest_m = away_m;
        device.road = &road;
    }
    if (device.road == nullptr) return;
    taken.insert(device.road);
    device.longitude_deg = device.road->middle.longitude_deg;
    device.latitude_deg = device.road->middle.latitude_deg;
}

void add_number(std::string& text, double number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof(digits), number).ptr;
    text.append(digits, end);
}

void add_point(std::string& text, double longitude_deg, double latitude_deg) {
    text += '[';
    add_number(text, longitude_deg);
    text += ',';
    add_number(text, latitude_deg);
    text += ']';
}

// GeoJSON (RFC 7946).
void add_geometry(std::string& text, const SimulatedDevice& device,
                  const SimulatedReading& reading) {
    if (device.road == nullptr) {
        text += R"({"type":"Point","coordinates":)";
        add_point(text, reading.longitude_deg, reading.latitude_deg);
        text += '}';
        return;
    }
    text += R"({"type":"LineString","coordinates":)";
    char before = '[';
    for (const RoadPoint& point : device.road->points) {
        text += before;
        add_point(text, point.longitude_deg, point.latitude_deg);
        before = ',';
    }
    text += "]}";
}

std::string_view number_prefix(DeviceKind kind) {
    if (kind == DeviceKind::kBus) return "bus-";
    if (kind == DeviceKind::kSharedBike) return "bike-";
    if (kind == DeviceKind::kWaterMeter) return "water-";
    return "";
}

}  // namespace

SimulatedCity::SimulatedCity(const SimulatedCityOptions& options) {
    std::set<const RoadStretch*> taken;
    for (const DeviceMix& mix : device_mix()) {
        if (mix.is_meter && !options.with_meters) continue;
        const double exact = static_cast<double>(mix.per_million) * 1e-6 * options.inhabitants;
        const auto count = static_cast<std::uint32_t>(std::max(1.0, std::round(exact)));
        for (std::uint32_t i = 0; i < count; ++i) {
            Random random(options.seed, i, static_cast<std::uint64_t>(mix.kind));
            SimulatedDevice device{mix.kind, i, mix_bits(options.seed)};
            put_in_city(options, random, device);
            if (mix.kind == DeviceKind::kTraffic) put_on_road(taken, device);
            const double phase_s = mix.period_s * random.unit();
            queue_.push_back({static_cast<std::uint32_t>(devices_.size()),
                              {options.start.microseconds + microseconds(phase_s)}});
            devices_.push_back(device);
        }
    }
    std::ranges::make_heap(queue_, is_later);
}

SimulatedTurn SimulatedCity::next() {
    std::ranges::pop_heap(queue_, is_later);
    SimulatedTurn& turn = queue_.back();
    const SimulatedTurn taken = turn;
    turn.time.microseconds += microseconds(mix_of(devices_[turn.device].kind).period_s);
    std::ranges::push_heap(queue_, is_later);
    return taken;
}

std::string device_id(const SimulatedDevice& device) {
    std::string id = "urn:ngsi-ld:";
    id += mix_of(device.kind).type;
    id += ':';
    id += number_prefix(device.kind);
    return id + std::to_string(device.number);
}

std::string device_topic(const SimulatedDevice& device) {
    std::string topic = "belvedere/city/";
    topic += mix_of(device.kind).type;
    topic += '/';
    topic += number_prefix(device.kind);
    return topic + std::to_string(device.number);
}

std::string ngsi_ld_message(const SimulatedDevice& device, const SimulatedReading& reading,
                            UtcTime observed_at) {
    const std::string time = R"("observedAt":")" + format_time(observed_at, TimeZone()) + "\"";
    std::string text = R"({"id":")" + device_id(device) + R"(","type":")";
    text += mix_of(device.kind).type;
    text += R"(","location":{"type":"GeoProperty","value":)";
    add_geometry(text, device, reading);
    text += "," + time + "}";
    for (const SimulatedValue& value : reading.values) {
        text += ",\"";
        text += value.property;
        text += R"(":{"type":"Property","value":)";
        if (const double* number = std::get_if<double>(&value.value)) {
            add_number(text, *number);
        } else {
            text += '"';
            text += std::get<std::string_view>(value.value);
            text += '"';
        }
        text += "," + time;
        if (!value.unit.empty()) {
            text += R"(,"unitCode":")";
            text += value.unit;
            text += '"';
        }
        text += '}';
    }
    return text + "}";
}

}  // namespace belvedere::generator
