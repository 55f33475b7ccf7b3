// SPDX-License-Identifier: Apache-2.0
#include "engine/render/view_frame.hpp"

#include <algorithm>
#include <cmath>

#include <glm/exponential.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

constexpr float kOcclusionStrength = 0.90f;
constexpr float kEdgeStrength = 0.42f;
constexpr float kEyeDomeStrength = 6.0f;
constexpr float kOcclusionRadius_m = 9.0f;

// Camera-relative positions as a function of the pixel: (corner + x across + y down) * depth.
void add_rays(shared::FrameData& data, const ViewFrame& view) {
    const Camera& camera = view.view->camera;
    const double tangent = std::tan(camera.fov_y_rad * 0.5);
    const glm::dvec2 low = view.view->part_low;
    const glm::dvec2 part = view.view->part_high - low;
    const glm::dvec3 across = right(camera) * (part.x * tangent * view.aspect / view.area.width);
    const glm::dvec3 down = up(camera) * (-part.y * tangent / view.area.height);
    const glm::dvec3 corner = forward(camera) + right(camera) * (low.x * tangent * view.aspect) -
                              up(camera) * (low.y * tangent) -
                              across * static_cast<double>(view.area.x) -
                              down * static_cast<double>(view.area.y);
    data.ray_corner = glm::vec4(glm::vec3(corner), 0.0f);
    data.ray_across = glm::vec4(glm::vec3(across), 0.0f);
    data.ray_down = glm::vec4(glm::vec3(down), 0.0f);
}

// Haze takes the colour of the sky behind it, so that far ground meets the sky without a seam: the
// mean of the lowest sky around where the camera looks.
glm::vec3 haze_color(const ViewFrame& view) {
    const SkyLight& light = *view.light;
    if (light.dome.empty()) return light.horizon;
    const glm::vec3 gaze(forward(view.view->camera) * view.view->horizon.axes);
    glm::vec3 sum = light.horizon * 1e-3f;
    float weights = 1e-3f;
    const std::size_t first = 5u * (kSkyColumns + 1u);
    for (std::size_t column = 0; column < kSkyColumns; ++column) {
        const SkyVertex& vertex = light.dome[first + column];
        const SkyVertex& next = light.dome[first + column + 1];
        const float ahead = std::max(0.0f, glm::dot(glm::vec2(vertex.direction), glm::vec2(gaze)));
        const float weight =
            std::pow(ahead, 6.0f) * glm::distance(vertex.direction, next.direction);
        sum += vertex.radiance * weight;
        weights += weight;
    }
    return sum / weights;
}

// How far occlusion looks at most. A part knows nothing beyond its margin, and its neighbour must
// see the same.
float occlusion_reach_px(const ViewFrame& view) {
    const float reach = static_cast<float>(view.area.height) * 0.12f;
    if (!shows_part(*view.view)) return reach;
    return std::min(reach, static_cast<float>(limits::kPartMargin_px));
}

void add_light(shared::FrameData& data, const ViewFrame& view, const QualitySettings& quality,
               const Atmosphere& atmosphere) {
    const SkyLight& light = *view.light;
    data.to_sun = glm::vec4(glm::vec3(view.view->to_sun), light.to_sun.z);
    data.up = glm::vec4(glm::vec3(view.view->horizon.axes[2]), 0.0f);
    data.sun = glm::vec4(light.sun, quality.sky ? 1.0f : 0.0f);
    data.sky = glm::vec4(light.sky, 0.0f);
    data.ground = glm::vec4(light.ground, 0.0f);
    // A clearness of 1/3 there: exp2(-(distance * w)^1.5), see haze_clearness.
    data.horizon =
        glm::vec4(haze_color(view),
                  atmosphere.haze_distance_m > 0.0f ? 1.3597f / atmosphere.haze_distance_m : 0.0f);
    data.zenith = glm::vec4(light.zenith, 0.0f);
    data.background = glm::vec4(atmosphere.background, 1.0f);
}

