// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>

#include <glm/geometric.hpp>

#include "app/window/lens.hpp"
#include "engine/geo/bounds.hpp"

namespace {

using namespace belvedere;
using window::LensFrame;
using window::LensLine;

constexpr LensFrame kPicture{100.0F, 50.0F, 1100.0F, 750.0F};

render::Camera camera() {
    return render::look_at({{0.0, -300.0, 120.0}, {0.0, 0.0, 10.0}, {0.0, 0.0, 1.0}});
}

glm::dvec3 ahead_of(const render::Camera& of, const LensFrame& frame, glm::vec2 at) {
    const glm::dvec2 share((at.x - frame.x0) / frame.width(), (at.y - frame.y0) / frame.height());
    return render::ray_through(of, static_cast<double>(frame.width() / frame.height()),
                               share * 2.0 - glm::dvec2(1.0))
        .direction;
}

glm::vec2 middle(const LensFrame& frame) {
    return {(frame.x0 + frame.x1) * 0.5F, (frame.y0 + frame.y1) * 0.5F};
}

TEST(Lens, ItsMiddleIsWhatItIsHeldOver) {
    for (const glm::vec2 at : {glm::vec2{600, 400}, {110, 60}, {1090, 740}, {300, 700}}) {
        const auto lens = window::lens_through(camera(), {kPicture, at, 4.0, 0.4});
        const glm::dvec3 held = ahead_of(camera(), kPicture, at);
        const glm::dvec3 seen = ahead_of(lens.camera, lens.frame, middle(lens.frame));
        EXPECT_LT(glm::distance(held, seen), 1e-9) << at.x;
        // It stays inside the picture, square, and as large as asked for.
        EXPECT_GE(lens.frame.x0, kPicture.x0);
        EXPECT_GE(lens.frame.y0, kPicture.y0);
        EXPECT_LE(lens.frame.x1, kPicture.x1);
        EXPECT_LE(lens.frame.y1, kPicture.y1);
        EXPECT_EQ(lens.frame.width(), 280.0F);
        EXPECT_EQ(lens.frame.height(), 280.0F);
    }
}

TEST(Lens, EnlargesByItsFactor) {
    for (const double factor : {2.0, 3.0, 8.0}) {
        for (const glm::vec2 at : {glm::vec2{600, 400}, {350, 250}, {900, 600}}) {
            const auto lens = window::lens_through(camera(), {kPicture, at, factor, 0.4});
            // Two points of the picture a few pixels apart, both ways.
            for (const glm::vec2 step : {glm::vec2{4, 0}, {0, 4}}) {
                const glm::dvec3 beside =
                    camera().position + 500.0 * ahead_of(camera(), kPicture, at + step);
                const auto shown = render::project(lens.camera, 1.0, beside);
                ASSERT_TRUE(shown);
                const double apart_px =
                    glm::length(shown->ndc) * 0.5 * static_cast<double>(lens.frame.width());
                EXPECT_NEAR(apart_px / 4.0 / factor, 1.0, 0.12) << factor << " at " << at.x;
            }
        }
    }
}

TEST(Lens, StandsUprightAndWhereThePictureDoes) {
    const auto lens = window::lens_through(camera(), {kPicture, {300, 200}, 4.0, 0.4});
    EXPECT_EQ(lens.camera.position, camera().position);
    // What is above in the picture is above in the lens.
    const glm::dvec3 above =
        camera().position + 500.0 * ahead_of(camera(), kPicture, {300.0F, 180.0F});
    const auto shown = render::project(lens.camera, 1.0, above);
    ASSERT_TRUE(shown);
    EXPECT_LT(shown->ndc.y, -0.1);
    EXPECT_NEAR(shown->ndc.x, 0.0, 0.05);
}

TEST(Lens, CutsLinesAtItsFrame) {
    const LensFrame frame{10, 10, 20, 20};
    const LensLine line = {{0, 15}, {30, 15}, {30, 40}};
    const auto inside = window::inside_of(frame, line);
    ASSERT_EQ(inside.size(), 1U);
    EXPECT_EQ(inside[0], (LensLine{{10, 15}, {20, 15}}));
    const auto outside = window::outside_of(frame, line);
    ASSERT_EQ(outside.size(), 2U);
    EXPECT_EQ(outside[0], (LensLine{{0, 15}, {10, 15}}));
    EXPECT_EQ(outside[1], (LensLine{{20, 15}, {30, 15}, {30, 40}}));
    const LensLine within = {{12, 12}, {18, 18}};
    EXPECT_EQ(window::inside_of(frame, within), std::vector<LensLine>{within});
    EXPECT_TRUE(window::outside_of(frame, within).empty());
    const LensLine beside = {{0, 0}, {5, 30}};
    EXPECT_TRUE(window::inside_of(frame, beside).empty());
    EXPECT_EQ(window::outside_of(frame, beside), std::vector<LensLine>{beside});
}

}  // namespace
