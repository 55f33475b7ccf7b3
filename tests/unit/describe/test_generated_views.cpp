// SPDX-License-Identifier: Apache-2.0
// A generated city from ten cameras: what is told agrees with the model, reckoned another way.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "app/city/placed_feature.hpp"
#include "app/city/viewpoint.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/describe/scene_object.hpp"
#include "app/describe/view_sentence.hpp"
#include "app/words/words.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/place.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/stream/source_walk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::describe {
namespace {

constexpr std::uint32_t kBuildings = 400;

// Where a camera stands, from the middle of the city.
struct Stand {
    double east_deg, north_deg, height_m, heading_deg, pitch_deg;
    const char* looking;
};
constexpr Stand kStands[] = {
    {0.0, -0.01, 300.0, 0.0, -35.0, "looking north and down"},
    {0.0, 0.0, 1500.0, 90.0, -89.5, "looking straight down, east at the top"},
    {0.01, 0.0, 200.0, 270.0, -20.0, "looking west and slightly down"},
    {-0.01, 0.0, 200.0, 90.0, -20.0, "looking east and slightly down"},
    {0.0, 0.01, 250.0, 180.0, -30.0, "looking south and down"},
    {0.005, 0.005, 120.0, 225.0, -15.0, "looking south-west and slightly down"},
    {-0.005, -0.005, 120.0, 45.0, -10.0, "looking north-east and slightly down"},
    {0.0, 0.0, 60.0, 300.0, 0.0, "looking north-west"},
    {0.0, 0.0, 60.0, 135.0, 15.0, "looking south-east and slightly up"},
    {0.0, -0.05, 2000.0, 2.0, -40.0, "looking north and down"}};

// The buildings of the finest tiles, each once, numbered by its id.
class GeneratedViews : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        const belvedere::test::TemporaryFolder folder;
        JobPool pool({.threads = 2});
        generator::CityOptions options;
        options.buildings = kBuildings;
        const auto made = generator::generate_city(options, folder.path(), pool);
        ASSERT_TRUE(made) << made.error().message;
        std::map<std::string, city::PlacedFeature> by_id;
        stream::WalkOptions walk;
        walk.source.uri = made->tileset.string();
        const auto walked = stream::walk_source(pool, walk, [&](const stream::WalkedTile& tile) {
            if (tile.content == nullptr) return;
            const content::FeatureTable table(*tile.content);
            for (const city::PlacedFeature& each : city::placed_features(*tile.content))
                by_id.insert_or_assign(table.id_text(each.feature.value), each);
        });
        ASSERT_TRUE(walked) << walked.error().message;
        std::uint32_t number = 0;
        for (auto& [id, placed] : by_id) {
            placed.feature = FeatureId{number++};
            buildings_.push_back(placed);
        }
    }

    static Eye eye_of(const Stand& stand) {
        const glm::dvec3 at = geo::to_ecef({generator::kOriginLongitude_deg + stand.east_deg,
                                            generator::kOriginLatitude_deg + stand.north_deg,
                                            generator::kWaterHeight_m + stand.height_m});
        return {
            city::camera_at(at, {stand.heading_deg, stand.pitch_deg, 0.0}, city::Ground::kEarth),
            city::horizon_at(at, city::Ground::kEarth)};
    }

    // By the angles themselves, without a matrix.
    static bool is_seen(const Stand& stand, const Eye& eye, const glm::dvec3& point) {
        const glm::dvec3 at = eye.horizon.to_local(point);
        const double turn = stand.heading_deg * std::numbers::pi / 180.0;
        const double tilt = stand.pitch_deg * std::numbers::pi / 180.0;
        const double ahead = at.x * std::sin(turn) + at.y * std::cos(turn);
        const double right = at.x * std::cos(turn) - at.y * std::sin(turn);
        const double depth = ahead * std::cos(tilt) + at.z * std::sin(tilt);
        const double up = at.z * std::cos(tilt) - ahead * std::sin(tilt);
        const double slope = std::tan(eye.camera.fov_y_rad / 2.0);
        return depth > 0.0 && std::abs(up) <= depth * slope &&
               std::abs(right) <= depth * slope * eye.aspect();
    }

    static inline std::vector<city::PlacedFeature> buildings_;
};

TEST_F(GeneratedViews, AllAreBuildings) {
    ASSERT_EQ(buildings_.size(), kBuildings);
    for (const city::PlacedFeature& each : buildings_)
        EXPECT_EQ(each.kind, city::FeatureKind::kBuilding);
}

TEST_F(GeneratedViews, TellWhatTheModelSays) {
    words::use(nullptr);
    std::size_t most = 0;
    for (const Stand& stand : kStands) {
        const Eye eye = eye_of(stand);
        const auto seen = only_in_view(objects_around(buildings_, eye));
        std::size_t expected = 0;
        double nearest_m = 1e9;
        for (const city::PlacedFeature& each : buildings_) {
            if (!is_seen(stand, eye, each.box.center)) continue;
            ++expected;
            const double size_m =
                glm::length(each.box.half_axes[0] + each.box.half_axes[1] + each.box.half_axes[2]);
            const double to_middle_m = glm::distance(each.box.center, eye.camera.position);
            nearest_m = std::min(nearest_m, to_middle_m - size_m);
        }
        EXPECT_EQ(seen.size(), expected) << stand.looking;
        most = std::max(most, expected);
        const render::HeadingPitch gaze = render::angles_in(eye.horizon, eye.camera.orientation);
        ViewFacts facts;
        facts.above_ground_m = stand.height_m;
        facts.place = "the river";
        facts.heading_deg = gaze.heading_deg;
        facts.pitch_deg = gaze.pitch_deg;
        facts.in_view = counts_of(seen);
        const std::string told = view_sentence(facts, Verbosity::kShort);
        EXPECT_NE(told.find(stand.looking), std::string::npos) << told;
        EXPECT_TRUE(told.starts_with(said_length(stand.height_m) + " above the river")) << told;
        const std::string count = expected == 0   ? "Nothing is in view."
                                  : expected == 1 ? "1 building in view."
                                                  : said_count(expected) + " buildings in view.";
        EXPECT_TRUE(told.ends_with(count)) << told;
        if (seen.empty()) continue;
        EXPECT_GE(seen.front().distance_m, nearest_m - 1e-6) << "no nearer than its ball";
        for (std::size_t i = 1; i < seen.size(); ++i)
            EXPECT_LE(seen[i - 1].distance_m, seen[i].distance_m);
    }
    EXPECT_GT(most, kBuildings / 2) << "some camera sees most of the city";
}

TEST_F(GeneratedViews, AreTheSameEveryTime) {
    const Eye eye = eye_of(kStands[0]);
    const auto once = most_important(only_in_view(objects_around(buildings_, eye)));
    std::vector<city::PlacedFeature> backwards(buildings_.rbegin(), buildings_.rend());
    const auto again = most_important(only_in_view(objects_around(backwards, eye)));
    ASSERT_EQ(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_EQ(once[i].placed.feature, again[i].placed.feature);
}

}  // namespace
}  // namespace belvedere::describe
