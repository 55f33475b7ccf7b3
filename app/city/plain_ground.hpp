// SPDX-License-Identifier: Apache-2.0
// The plain ground that is drawn under a city where its data has none.
#pragma once

#include <optional>

#include <glm/vec3.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/render/draw_list.hpp"

namespace belvedere::city {

// Where a ray comes down on the drawn ground, which sinks with the Earth's curve as
// render::ground_mesh does; nothing where it passes above the rim or comes from below. World
// coordinates. Pure.
[[nodiscard]] std::optional<glm::dvec3> plain_ground_below(const render::DrawGround& ground,
                                                           const geo::Ray& ray);

}  // namespace belvedere::city
