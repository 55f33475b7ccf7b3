// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/simulated_roads.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "engine/generator/city_plan.hpp"
#include "engine/generator/counted_plan.hpp"
#include "engine/generator/demo_city.hpp"
#include "engine/generator/place.hpp"

namespace belvedere::generator {
namespace {

// Avenues and ring roads; lanes of the old town are narrower.
constexpr float kMainRoadHalf_m = 6.0F;

double seven_digits(double degrees) {
    return std::round(degrees * 1e7) / 1e7;
}

RoadPoint place_of(const CityPlan& plan, const geo::LocalFrame& frame, const Point& corner) {
    const Point land = plan.landscape.to_land(corner);
    const geo::Geodetic place = geo::to_geodetic(frame.to_world({land.x, land.y, 0.0}));
    return {seven_digits(place.longitude_deg), seven_digits(place.latitude_deg)};
}

RoadPoint middle_of(const std::vector<RoadPoint>& points) {
    const auto [west, east] = std::ranges::minmax(points, {}, &RoadPoint::longitude_deg);
    const auto [south, north] = std::ranges::minmax(points, {}, &RoadPoint::latitude_deg);
    return {(west.longitude_deg + east.longitude_deg) / 2.0,
            (south.latitude_deg + north.latitude_deg) / 2.0};
}

// The sides of a district that are main roads: runs of edges along one straight street. A ring road
// turns where its outer neighbours meet, so a run ends where the direction changes.
void add_sides(const CityPlan& plan, const geo::LocalFrame& frame, const District& district,
               std::vector<RoadStretch>& roads) {
    const std::size_t count = district.edges.size();
    const auto corner = [&](std::size_t i) { return district.plan[i % count]; };
    const auto goes_on = [&](std::size_t i) {
        if (i >= count || district.edges[i].street != district.edges[i - 1].street) return false;
        const Point before = direction(corner(i) - corner(i - 1));
        return std::abs(cross(before, direction(corner(i + 1) - corner(i)))) < 0.02;
    };
    for (std::size_t first = 0; first < count;) {
        std::size_t end = first + 1;
        while (goes_on(end))
            ++end;
        if (district.edges[first].road_half_m >= kMainRoadHalf_m) {
            RoadStretch& road = roads.emplace_back();
            for (std::size_t i = first; i <= end; ++i)
                road.points.push_back(place_of(plan, frame, corner(i)));
            road.middle = middle_of(road.points);
        }
        first = end;
    }
}

}  // namespace

const std::vector<RoadStretch>& demo_roads() {
    static const std::vector<RoadStretch> kRoads = [] {
        const CityPlan plan =
            make_city_plan({.seed = kDemoSeed, .city_radius_m = first_radius_m(kDemoBuildings)});
        const geo::LocalFrame frame = place_frame(kWaterHeight_m);
        std::vector<RoadStretch> sides, roads;
        for (const District& district : plan.districts) {
            if (district.is_city) add_sides(plan, frame, district, sides);
        }
        // Both districts of a street have it: once is enough.
        std::set<std::tuple<std::int64_t, std::int64_t>> known;
        for (RoadStretch& side : sides) {
            const auto key = std::tuple(std::llround(side.middle.longitude_deg * 1e5),
                                        std::llround(side.middle.latitude_deg * 1e5));
            if (known.insert(key).second) roads.push_back(std::move(side));
        }
        return roads;
    }();
    return kRoads;
}

double distance_m(const RoadStretch& stretch, const RoadPoint& place) {
    const double shrink = std::cos(place.latitude_deg * 3.141592653589793 / 180.0);
    const double north = stretch.middle.latitude_deg - place.latitude_deg;
    const double east = (stretch.middle.longitude_deg - place.longitude_deg) * shrink;
    return std::hypot(north, east) * kMetresADegree;
}

}  // namespace belvedere::generator
