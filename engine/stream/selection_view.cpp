// SPDX-License-Identifier: Apache-2.0
#include "engine/stream/selection_view.hpp"

#include <cmath>

#include <glm/geometric.hpp>

namespace belvedere::stream {
namespace {

geo::Plane plane_through(const glm::dvec3& point, const glm::dvec3& normal) {
    return {normal, -glm::dot(normal, point)};
}

}  // namespace

SelectionView perspective_view(const PerspectiveCamera& camera) {
    const glm::dvec3 right = glm::normalize(glm::cross(camera.direction, camera.up));
    const glm::dvec3 up = glm::cross(right, camera.direction);
    const double tan_y = std::tan(camera.fov_y_rad / 2.0);
    const double tan_x = tan_y * camera.width_px / camera.height_px;
    const auto side = [&](const glm::dvec3& across, double tangent) {
        // Inward normal of the side whose edge leans `tangent` along -across.
        return plane_through(camera.position, glm::normalize(across + camera.direction * tangent));
    };
    SelectionView view;
    view.position = camera.position;
    view.direction = camera.direction;
    view.frustum = {
        side(right, tan_x),
        side(-right, tan_x),
        side(up, tan_y),
        side(-up, tan_y),
        plane_through(camera.position + camera.direction * camera.near_m, camera.direction),
        plane_through(camera.position + camera.direction * camera.far_m, -camera.direction)};
    view.pixels_at_unit_distance = camera.height_px / (2.0 * tan_y);
    return view;
}

}  // namespace belvedere::stream
