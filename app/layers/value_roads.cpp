// SPDX-License-Identifier: Apache-2.0
#include "app/layers/value_roads.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include <glm/geometric.hpp>

#include "app/layers/current_color.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::layers {
namespace {

// Of one piece of a line; a longer one is drawn coarser.
constexpr double kPiecesMost = 400.0;

std::vector<ValueRoad::Point> points_of(std::span<const twin::LinePoint> line, double height_m) {
    std::vector<ValueRoad::Point> points;
    bool begins = true;
    const auto add = [&](const geo::Geodetic& position) {
        points.push_back({position, geo::to_ecef(position), false, begins});
        begins = false;
    };
    for (const twin::LinePoint& point : line) {
        if (std::isnan(point.longitude_deg)) {
            begins = true;
            continue;
        }
        const geo::Geodetic there{point.longitude_deg, point.latitude_deg, height_m};
        if (!begins) {
            const geo::Geodetic from = points.back().position;
            const double length = glm::length(geo::to_ecef(there) - points.back().place);
            const double pieces = std::clamp(std::ceil(length / kRoadPiece_m), 1.0, kPiecesMost);
            for (double i = 1.0; i < pieces; i += 1.0) {
                const double share = i / pieces;
                add({std::lerp(from.longitude_deg, there.longitude_deg, share),
                     std::lerp(from.latitude_deg, there.latitude_deg, share), height_m});
            }
        }
        add(there);
    }
    return points;
}

bool is_same_line(const ValueRoad& known, const std::vector<ValueRoad::Point>& points) {
    return std::ranges::equal(known.points, points, [](const auto& a, const auto& b) {
        return a.begins == b.begins && a.position.longitude_deg == b.position.longitude_deg &&
               a.position.latitude_deg == b.position.latitude_deg;
    });
}

}  // namespace

bool ValueRoads::update(const DeviceSymbols& devices, const twin::TwinStore& store) {
    std::unordered_map<std::uint32_t, ValueRoad*> known;
    for (ValueRoad& road : roads_)
        known.emplace(road.entity.value, &road);
    std::vector<ValueRoad> roads;
    std::size_t left_out = 0, count = 0;
    bool has_changed = false;
    const auto all = devices.devices();
    for (std::size_t i = 0; i < all.size() && store.lines().size() > 0; ++i) {
        const Device& device = all[i];
        const auto line = store.lines().of(device.entity);
        if (!device.is_shown || line.empty()) continue;
        ValueRoad road{device.entity, current_color(devices.symbols()[i].color, device.state), {}};
        road.points = points_of(line, geo::to_geodetic(device.place).height_m);
        if (count + road.points.size() > kRoadPointsMost) {
            ++left_out;
            continue;
        }
        count += road.points.size();
        const auto old = known.find(device.entity.value);
        const bool is_same = old != known.end() && is_same_line(*old->second, road.points);
        if (is_same) road.points = std::move(old->second->points);
        has_changed = has_changed || !is_same || !(old->second->color == road.color);
        roads.push_back(std::move(road));
    }
    has_changed = has_changed || roads.size() != roads_.size() || left_out != left_out_;
    roads_ = std::move(roads);
    left_out_ = left_out;
    return has_changed;
}

bool ValueRoads::place(const DeviceSymbols::Surface& surface, double seconds_max) {
    const double end_s = system_clock().steady_seconds() + seconds_max;
    for (std::size_t seen = 0; seen < roads_.size(); ++seen) {
        if (place_next_ >= roads_.size()) place_next_ = 0;
        for (ValueRoad::Point& point : roads_[place_next_].points) {
            if (point.is_placed) continue;
            if (const auto found = surface(point.position)) point.place = *found;
            point.is_placed = true;
            if (system_clock().steady_seconds() >= end_s) return true;
        }
        ++place_next_;
    }
    return false;
}

}  // namespace belvedere::layers
