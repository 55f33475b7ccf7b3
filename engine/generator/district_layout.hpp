// SPDX-License-Identifier: Apache-2.0
// From a district of the plan to everything that stands in it.
#pragma once

#include <cstdint>

#include "engine/generator/city_objects.hpp"
#include "engine/generator/city_plan.hpp"

namespace belvedere::generator {

// A pure function of the district; at most `buildings_max` buildings, in a fixed order, so that a
// smaller limit leaves out the last ones. About 1 ms. Any thread.
[[nodiscard]] DistrictLayout lay_out_district(const District& district, const Landscape& landscape,
                                              std::uint32_t buildings_max);

}  // namespace belvedere::generator
