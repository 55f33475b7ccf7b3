// SPDX-License-Identifier: Apache-2.0
// What bounds.cpp asks about regions; kept apart because the ellipsoid makes them long.
#pragma once

#include "engine/geo/bounds.hpp"

namespace belvedere::geo {

// Distance to the region, exact but for rounding: regions are bodies of revolution, so the nearest
// point lies in the meridian plane of the position or in one of the two bounding planes.
[[nodiscard]] double distance_to_region(const BoundingRegion& region, const glm::dvec3& position);
[[nodiscard]] glm::dvec3 center_of_region(const BoundingRegion& region);
[[nodiscard]] OrientedBox enclosing_box_of_region(const BoundingRegion& region);

}  // namespace belvedere::geo
