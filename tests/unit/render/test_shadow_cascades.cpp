// SPDX-License-Identifier: Apache-2.0
#include "engine/render/shadow_cascades.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <glm/geometric.hpp>

namespace belvedere::render {
namespace {

const glm::dvec3 kPlace(3.9e6, 8.0e5, 4.95e6);

geo::OrientedBox city_box() {
    return {kPlace, glm::dmat3(1500.0, 0, 0, 0, 1500.0, 0, 0, 0, 60.0)};
}

ShadowRequest request_at(const glm::dvec3& shift) {
    ShadowRequest request;
    request.camera = look_at({kPlace + glm::dvec3(-800.0, -900.0, 500.0) + shift, kPlace + shift});
    request.aspect = 1.6;
    request.to_sun = glm::normalize(glm::dvec3(0.4, -0.5, 0.7));
    request.cascades = 3;
    return request;
}

TEST(ShadowCascades, CoverWhatIsVisible) {
    const ShadowRequest request = request_at(glm::dvec3(0.0));
    const geo::OrientedBox box = city_box();
    const auto cascades = fit_shadow_cascades(request, {&box, 1});
    ASSERT_EQ(cascades.size(), 3u);
    for (double x : {-0.9, 0.0, 0.9}) {
        for (double y : {-0.2, 0.5, 0.9}) {
            const geo::Ray ray = ray_through(request.camera, request.aspect, {x, y});
            const double distance = (kPlace.z - ray.origin.z) / ray.direction.z;
            if (distance <= 0.0 || distance > 2000.0) continue;
            const glm::dvec3 point = ray.origin + ray.direction * distance;
            bool is_inside = false;
            for (const ShadowCascade& cascade : cascades) {
                const glm::vec4 map = map_from_relative(cascade, request.camera.position) *
                                      glm::vec4(glm::vec3(point - request.camera.position), 1.0f);
                is_inside = is_inside || (map.x > 0 && map.x < 1 && map.y > 0 && map.y < 1 &&
                                          map.z > 0 && map.z < 1);
            }
            EXPECT_TRUE(is_inside) << x << ' ' << y;
        }
    }
}

// A small step of the camera moves a map by whole texels, so edges of shadows stand still.
TEST(ShadowCascades, MoveByWholeTexels) {
    const geo::OrientedBox box = city_box();
    const ShadowRequest first = request_at(glm::dvec3(0.0));
    const auto before = fit_shadow_cascades(first, {&box, 1});
    ShadowRequest second = first;
    second.camera.orientation =
        look_at({first.camera.position, kPlace + glm::dvec3(9, 3, 0)}).orientation;
    const auto after = fit_shadow_cascades(second, {&box, 1});
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (std::abs(before[i].radius_m - after[i].radius_m) > 1e-9) continue;
        const double texel = 2.0 * before[i].radius_m / first.size_px;
        const glm::dvec3 step = before[i].axes * (after[i].center - before[i].center) / texel;
        EXPECT_NEAR(step.x, std::round(step.x), 1e-4);
        EXPECT_NEAR(step.y, std::round(step.y), 1e-4);
    }
}

TEST(ShadowCascades, TileAndReceiverMatricesAgree) {
    const ShadowRequest request = request_at(glm::dvec3(0.0));
    const geo::OrientedBox box = city_box();
    const auto cascades = fit_shadow_cascades(request, {&box, 1});
    geo::LocalFrame frame;
    frame.origin = kPlace + glm::dvec3(30.0, -20.0, 0.0);
    const glm::vec3 local(12.0f, 40.0f, 25.0f);
    for (const ShadowCascade& cascade : cascades) {
        const glm::vec4 clip = clip_from_frame(cascade, frame) * glm::vec4(local, 1.0f);
        const glm::vec3 relative(frame.to_world(glm::dvec3(local)) - request.camera.position);
        const glm::vec4 map =
            map_from_relative(cascade, request.camera.position) * glm::vec4(relative, 1.0f);
        EXPECT_NEAR(clip.x * 0.5f + 0.5f, map.x, 2e-6f);
        EXPECT_NEAR(clip.y * 0.5f + 0.5f, map.y, 2e-6f);
        EXPECT_NEAR(clip.z, map.z, 2e-6f);
    }
    EXPECT_TRUE(may_cast(cascades.back(), {frame.origin, glm::dmat3(10.0)}));
    EXPECT_FALSE(may_cast(cascades.back(), {frame.origin + glm::dvec3(9e4), glm::dmat3(10.0)}));
}

TEST(ShadowCascades, NoneWithoutContent) {
    EXPECT_TRUE(fit_shadow_cascades(request_at(glm::dvec3(0.0)), {}).empty());
    const geo::OrientedBox behind{kPlace + glm::dvec3(-8e3, -9e3, 5e3), glm::dmat3(100.0)};
    EXPECT_TRUE(fit_shadow_cascades(request_at(glm::dvec3(0.0)), {&behind, 1}).empty());
}

}  // namespace
}  // namespace belvedere::render
