// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include <glm/geometric.hpp>

#include "app/panels/style_panel.hpp"
#include "app/window/attribute_style.hpp"
#include "app/window/feature_table_text.hpp"
#include "app/window/measured_rows.hpp"
#include "app/window/plan_area.hpp"
#include "app/window/view_motion.hpp"
#include "engine/expression/tile_style.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"

namespace {

using namespace belvedere;
using window::Pose;
using window::ViewMotion;

TEST(PlanArea, TwoCornersAreABoxAndHeightsDoNotMatter) {
    const geo::LocalFrame here = geo::east_north_up(geo::to_ecef({9.19, 45.46, 0.0}));
    const std::vector<glm::dvec3> corners{here.to_world({100.0, 50.0, 0.0}),
                                          here.to_world({-100.0, -50.0, 80.0})};
    const window::PlanArea box(corners, here);
    EXPECT_TRUE(box.contains(here.to_world({99.0, -49.0, 300.0})));
    EXPECT_FALSE(box.contains(here.to_world({101.0, 0.0, 0.0})));
    EXPECT_FALSE(box.contains(here.to_world({0.0, 51.0, 0.0})));
}

TEST(PlanArea, PolygonMayBeHollowed) {
    const geo::LocalFrame here = geo::east_north_up(geo::to_ecef({9.19, 45.46, 0.0}));
    std::vector<glm::dvec3> corners;  // An L.
    for (const glm::dvec2 at :
         {glm::dvec2(0, 0), {100, 0}, {100, 20}, {20, 20}, {20, 100}, {0, 100}}) {
        corners.push_back(here.to_world({at, 0.0}));
    }
    const window::PlanArea area(corners, here);
    EXPECT_TRUE(area.contains(here.to_world({10.0, 90.0, 5.0})));
    EXPECT_TRUE(area.contains(here.to_world({90.0, 10.0, 5.0})));
    EXPECT_FALSE(area.contains(here.to_world({60.0, 60.0, 5.0})));
}

// A camera 100 m above a place in Milan, over flat ground at the ellipsoid.
class ViewMotionTest : public testing::Test {
  protected:
    ViewMotionTest() {
        motion.set_pose({geo::to_ecef({9.19, 45.46, 100.0}), 0.0, -30.0});
        motion.set_surface([](const geo::Ray& ray) -> std::optional<glm::dvec3> {
            // A plane that touches the Earth here; hit from both sides, as a scene's triangles are.
            const geo::LocalFrame here = geo::east_north_up(geo::to_ecef({9.19, 45.46, 0.0}));
            const double slope = glm::dot(ray.direction, here.axes[2]);
            const double along = glm::dot(here.origin - ray.origin, here.axes[2]) / slope;
            if (!(along > 0.0)) return std::nullopt;
            return ray.origin + ray.direction * along;
        });
    }
    [[nodiscard]] double height() const { return geo::to_geodetic(motion.pose().eye).height_m; }
    ViewMotion motion;
};

TEST_F(ViewMotionTest, OrbitKeepsDistanceAndLooksAtThePivot) {
    const glm::dvec3 pivot = geo::to_ecef({9.19, 45.4615, 0.0});
    const double distance = glm::distance(motion.pose().eye, pivot);
    const render::Camera before = motion.camera(100.0);
    const double gaze = glm::dot(render::forward(before), glm::normalize(pivot - before.position));
    motion.orbit(pivot, {40.0, -15.0});
    const render::Camera after = motion.camera(100.0);
    EXPECT_NEAR(glm::distance(motion.pose().eye, pivot), distance, 1e-6);
    // The pivot stays where it is on the screen.
    EXPECT_NEAR(glm::dot(render::forward(after), glm::normalize(pivot - after.position)), gaze,
                1e-4);
    EXPECT_NEAR(motion.pose().heading_deg, 40.0, 1e-9);
}

TEST_F(ViewMotionTest, DragKeepsTheGrabbedPointUnderTheCursor) {
    const render::Camera camera = motion.camera(100.0);
    const geo::Ray from = render::ray_through(camera, 1.5, {0.1, 0.2});
    const glm::dvec3 grabbed = from.origin + from.direction * *geo::intersect_ellipsoid(from, 0.0);
    motion.drag(grabbed, render::ray_through(camera, 1.5, {-0.2, 0.3}));
    const auto seen = render::project(motion.camera(100.0), 1.5, grabbed);
    ASSERT_TRUE(seen);
    EXPECT_NEAR(seen->ndc.x, -0.2, 1e-3);
    EXPECT_NEAR(seen->ndc.y, 0.3, 1e-3);
}

TEST_F(ViewMotionTest, ZoomStaysAboveGroundAndNeverPassesItsTarget) {
    const glm::dvec3 target = geo::to_ecef({9.19, 45.4602, 0.0});
    for (int i = 0; i < 200; ++i)
        motion.zoom(target, 3.0);
    EXPECT_GT(height(), 1.0);
    EXPECT_LT(glm::distance(motion.pose().eye, target), 5.0);
    for (int i = 0; i < 2000; ++i)
        motion.zoom(target, -3.0);
    EXPECT_LT(glm::length(motion.pose().eye), 6e7);
}

TEST_F(ViewMotionTest, NeverGoesUnderTheGroundByAccident) {
    motion.move({0.0, 0.0, -500.0});
    EXPECT_GT(height(), 1.0);
    motion.orbit(geo::to_ecef({9.19, 45.4615, 0.0}), {0.0, 90.0});
    EXPECT_GT(height(), 1.0);
}

TEST_F(ViewMotionTest, WalkingFollowsTheGround) {
    motion.set_navigation(window::Navigation::kWalk);
    EXPECT_NEAR(height(), 1.7, 1e-3);
    for (int i = 0; i < 10; ++i)
        motion.move({5.0, 0.0, 0.0});
    EXPECT_NEAR(height(), 1.7, 1e-3);
}

TEST_F(ViewMotionTest, FlightsArriveAndCanBeInstant) {
    const Pose there{geo::to_ecef({9.25, 45.5, 300.0}), 350.0, -60.0};
    motion.fly_to(there, ViewMotion::Flight::kSmooth);
    ASSERT_TRUE(motion.destination());
    int frames = 0;
    while (motion.advance(1.0 / 60.0))
        ++frames;
    EXPECT_GT(frames, 20);
    EXPECT_LT(frames, 260);
    EXPECT_EQ(glm::distance(motion.pose().eye, there.eye), 0.0);
    EXPECT_EQ(motion.pose().heading_deg, 350.0);
    motion.fly_to({geo::to_ecef({9.0, 45.0, 300.0}), 0.0, -60.0}, ViewMotion::Flight::kInstant);
    EXPECT_FALSE(motion.destination());
    EXPECT_EQ(motion.pose().heading_deg, 0.0);
}

TEST_F(ViewMotionTest, FarFlightsRiseAndNearOnesStayLow) {
    const auto highest = [&](const Pose& there) {
        motion.fly_to(there, ViewMotion::Flight::kSmooth);
        double top = height();
        while (motion.advance(1.0 / 60.0))
            top = std::max(top, height());
        return top;
    };
    EXPECT_LT(highest({geo::to_ecef({9.1905, 45.46, 100.0}), 0.0, -30.0}), 150.0);
    EXPECT_GT(highest({geo::to_ecef({9.6, 45.46, 100.0}), 0.0, -30.0}), 5000.0);
}

TEST_F(ViewMotionTest, FlightsGoOverWhatStandsOnTheWay) {
    const geo::LocalFrame here = geo::east_north_up(geo::to_ecef({9.19, 45.46, 0.0}));
    // A plateau of 140 m from 20 m to 120 m north of the start, over flat ground.
    motion.set_surface([&here](const geo::Ray& ray) -> std::optional<glm::dvec3> {
        const glm::dvec3 at = here.to_local(ray.origin);
        const bool down = glm::dot(ray.direction, here.axes[2]) < -0.999;
        const double ground = at.y > 20.0 && at.y < 120.0 ? 140.0 : 0.0;
        // Only looking straight down or up is asked for on the way.
        if (down == (at.z > ground)) return here.to_world({at.x, at.y, ground});
        return std::nullopt;
    });
    motion.fly_to({here.to_world({0.0, 200.0, 100.0}), 0.0, -30.0}, ViewMotion::Flight::kSmooth);
    while (motion.advance(1.0 / 240.0)) {
        const glm::dvec3 at = here.to_local(motion.pose().eye);
        if (at.y > 20.1 && at.y < 119.9) {
            EXPECT_GT(at.z, 140.9) << at.y;
        }
    }
}

TEST(AttributeStyle, MakesClassesOfEqualCountForNumbers) {
    std::vector<std::string> values;
    for (int i = 0; i < 100; ++i)
        values.push_back(std::to_string(i));
    values.emplace_back();
    const auto style = window::style_by_attribute({"height", "viridis", 4}, values);
    ASSERT_TRUE(style) << style.error().message;
    ASSERT_EQ(style->legend.size(), 5U);
    EXPECT_EQ(panels::legend_text(style->legend[0]), "below 25");
    EXPECT_EQ(panels::legend_text(style->legend[3]), "75 and more");
    const auto parsed = expression::TileStyle::parse(style->json);
    EXPECT_TRUE(parsed) << parsed.error().message;
}

TEST(AttributeStyle, GivesEachTextAColourAndSurvivesAnyText) {
    const std::vector<std::string> values = {"a'b", "a'b", "c\"d", "e\\f", "港区", "x\ny", ""};
    const auto style = window::style_by_attribute({"street name", "viridis", 5}, values);
    ASSERT_TRUE(style) << style.error().message;
    EXPECT_EQ(panels::legend_text(style->legend.front()), "a'b  (2)");
    const auto parsed = expression::TileStyle::parse(style->json);
    EXPECT_TRUE(parsed) << parsed.error().message << style->json;
    EXPECT_FALSE(window::style_by_attribute({"na'me", "viridis", 5}, values));
    EXPECT_FALSE(window::style_by_attribute({"x", "none", 5}, values));
    EXPECT_FALSE(window::style_by_attribute({"x", "viridis", 5}, std::vector<std::string>{""}));
}

TEST(Csv, QuotesFieldsAndDefusesFormulas) {
    EXPECT_EQ(window::csv_field("plain"), "plain");
    EXPECT_EQ(window::csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(window::csv_field("say \"hi\"\n"), "\"say \"\"hi\"\"\n\"");
    EXPECT_EQ(window::csv_field("=1+1"), "'=1+1");
    EXPECT_EQ(window::csv_field("-12.5"), "-12.5");
    EXPECT_EQ(window::csv_field("-cmd"), "'-cmd");
}

TEST(MeasuredRows, NamesTheToolsOwnQuantityFirst) {
    const std::vector<glm::dvec3> square = {{0, 0, 0}, {10, 0, 0}, {10, 10, 0}, {0, 10, 0}};
    using panels::MeasureTool;
    const auto first = [&](MeasureTool tool) {
        return window::measured_rows(square, tool, city::Ground::kModel).front();
    };
    EXPECT_EQ(first(MeasureTool::kDistance).name.english, "Length");
    EXPECT_EQ(first(MeasureTool::kArea).name.english, "Area");
    EXPECT_EQ(first(MeasureTool::kHeight).name.english, "Height difference");
    EXPECT_TRUE(window::measured_rows(std::span(square).first(1), MeasureTool::kDistance,
                                      city::Ground::kModel)
                    .empty());
}

}  // namespace