// u = dot(field_u.xyz, position) + field_u.w, from 0 at the low edge to 1 at the high one.
void add_field(shared::FrameData& data, const DrawField& field, const glm::dvec3& camera) {
    const glm::dvec2 size = field.high_m - field.low_m;
    const glm::dvec3 eye = field.frame.to_local(camera);
    for (int axis = 0; axis < 2; ++axis) {
        const glm::dvec3 along = field.frame.axes[axis] / size[axis];
        const double at = (eye[axis] - field.low_m[axis]) / size[axis];
        (axis == 0 ? data.field_u : data.field_v) = glm::vec4(glm::vec3(along), at);
    }
    const std::size_t count = std::min(field.classes.size(), kFieldClassesMax);
    data.field = glm::vec4(static_cast<float>(count), kFieldSure, 0.0f, 0.0f);
    for (std::size_t i = 0; i < count; ++i) {
        const Color& color = field.classes[i];
        const glm::vec3 screen = glm::vec3(color.r, color.g, color.b) / 255.0f;
        data.field_colors[i] = glm::vec4(glm::pow(screen, glm::vec3(2.2f)), 1.0f);
    }
}

}  // namespace

shared::FrameData frame_data(const ViewFrame& view, const QualitySettings& quality,
                             const Atmosphere& atmosphere,
                             std::span<const ShadowCascade> cascades) {
    shared::FrameData data{};
    const Camera& camera = view.view->camera;
    data.clip_from_relative = glm::mat4(view.clip);
    data.relative_from_horizon = glm::mat4(glm::dmat4(view.view->horizon.axes));
    for (std::size_t i = 0; i < cascades.size() && i < 4; ++i) {
        data.shadow_from_relative[i] = map_from_relative(cascades[i], camera.position);
        data.cascade_bias[static_cast<int>(i)] =
            static_cast<float>(depth_bias(cascades[i], quality.shadow_size_px));
    }
    if (!cascades.empty()) {
        data.shadow = glm::vec4(static_cast<float>(cascades.size()),
                                1.0f / static_cast<float>(cascades.size()),
                                1.0f / static_cast<float>(quality.shadow_size_px), 0.0f);
    }
    add_rays(data, view);
    add_light(data, view, quality, atmosphere);
    data.viewport_px = glm::vec4(view.area.x, view.area.y, view.area.width, view.area.height);
    const double metre_px = 1.0 / pixel_size_m(camera, whole_height_px(view), 1.0);
    data.camera = glm::vec4(static_cast<float>(camera.near_m), static_cast<float>(metre_px), 0.0f,
                            occlusion_reach_px(view));
    data.effects =
        glm::vec4(kOcclusionStrength, kEyeDomeStrength, kOcclusionRadius_m, kEdgeStrength);
    if (view.field != nullptr) add_field(data, *view.field, camera.position);
    return data;
}

bool shows_part(const View& view) {
    return view.part_low != glm::dvec2(-1.0) || view.part_high != glm::dvec2(1.0);
}

double whole_height_px(const ViewFrame& view) {
    return view.area.height * 2.0 / (view.view->part_high.y - view.view->part_low.y);
}

void set_projection(ViewFrame& view) {
    const glm::dvec2 low = view.view->part_low;
    const glm::dvec2 high = view.view->part_high;
    view.aspect = view.area.width * (high.y - low.y) / (view.area.height * (high.x - low.x));
    view.clip = clip_from_relative(view.view->camera, view.aspect);
    if (shows_part(*view.view)) view.clip = clip_of_part(low, high) * view.clip;
}

VkViewport viewport_of(const PixelRect& area) {
    return {static_cast<float>(area.x),
            static_cast<float>(area.y),
            static_cast<float>(area.width),
            static_cast<float>(area.height),
            0.0f,
            1.0f};
}

VkRect2D scissor_of(const PixelRect& area) {
    return {{static_cast<std::int32_t>(area.x), static_cast<std::int32_t>(area.y)},
            {area.width, area.height}};
}

}  // namespace belvedere::render
