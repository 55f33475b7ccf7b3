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

// One kind of it, from its array of 12, 6 or 4 numbers.
[[nodiscard]] Result<ReadVolume> read_box(const JsonValue& json);
[[nodiscard]] Result<ReadVolume> read_region(const JsonValue& json);
[[nodiscard]] Result<ReadVolume> read_sphere(const JsonValue& json);

}  // namespace belvedere::content::tiles3d
