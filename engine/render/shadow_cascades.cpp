// SPDX-License-Identifier: Apache-2.0
#include "engine/render/shadow_cascades.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace belvedere::render {
namespace {

// Towers 300 m high throw shadows of 2 km when the sun stands 8 degrees high.
constexpr double kCasterReach_m = 2000.0;

struct DepthRange {
    double near_m;
    double far_m;
};

std::optional<DepthRange> visible_depths(const ShadowRequest& request,
                                         std::span<const geo::OrientedBox> content) {
    const glm::dvec3 gaze = forward(request.camera);
    double nearest = std::numeric_limits<double>::max(), farthest = 0.0;
    for (const geo::OrientedBox& box : content) {
        const double middle = glm::dot(box.center - request.camera.position, gaze);
        const glm::dvec3 reach = gaze * box.half_axes;
        const double extent = std::abs(reach.x) + std::abs(reach.y) + std::abs(reach.z);
        if (middle + extent < request.camera.near_m) continue;
        nearest = std::min(nearest, middle - extent);
        farthest = std::max(farthest, middle + extent);
    }
    if (farthest <= 0.0) return std::nullopt;
    nearest = std::max(nearest, request.camera.near_m);
    // From far above, a slice as deep as the city is seen whole.
    const double end = std::max(request.distance_m, nearest * 3.0);
    return DepthRange{nearest, std::min(farthest, end)};
}

glm::dmat3 light_axes(const glm::dvec3& to_sun) {
    const glm::dvec3 away = -glm::normalize(to_sun);
    const glm::dvec3 helper = std::abs(away.x) < 0.8 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 1, 0);
    const glm::dvec3 x = glm::normalize(glm::cross(helper, away));
    return glm::transpose(glm::dmat3(x, glm::cross(away, x), away));
}

// The smallest sphere on the gaze that holds a slice of the frustum.
geo::BoundingSphere slice_sphere(const ShadowRequest& request, const DepthRange& slice) {
    const double tangent = std::tan(request.camera.fov_y_rad * 0.5);
    const double corner = tangent * tangent * (1.0 + request.aspect * request.aspect);
    double middle = 0.5 * (slice.near_m + slice.far_m) * (1.0 + corner);
    middle = std::min(middle, slice.far_m);
    const double far_radius = std::hypot(slice.far_m - middle, slice.far_m * std::sqrt(corner));
    const double near_radius = std::hypot(middle - slice.near_m, slice.near_m * std::sqrt(corner));
    return {request.camera.position + forward(request.camera) * middle,
            std::max(far_radius, near_radius)};
}

glm::dmat4 clip_from_light(const ShadowCascade& cascade) {
    glm::dmat4 clip(1.0);
    clip[0][0] = clip[1][1] = 1.0 / cascade.radius_m;
    clip[2][2] = 0.5 / cascade.reach_m;
    clip[3][2] = 0.5;
    return clip;
}

}  // namespace

std::vector<ShadowCascade> fit_shadow_cascades(const ShadowRequest& request,
                                               std::span<const geo::OrientedBox> content) {
    std::vector<ShadowCascade> cascades;
    const auto depths = visible_depths(request, content);
    if (!depths) return cascades;
    const glm::dmat3 axes = light_axes(request.to_sun);
    const double first = std::max(depths->near_m, depths->far_m / 200.0);
    double begin = depths->near_m;
    for (std::uint32_t i = 0; i < request.cascades; ++i) {
        const double share = static_cast<double>(i + 1) / request.cascades;
        const double geometric = first * std::pow(depths->far_m / first, share);
        const double linear = depths->near_m + (depths->far_m - depths->near_m) * share;
        const double end = 0.85 * geometric + 0.15 * linear;
        const geo::BoundingSphere sphere = slice_sphere(request, {begin, end});
        ShadowCascade cascade;
        cascade.axes = axes;
        cascade.radius_m = std::max(1.0, sphere.radius_m);
        cascade.reach_m = cascade.radius_m + kCasterReach_m;
        const double texel = 2.0 * cascade.radius_m / request.size_px;
        glm::dvec3 light = axes * sphere.center;
        light = glm::dvec3(std::floor(light.x / texel) * texel, std::floor(light.y / texel) * texel,
                           light.z);
        cascade.center = glm::transpose(axes) * light;
        cascades.push_back(cascade);
        begin = end;
    }
    return cascades;
}

glm::mat4 clip_from_frame(const ShadowCascade& cascade, const geo::LocalFrame& frame) {
    glm::dmat4 light(cascade.axes * frame.axes);
    light[3] = glm::dvec4(cascade.axes * (frame.origin - cascade.center), 1.0);
    return glm::mat4(clip_from_light(cascade) * light);
}

glm::mat4 map_from_relative(const ShadowCascade& cascade, const glm::dvec3& camera) {
    glm::dmat4 light(cascade.axes);
    light[3] = glm::dvec4(cascade.axes * (camera - cascade.center), 1.0);
    glm::dmat4 half(1.0);
    half[0][0] = half[1][1] = 0.5;
    half[3] = glm::dvec4(0.5, 0.5, 0.0, 1.0);
    return glm::mat4(half * clip_from_light(cascade) * light);
}

double depth_bias(const ShadowCascade& cascade, std::uint32_t size_px) {
    return 2.0 * cascade.radius_m / size_px * 0.5 / cascade.reach_m;
}

bool may_cast(const ShadowCascade& cascade, const geo::OrientedBox& box) {
    const glm::dvec3 middle = cascade.axes * (box.center - cascade.center);
    const glm::dmat3 half = cascade.axes * box.half_axes;
    for (int axis = 0; axis < 3; ++axis) {
        const double extent =
            std::abs(half[0][axis]) + std::abs(half[1][axis]) + std::abs(half[2][axis]);
        const double limit = axis == 2 ? cascade.reach_m : cascade.radius_m;
        if (std::abs(middle[axis]) - extent > limit) return false;
    }
    return true;
}

}  // namespace belvedere::render
