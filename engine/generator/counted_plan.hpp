// SPDX-License-Identifier: Apache-2.0
// A plan of the city that holds exactly as many buildings as were asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/job_pool.hpp"
#include "engine/core/result.hpp"
#include "engine/generator/city_plan.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/tile_model.hpp"

namespace belvedere::generator {

struct CountedPlan {
    CityPlan plan;  // Districts know which buildings are theirs.
    std::vector<DistrictSummary> summaries;
};

// The radius that planning begins with for so many buildings, metres.
[[nodiscard]] double first_radius_m(std::uint32_t buildings);

// Plans until the city fits and shares the buildings out, districts from the centre outwards.
// kUsage, kLimit, kCancelled. Not from a job of `pool`.
[[nodiscard]] Result<CountedPlan> plan_city(const CityOptions& options, JobPool& pool);

}  // namespace belvedere::generator
