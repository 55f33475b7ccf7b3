// SPDX-License-Identifier: Apache-2.0
// Reading what a person typed about a source.
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/result.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::city {

// How --vertical means heights: ellipsoid (also when empty), egm96 or crs; kUsage for the rest.
[[nodiscard]] Result<geo::VerticalReference> vertical_reference(const std::string& text);

// What --lod says, in tenths: "2", "2.2"; 255 for the highest there is ("auto" or empty); kUsage
// for the rest.
[[nodiscard]] Result<std::uint8_t> lod_max_of(const std::string& text);

}  // namespace belvedere::city
