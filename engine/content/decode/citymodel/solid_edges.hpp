// SPDX-License-Identifier: Apache-2.0
// Whether a solid is closed: each edge of its shells is an edge of another surface too (ISO 19107,
// GM_Shell; val3dity's error 302).
#pragma once

#include <cstdint>
#include <span>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// How many edges of these polygons (ranges of CityBatch::polygons) are met an odd number of times;
// 0 for a closed solid, however many shells it has. Corners that are no farther apart than
// `tolerance` in each coordinate are one. Nearly as cheap as looking at each corner once where the
// solid is closed; sorts the edges of others.
[[nodiscard]] std::uint64_t open_edges(const CityBatch& batch, std::span<const Range> polygons,
                                       const glm::dvec3& tolerance);

// Notes in the batch that an object has a solid with so many of them, if any.
void warn_of_open_edges(CityBatch& batch, std::uint64_t edges, std::string_view object_id);

}  // namespace belvedere::content::citymodel
