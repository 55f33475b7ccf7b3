// SPDX-License-Identifier: Apache-2.0
// Where the sun's shadow maps stand in the world.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::render {

// One orthographic map: a box around a sphere, seen along the sun's rays.
struct ShadowCascade {
    glm::dmat3 axes{1.0};    // Rows of light space in the world; z runs away from the sun.
    glm::dvec3 center{0.0};  // World; snapped to whole texels, so that shadows do not crawl.
    double radius_m = 1.0;   // Half the side of the map.
    double reach_m = 1.0;    // Half the depth range: radius and room for what casts from outside.
};

struct ShadowRequest {
    Camera camera;
    double aspect = 1.0;
    glm::dvec3 to_sun{0.0, 0.0, 1.0};
    std::uint32_t cascades = 2;
    std::uint32_t size_px = 2048;
    double distance_m = 2500.0;  // Where shadows end, when the nearest content is close.
};

// Splits the visible depth of the content geometrically and puts each slice of the view frustum in
// a sphere (so that turning the head does not resize a map). Empty without content. Pure.
[[nodiscard]] std::vector<ShadowCascade> fit_shadow_cascades(
    const ShadowRequest& request, std::span<const geo::OrientedBox> content);

// Clip space of the map (depth 0 nearest to the sun) from a tile's frame.
[[nodiscard]] glm::mat4 clip_from_frame(const ShadowCascade& cascade, const geo::LocalFrame& frame);
// Map coordinates 0 ... 1 and depth from camera-relative world axes.
[[nodiscard]] glm::mat4 map_from_relative(const ShadowCascade& cascade, const glm::dvec3& camera);
// Depth that one texel covers on a slope of 1.
[[nodiscard]] double depth_bias(const ShadowCascade& cascade, std::uint32_t size_px);
// False only when the box cannot throw a shadow into the map.
[[nodiscard]] bool may_cast(const ShadowCascade& cascade, const geo::OrientedBox& box);

}  // namespace belvedere::render
