// SPDX-License-Identifier: Apache-2.0
#include "engine/render/camera.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/geometric.hpp>
#include <glm/gtc/matrix_access.hpp>

namespace belvedere::render {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

// Rows: right, up, back. World to camera axes.
glm::dmat3 world_to_camera(const Camera& camera) {
    return glm::transpose(glm::mat3_cast(camera.orientation));
}

double focal(const Camera& camera) {
    return 1.0 / std::tan(camera.fov_y_rad * 0.5);
}

glm::dmat4 reversed_infinite_projection(const Camera& camera, double aspect) {
    const double f = focal(camera);
    glm::dmat4 projection(0.0);
    projection[0][0] = f / aspect;
    projection[1][1] = -f;
    projection[2][3] = -1.0;
    projection[3][2] = camera.near_m;
    return projection;
}

}  // namespace

Camera look_at(const Gaze& gaze) {
    const glm::dvec3 back = glm::normalize(gaze.eye - gaze.target);
    glm::dvec3 side = glm::cross(gaze.up, back);
    if (glm::length(side) < 1e-9) {
        // Straight up or down has no side of its own; any will do.
        side = std::abs(back.x) < 0.9 ? glm::cross(glm::dvec3(1, 0, 0), back)
                                      : glm::cross(glm::dvec3(0, 1, 0), back);
    }
    side = glm::normalize(side);
    const glm::dvec3 upward = glm::cross(back, side);
    Camera camera;
    camera.position = gaze.eye;
    camera.orientation = glm::normalize(glm::quat_cast(glm::dmat3(side, upward, back)));
    return camera;
}

glm::dquat orientation_in(const geo::LocalFrame& frame, const HeadingPitch& angles) {
    const double heading = angles.heading_deg * kRadians;
    const double pitch = angles.pitch_deg * kRadians;
    const double roll = angles.roll_deg * kRadians;
    const glm::dvec3 gaze(std::sin(heading) * std::cos(pitch), std::cos(heading) * std::cos(pitch),
                          std::sin(pitch));
    const glm::dvec3 side(std::cos(heading), -std::sin(heading), 0.0);
    const glm::dvec3 upward = glm::cross(side, gaze);
    const glm::dvec3 rolled_side = side * std::cos(roll) + upward * std::sin(roll);
    const glm::dvec3 rolled_up = glm::cross(rolled_side, gaze);
    const glm::dmat3 local(rolled_side, rolled_up, -gaze);
    return glm::normalize(glm::quat_cast(frame.axes * local));
}

HeadingPitch angles_in(const geo::LocalFrame& frame, const glm::dquat& orientation) {
    const glm::dmat3 local = glm::transpose(frame.axes) * glm::mat3_cast(orientation);
    const glm::dvec3 side = local[0];
    const glm::dvec3 upward = local[1];
    const glm::dvec3 gaze = -local[2];
    HeadingPitch angles;
    angles.pitch_deg = std::asin(std::clamp(gaze.z, -1.0, 1.0)) / kRadians;
    const bool is_vertical = std::abs(gaze.z) > 0.999999;
    const glm::dvec3 compass = is_vertical ? upward * (gaze.z > 0.0 ? -1.0 : 1.0) : gaze;
    double heading = std::atan2(compass.x, compass.y) / kRadians;
    if (heading < 0.0) heading += 360.0;
    angles.heading_deg = heading >= 360.0 ? 0.0 : heading;
    if (!is_vertical) {
        const double h = angles.heading_deg * kRadians;
        const glm::dvec3 level_side(std::cos(h), -std::sin(h), 0.0);
        const glm::dvec3 level_up = glm::cross(level_side, gaze);
        angles.roll_deg =
            std::atan2(glm::dot(side, level_up), glm::dot(side, level_side)) / kRadians;
    }
    return angles;
}

glm::dvec3 forward(const Camera& camera) {
    return camera.orientation * glm::dvec3(0.0, 0.0, -1.0);
}

glm::dvec3 right(const Camera& camera) {
    return camera.orientation * glm::dvec3(1.0, 0.0, 0.0);
}

glm::dvec3 up(const Camera& camera) {
    return camera.orientation * glm::dvec3(0.0, 1.0, 0.0);
}

glm::dmat4 clip_from_relative(const Camera& camera, double aspect) {
    return reversed_infinite_projection(camera, aspect) * glm::dmat4(world_to_camera(camera));
}

glm::mat4 clip_from_frame(const Camera& camera, double aspect, const geo::LocalFrame& frame) {
    return clip_from_frame(clip_from_relative(camera, aspect), camera.position, frame);
}

glm::mat4 clip_from_frame(const glm::dmat4& clip_from_relative, const glm::dvec3& position,
                          const geo::LocalFrame& frame) {
    glm::dmat4 relative(frame.axes);
    relative[3] = glm::dvec4(frame.origin - position, 1.0);
    return glm::mat4(clip_from_relative * relative);
}

glm::dmat4 clip_of_part(const glm::dvec2& low, const glm::dvec2& high) {
    const glm::dvec2 scale = 2.0 / (high - low);
    const glm::dvec2 shift = -(high + low) / (high - low);
    glm::dmat4 part(1.0);
    part[0][0] = scale.x;
    part[1][1] = scale.y;
    part[3][0] = shift.x;  // Times w, which is what divides it again.
    part[3][1] = shift.y;
    return part;
}

std::array<geo::Plane, 6> frustum_planes(const Camera& camera, double aspect) {
    return frustum_planes(clip_from_relative(camera, aspect), camera.position);
}

std::array<geo::Plane, 6> frustum_planes(const glm::dmat4& clip, const glm::dvec3& position) {
    const glm::dvec4 row_x = glm::row(clip, 0);
    const glm::dvec4 row_y = glm::row(clip, 1);
    const glm::dvec4 row_z = glm::row(clip, 2);
    const glm::dvec4 row_w = glm::row(clip, 3);
    // Near: w >= near, written as w - z >= 0 since z is the near distance.
    const std::array<glm::dvec4, 5> rows = {row_w + row_x, row_w - row_x, row_w + row_y,
                                            row_w - row_y, row_w - row_z};
    std::array<geo::Plane, 6> planes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const glm::dvec3 normal(rows[i]);
        const double length = glm::length(normal);
        planes[i].normal = normal / length;
        planes[i].offset = rows[i].w / length - glm::dot(planes[i].normal, position);
    }
    planes[5] = geo::Plane{glm::dvec3(0.0), 1.0};
    return planes;
}

geo::Ray ray_through(const Camera& camera, double aspect, const glm::dvec2& ndc) {
    const double f = focal(camera);
    const glm::dvec3 local(ndc.x * aspect / f, -ndc.y / f, -1.0);
    return geo::Ray{camera.position, glm::normalize(camera.orientation * local)};
}

std::optional<Projected> project(const Camera& camera, double aspect, const glm::dvec3& world) {
    const glm::dvec4 clip =
        clip_from_relative(camera, aspect) * glm::dvec4(world - camera.position, 1.0);
    if (!(clip.w >= camera.near_m)) return std::nullopt;
    return Projected{glm::dvec2(clip) / clip.w, clip.w};
}

double pixel_size_m(const Camera& camera, double height_px, double depth_m) {
    return 2.0 * depth_m / (focal(camera) * height_px);
}

}  // namespace belvedere::render
