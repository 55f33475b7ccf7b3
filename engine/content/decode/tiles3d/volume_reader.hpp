// SPDX-License-Identifier: Apache-2.0
// A boundingVolume object of a tileset.json as a bounding volume.
#pragma once

#include <optional>
#include <string>

#include "engine/content/decode/json_value.hpp"
#include "engine/content/decode/tiles3d/s2_cell.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"

namespace belvedere::content::tiles3d {

struct ReadVolume {
    geo::BoundingVolume volume;
    std::optional<S2Cell> cell;  // When it was given by 3DTILES_bounding_volume_S2.
    std::string warning;         // What was mended or is odd; empty when nothing.
};

// Prefers an S2 cell, then box, region and sphere, when several are given (specification, section
// "Bounding volumes"). kBadData with what is wrong with it ("box has 11 numbers instead of 12").
[[nodiscard]] Result<ReadVolume> read_volume(const JsonValue& json);

}  // namespace belvedere::content::tiles3d
