// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/simulated_roads.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/core/job_pool.hpp"
#include "engine/generator/counted_plan.hpp"
#include "engine/generator/demo_city.hpp"
#include "engine/generator/simulated_city.hpp"

namespace belvedere::generator {
namespace {

double away_m(const RoadPoint& a, const RoadPoint& b) {
    constexpr double kDegree_m = 111'320.0, kShrink = 0.7;  // About 45 degrees north.
    return std::hypot((a.longitude_deg - b.longitude_deg) * kShrink,
                      a.latitude_deg - b.latitude_deg) *
           kDegree_m;
}

// The roads are those of the city that is drawn: its plan must be the first one that was tried.
TEST(SimulatedRoads, AreOfThePlanThatTheDemoIsBuiltBy) {
    JobPool pool({.threads = 2});
    CityOptions options;
    options.buildings = kDemoBuildings;
    options.seed = kDemoSeed;
    const auto counted = plan_city(options, pool);
    ASSERT_TRUE(counted);
    const CityPlan plan =
        make_city_plan({.seed = kDemoSeed, .city_radius_m = first_radius_m(kDemoBuildings)});
    ASSERT_EQ(plan.districts.size(), counted->plan.districts.size());
    for (std::size_t i = 0; i < plan.districts.size(); ++i)
        EXPECT_EQ(plan.districts[i].plan, counted->plan.districts[i].plan);
}

TEST(SimulatedRoads, GoFromCrossingToCrossingOnceEach) {
    EXPECT_GT(demo_roads().size(), 30U);
    std::set<std::pair<long, long>> middles;
    for (const RoadStretch& road : demo_roads()) {
        ASSERT_GE(road.points.size(), 2U);
        double length_m = 0.0;
        for (std::size_t i = 1; i < road.points.size(); ++i)
            length_m += away_m(road.points[i - 1], road.points[i]);
        EXPECT_GT(length_m, 10.0);
        EXPECT_LT(length_m, 1'500.0);
        EXPECT_LT(away_m(road.points.front(), demo_roads().front().middle), 4'000.0);
        EXPECT_TRUE(middles
                        .emplace(std::lround(road.middle.longitude_deg * 1e6),
                                 std::lround(road.middle.latitude_deg * 1e6))
                        .second);
    }
}

TEST(SimulatedRoads, ACounterTellsTheLineOfARoadThatIsItsOwn) {
    const SimulatedCity city({.inhabitants = 100'000});
    std::set<const RoadStretch*> taken;
    for (const SimulatedDevice& device : city.devices()) {
        if (device.road == nullptr) continue;
        EXPECT_EQ(device.kind, DeviceKind::kTraffic);
        EXPECT_TRUE(taken.insert(device.road).second);
        const UtcTime time = SimulatedCityOptions().start;
        const auto message =
            nlohmann::json::parse(ngsi_ld_message(device, reading_at(device, time), time));
        const auto& place = message["location"]["value"];
        EXPECT_EQ(place["type"], "LineString");
        ASSERT_EQ(place["coordinates"].size(), device.road->points.size());
        EXPECT_EQ(place["coordinates"][0][0], device.road->points[0].longitude_deg);
    }
    EXPECT_GT(taken.size(), 20U);
}

// Elsewhere no road is known.
TEST(SimulatedRoads, CountersOfOtherCitiesArePoints) {
    const SimulatedCity city({.inhabitants = 100'000, .longitude_deg = 100.0});
    for (const SimulatedDevice& device : city.devices())
        EXPECT_EQ(device.road, nullptr);
}

}  // namespace
}  // namespace belvedere::generator
