// SPDX-License-Identifier: Apache-2.0
// Plain data on its way to the GPU: ground, overlays, presets.
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/render/ground_mesh.hpp"
#include "engine/render/limits.hpp"
#include "engine/render/overlay_geometry.hpp"
#include "engine/render/quality.hpp"

namespace belvedere::render {
namespace {

TEST(GroundMesh, FacesUpAndBendsWithTheEarth) {
    const GroundMesh mesh = ground_mesh(31'000.0);
    ASSERT_EQ(mesh.indices.size() % 3, 0u);
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const float* a = mesh.vertices[mesh.indices[i]].position_m;
        const float* b = mesh.vertices[mesh.indices[i + 1]].position_m;
        const float* c = mesh.vertices[mesh.indices[i + 2]].position_m;
        EXPECT_GT((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]), 0.0f);
    }
    EXPECT_NEAR(mesh.vertices.back().position_m[2], -75.3f, 0.5f);
}

TEST(OverlayGeometry, TestedOnesComeFirst) {
    DrawList list;
    list.lines.push_back({.from = {0, 0, 0}, .to = {1, 0, 0}, .depth = Depth::kOnTop});
    list.markers.push_back({.position = {6.4e6, 2, 3}, .size_px = 9.0f, .depth = Depth::kTested});
    list.boxes.push_back({.box = {{0, 0, 0}, glm::dmat3(1.0)}, .fill = BoxFill::kHatched});
    const OverlayGeometry geometry = overlay_geometry(list, {6.4e6, 0, 0});
    EXPECT_EQ(geometry.overlays.size(), 14u);
    EXPECT_EQ(geometry.tested, 13u);
    EXPECT_EQ(geometry.hatch.size(), 36u);
    EXPECT_FLOAT_EQ(geometry.overlays[12].from.y, 2.0f);
    EXPECT_FLOAT_EQ(geometry.overlays[12].to.w, 1.0f);
    EXPECT_EQ(geometry.dropped, 0u);
}

TEST(OverlayGeometry, CountsWhatIsTooMuch) {
    DrawList list;
    list.lines.resize(limits::kOverlays + 5);
    EXPECT_EQ(overlay_geometry(list, glm::dvec3(0.0)).dropped, 5u);
}

TEST(Quality, EveryNameIsAPreset) {
    for (std::string_view name : quality_names())
        EXPECT_TRUE(quality_by_name(name)) << name;
    EXPECT_FALSE(quality_by_name("ultra"));
}

TEST(Quality, SoftwareSavesWhileMovingAndSpendsAtRest) {
    const QualitySettings moving = *quality_by_name(default_quality_name(DeviceClass::kSoftware));
    EXPECT_EQ(moving.antialiasing, Antialiasing::kOff);
    EXPECT_FALSE(moving.ambient_occlusion);
    EXPECT_FALSE(moving.hdr);
    EXPECT_EQ(moving.shadows, ShadowUpdate::kAtRest);
    const QualitySettings rest = at_rest(moving);
    EXPECT_NE(rest.antialiasing, Antialiasing::kOff);
    EXPECT_TRUE(rest.edges);
    EXPECT_TRUE(rest.ambient_occlusion);
    const QualitySettings bench = *quality_by_name("bench");
    EXPECT_EQ(at_rest(bench).antialiasing, Antialiasing::kOff);
    EXPECT_FALSE(at_rest(bench).edges);
    EXPECT_FALSE(at_rest(bench).ambient_occlusion);
}

}  // namespace
}  // namespace belvedere::render
