// SPDX-License-Identifier: Apache-2.0
// Overlays of a draw list as the GPU takes them.
#pragma once

#include <cstdint>
#include <vector>

#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "engine/render/draw_list.hpp"
#include "shaders/shared/frame_data.h"

namespace belvedere::render {

struct HatchVertex {
    glm::vec3 relative_m;
    std::uint32_t rgba;
};

// Everything relative to the camera. Tested overlays come first, those on top after them; at most
// limits::kOverlays, what is more is counted.
struct OverlayGeometry {
    std::vector<shared::OverlayData> overlays;
    std::uint32_t tested = 0;        // The first so many are hidden by the city.
    std::vector<HatchVertex> hatch;  // Triangles.
    std::uint64_t dropped = 0;
};

// Pure; cheap for what a person can see (thousands), 10 ns an overlay.
[[nodiscard]] OverlayGeometry overlay_geometry(const DrawList& list, const glm::dvec3& camera);

}  // namespace belvedere::render
