// SPDX-License-Identifier: Apache-2.0
// Reading what a person typed about a source.
#pragma once

#include <string>

#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::city {

// How --vertical means heights: ellipsoid (also when empty), egm96 or crs; kUsage for the rest.
[[nodiscard]] Result<geo::VerticalReference> vertical_reference(const std::string& text);

}  // namespace belvedere::city
