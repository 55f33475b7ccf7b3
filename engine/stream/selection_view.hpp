// SPDX-License-Identifier: Apache-2.0
// A camera as selection sees it.
#pragma once

#include <array>

#include <glm/vec3.hpp>

#include "engine/geo/bounds.hpp"

namespace belvedere::stream {

enum class ViewPurpose {
    kDraw,     // Its tiles are drawn.
    kPreload,  // Its tiles are loaded last and not drawn: where a flight ends.
};

struct SelectionView {
    glm::dvec3 position{0.0};
    glm::dvec3 direction{0.0, 0.0, -1.0};  // Unit length.
    std::array<geo::Plane, 6> frustum{};
    // Pixels a metre covers at distance 1: height / (2 tan(fov_y / 2)).
    double pixels_at_unit_distance = 0.0;
    // For a parallel projection: pixels a metre covers anywhere; 0 for a perspective.
    double parallel_pixels_per_m = 0.0;
    ViewPurpose purpose = ViewPurpose::kDraw;
};

struct PerspectiveCamera {
    glm::dvec3 position{0.0};
    glm::dvec3 direction{0.0, 0.0, -1.0};  // Unit length.
    glm::dvec3 up{0.0, 1.0, 0.0};          // Not parallel to direction.
    double fov_y_rad = 1.0;
    double width_px = 1.0;
    double height_px = 1.0;
    double near_m = 0.1;
    double far_m = 1.0e9;  // Where culling ends; the projection itself may be infinite.
};
[[nodiscard]] SelectionView perspective_view(const PerspectiveCamera& camera);

}  // namespace belvedere::stream
