// SPDX-License-Identifier: Apache-2.0
// A polygon with holes in space, cut into triangles.
//
// Ear clipping with holes bridged to the exterior (Meisters 1975; Eberly, "Triangulation by Ear
// Clipping", 2002) on the plane of the exterior ring (Newell's normal). Every cut keeps the sum of
// signed areas, so the triangles cover what the rings enclose; city files hold rings that touch or
// cross themselves, and those are cut as well as can be and said to be mended.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/ring_nodes.hpp"

namespace belvedere::content::citymodel {

enum class FillOutcome {
    kWhole,    // The rings are simple, and the triangles are what they enclose.
    kMended,   // A ring touches or crosses itself, a hole lies outside or is none.
    kNothing,  // No area, fewer than three corners, or numbers that are not finite.
};

struct FilledPolygon {
    FillOutcome outcome = FillOutcome::kNothing;
    glm::dvec3 normal{0.0, 0.0, 1.0};  // Unit; counter-clockwise seen from its tip.
    double area = 0.0;                 // Exterior less holes, on the plane; corners' units squared.
};

// Keeps its working memory from one polygon to the next; one job at a time.
class PolygonFiller {
  public:
    // `corners` are those of all rings, one ring after the other, the exterior first; first corners
    // are not repeated. Corners should be near the origin (of one object), or digits are lost.
    // Appends three indices into `corners` a triangle, counter-clockwise about the normal. Time is
    // bounded (limits::kFillTests) whatever the rings are.
    [[nodiscard]] FilledPolygon fill(std::span<const glm::dvec3> corners,
                                     std::span<const std::uint32_t> ring_sizes,
                                     std::vector<std::uint32_t>& triangles);

  private:
    FilledPolygon fill_quad(std::span<const glm::dvec3> corners,
                            std::vector<std::uint32_t>& triangles);
    FilledPolygon fill_rings(std::span<const glm::dvec3> corners,
                             std::span<const std::uint32_t> ring_sizes, const glm::dvec3& normal,
                             std::vector<std::uint32_t>& triangles);
    // Adds the holes to the exterior; returns the area they take away.
    double bridge_holes(std::span<const std::uint32_t> ring_sizes);
    void clip(std::uint32_t start, std::vector<std::uint32_t>& triangles);
    [[nodiscard]] std::uint32_t most_convex(std::uint32_t start);

    RingNodes nodes_;
    std::vector<glm::dvec2> flat_;
    bool is_mended_ = false;
};

}  // namespace belvedere::content::citymodel
