// SPDX-License-Identifier: Apache-2.0
// An area on the ground, given by points, as it is seen from straight above.
#pragma once

#include <span>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/geo/local_frame.hpp"

namespace belvedere::window {

// Whether a point lies in a polygon; by the even-odd rule where its sides cross.
[[nodiscard]] bool is_inside(std::span<const glm::dvec2> polygon, const glm::dvec2& point);

// A polygon of world points, or with two of them the box along the frame's axes between both.
class PlanArea {
  public:
    PlanArea(std::span<const glm::dvec3> corners, const geo::LocalFrame& frame);
    [[nodiscard]] bool contains(const glm::dvec3& position) const;

  private:
    geo::LocalFrame frame_;
    std::vector<glm::dvec2> outline_;
};

}  // namespace belvedere::window
