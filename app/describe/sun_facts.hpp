// SPDX-License-Identifier: Apache-2.0
// Where the sun stands at a moment over a place, as the view sentence tells it.
#pragma once

#include <optional>

#include <glm/vec3.hpp>

#include "app/city/viewpoint.hpp"
#include "app/describe/view_sentence.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/time_zone.hpp"

namespace belvedere::describe {

// Nothing for a model, which has no place under the sun. The hour is written in `zone`, with the
// zone's name. Main thread.
[[nodiscard]] std::optional<SunFacts> sun_facts(UtcTime now, const TimeZone& zone,
                                                const glm::dvec3& position, city::Ground ground);

}  // namespace belvedere::describe
