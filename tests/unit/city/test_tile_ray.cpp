// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_ray.hpp"

#include <random>

#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "engine/content/tile_content_builder.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::city {
namespace {

using content::TileContent;
using content::TileContentBuilder;

// A horizontal square of 20 m at height 5 m, east-north-up at Delft; feature 3.
TileContentBuilder roof_at_delft() {
    TileContentBuilder builder;
    builder.frame = geo::east_north_up(geo::to_ecef({4.3571, 52.0116, 40.0}));
    builder.geometry = {{{-10, -10, 5}, {0, 0}, 3},
                        {{10, -10, 5}, {0, 0}, 3},
                        {{10, 10, 5}, {0, 0}, 3},
                        {{-10, 10, 5}, {0, 0}, 3}};
    builder.indices_16 = {0, 1, 2, 0, 2, 3};
    builder.materials.push_back(content::default_material());
    content::PrimitiveRecord primitive{};
    primitive.vertices = {0, 4};
    primitive.surface_first = primitive.color_first = content::kNone;
    primitive.indices = {0, 6};
    primitive.index_bytes = 2;
    builder.primitives.push_back(primitive);
    return builder;
}

TileContent finished(TileContentBuilder builder) {
    builder.fit_bounds(builder.primitives.back());
    return builder.finish();
}

geo::Ray ray_down(const TileContent& tile, double east_m, double height_m) {
    const geo::LocalFrame frame = frame_of(tile);
    return {frame.to_world({east_m, 0.0, height_m}), -frame.axes[2]};
}

TEST(TileRay, MeetsTheRoofToAMillimetreFromAfar) {
    const TileContent tile = finished(roof_at_delft());
    const geo::Ray ray = ray_down(tile, 3.0, 20000.0);
    const auto hit = intersect(tile, ray, 1e9);
    ASSERT_TRUE(hit);
    EXPECT_NEAR(hit->distance_m, 19995.0, 1e-3);
    EXPECT_EQ(hit->feature_row, 3U);
    // East of the diagonal: the corners 0, 1, 2 by how near they are.
    const content::SurfacePoint& point = hit->point;
    EXPECT_EQ(point.vertices[1], 1U);
    EXPECT_NEAR(point.weights[0], 0.35F, 1e-3F);
    EXPECT_NEAR(point.weights[1], 0.15F, 1e-3F);
    EXPECT_NEAR(point.weights[2], 0.5F, 1e-3F);
    EXPECT_NEAR(glm::dot(hit->normal, ray.direction), -1.0, 1e-6) << "towards the eye";
    EXPECT_NEAR(frame_of(tile).to_local(hit->position).x, 3.0, 1e-3);
}

TEST(TileRay, MissesBesideBehindAndBeyondReach) {
    const TileContent tile = finished(roof_at_delft());
    EXPECT_FALSE(intersect(tile, ray_down(tile, 10.5, 100.0), 1e9));
    EXPECT_FALSE(intersect(tile, ray_down(tile, 0.0, 4.0), 1e9)) << "already below it";
    EXPECT_FALSE(intersect(tile, ray_down(tile, 0.0, 100.0), 90.0));
    EXPECT_TRUE(intersect(tile, ray_down(tile, 0.0, 100.0), 96.0));
}

TEST(TileRay, WhatIsHiddenIsNotThere) {
    const TileContent tile = finished(roof_at_delft());
    const geo::Ray ray = ray_down(tile, 3.0, 100.0);
    std::vector<bool> hidden(4, false);
    EXPECT_TRUE(intersect(tile, ray, 1e9, hidden));
    hidden[3] = true;
    EXPECT_FALSE(intersect(tile, ray, 1e9, hidden));
    hidden = {true, true};  // Shorter than the table: the rest is shown.
    EXPECT_TRUE(intersect(tile, ray, 1e9, hidden));
}

TEST(TileRay, SeesBothSides) {
    const TileContent tile = finished(roof_at_delft());
    const geo::LocalFrame frame = frame_of(tile);
    const auto hit = intersect(tile, {frame.to_world({1, 1, 0}), frame.axes[2]}, 1e9);
    ASSERT_TRUE(hit);
    EXPECT_NEAR(hit->distance_m, 5.0, 1e-4);
}

TEST(TileRay, InstancesMoveScaleAndName) {
    TileContentBuilder builder = roof_at_delft();
    content::InstanceRecord instance{};
    instance.rows[0][0] = 2.0F;
    instance.rows[1][1] = 2.0F;
    instance.rows[2][2] = 4.0F;
    instance.rows[0][3] = 100.0F;
    instance.feature = 8;
    builder.instances.push_back(instance);
    builder.primitives.back().instances = {0, 1};
    const TileContent tile = finished(std::move(builder));
    EXPECT_FALSE(intersect(tile, ray_down(tile, 0.0, 100.0), 1e9));
    const auto hit = intersect(tile, ray_down(tile, 118.0, 100.0), 1e9);
    ASSERT_TRUE(hit);
    EXPECT_NEAR(hit->distance_m, 80.0, 1e-3);
    EXPECT_EQ(hit->feature_row, 8U);
}

TEST(TileRay, BoxHoldsWhatIsDrawn) {
    const TileContent tile = finished(roof_at_delft());
    const geo::OrientedBox box = box_of(tile);
    EXPECT_NEAR(glm::length(box.half_axes[0]), 10.0, 1e-6);
    EXPECT_NEAR(frame_of(tile).to_local(box.center).z, 5.0, 1e-6);
}

// Thousands of small triangles, listed or in order: boxes leave out none that would be met.
TEST(TileRay, BoxesChangeNothingButTheTime) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> place(-60.0F, 60.0F), aside(-4.0F, 4.0F);
    for (const bool is_listed : {true, false}) {
        TileContentBuilder builder = roof_at_delft();
        builder.geometry.clear();
        builder.indices_16.clear();
        constexpr std::uint32_t kCorners = 3 * 3001;
        for (std::uint32_t i = 0; i < kCorners; i += 3) {
            const float x = place(random), y = place(random), z = place(random);
            for (int corner = 0; corner < 3; ++corner)
                builder.geometry.push_back({{x + aside(random), y + aside(random), z}, {0, 0}, i});
        }
        content::PrimitiveRecord& primitive = builder.primitives.back();
        primitive.vertices = {0, kCorners};
        primitive.indices = {0, is_listed ? kCorners : 0};
        primitive.index_bytes = is_listed ? 2 : 0;
        for (std::uint32_t i = 0; is_listed && i < kCorners; ++i)
            builder.indices_16.push_back(static_cast<std::uint16_t>(kCorners - 1 - i));
        const TileContent tile = finished(std::move(builder));
        const TileBoxes boxes = boxes_of_triangles(tile);
        EXPECT_EQ(boxes.boxes.size(), (kCorners + kBoxCorners - 1) / kBoxCorners);
        const geo::LocalFrame frame = frame_of(tile);
        int met = 0;
        for (int i = 0; i < 2000; ++i) {
            const glm::dvec3 from(place(random), place(random), 90.0);
            const glm::dvec3 to(place(random), place(random), place(random));
            const geo::Ray ray{frame.to_world(from), frame.axes * glm::normalize(to - from)};
            const auto slow = intersect(tile, ray, 1e9);
            const auto quick = intersect(tile, ray, 1e9, {}, &boxes);
            ASSERT_EQ(slow.has_value(), quick.has_value());
            if (!slow) continue;
            ++met;
            EXPECT_TRUE(may_meet(tile, ray, 1e9));
            EXPECT_EQ(slow->distance_m, quick->distance_m);
            EXPECT_EQ(slow->feature_row, quick->feature_row);
        }
        EXPECT_GT(met, 500);
    }
}

}  // namespace
}  // namespace belvedere::city
