// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/landscape.hpp"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "engine/generator/city_plan.hpp"
#include "engine/generator/district_layout.hpp"
#include "engine/generator/noise.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {
namespace {

TEST(Random, IsTheSameForEver) {
    Random random(1);
    EXPECT_EQ(random.bits(), Random(1).bits());
    Random keyed(7, 3, 9);
    const double unit = keyed.unit();
    EXPECT_GE(unit, 0.0);
    EXPECT_LT(unit, 1.0);
    EXPECT_NE(Random(7, 3, 9).bits(), Random(7, 9, 3).bits());
}

TEST(Noise, DirectionsAreUnitVectors) {
    for (int i = -40; i <= 40; ++i) {
        const double turns = i / 16.0;
        const glm::dvec2 d = direction_at(turns);
        EXPECT_NEAR(d.x, std::cos(turns * 6.283185307179586), 1e-7);
        EXPECT_NEAR(d.y, std::sin(turns * 6.283185307179586), 1e-7);
    }
}

TEST(Landscape, BendingNeverFolds) {
    const Landscape landscape({3, 900.0, 70.0});
    for (int x = -3000; x < 3000; x += 37) {
        for (int y = -1500; y < 1500; y += 97) {
            const Point at = landscape.to_land(Point(x, y));
            const Point east = landscape.to_land(Point(x + 1, y)) - at;
            const Point north = landscape.to_land(Point(x, y + 1)) - at;
            ASSERT_GT(cross(east, north), 0.1) << x << ' ' << y;
        }
    }
}

TEST(Landscape, BanksAreDryAndLevel) {
    const Landscape landscape({1, 900.0, 70.0});
    for (int x = -800; x < 800; x += 50) {
        for (const double side : {-1.0, 1.0}) {
            const double bank = landscape.height(landscape.to_land(Point(x, side * 36.0)));
            EXPECT_NEAR(bank, Landscape::kBankHeight_m, 0.5);
        }
    }
}

// Streets, blocks and fields fill each district once: no gap, no overlap.
TEST(CityPlan, GroundFillsTheDistricts) {
    const CityPlan plan = make_city_plan({1, 800.0});
    for (const District& district : plan.districts) {
        if (!district.is_city) continue;
        Polygon outline;
        for (const Point& p : district.plan)
            outline.push_back(plan.landscape.to_land(p));
        double covered = 0.0;
        for (const GroundPatch& patch : lay_out_district(district, plan.landscape, 10000).patches) {
            covered += signed_area(patch.outline);
        }
        EXPECT_NEAR(covered / signed_area(outline), 1.0, 0.01);
    }
}

TEST(CityPlan, FewerBuildingsAreTheFirstOnes) {
    const CityPlan plan = make_city_plan({1, 800.0});
    const District& district = plan.districts[0];
    const DistrictLayout whole = lay_out_district(district, plan.landscape, 10000);
    const DistrictLayout part = lay_out_district(district, plan.landscape, 20);
    ASSERT_GT(whole.buildings.size(), 20U);
    ASSERT_EQ(part.buildings.size(), 20U);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(whole.buildings[i].year, part.buildings[i].year);
        EXPECT_EQ(whole.buildings[i].height_m, part.buildings[i].height_m);
    }
}

}  // namespace
}  // namespace belvedere::generator
