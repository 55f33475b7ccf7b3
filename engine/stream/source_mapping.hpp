// SPDX-License-Identifier: Apache-2.0
// Where a tileset's coordinates are: said by the user, or recognised with a warning.
#pragma once

#include <memory>
#include <string>

#include "engine/core/result.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::stream {

struct ChosenMapping {
    std::shared_ptr<const geo::WorldMapping> mapping;
    std::string warning;  // What was assumed; empty when nothing was.
};

// `root` is the root tile's volume with its transform applied. With a `crs`, that is taken.
// Otherwise: regions and volumes at the Earth's surface are Earth-centred; volumes near the origin
// are a model without a place on Earth; volumes in the range of EPSG:3857 are taken as that, with a
// warning that names the assumption and how to say otherwise. kUsage when nothing fits.
[[nodiscard]] Result<ChosenMapping> choose_mapping(const geo::BoundingVolume& root,
                                                   const std::string& crs,
                                                   geo::VerticalReference vertical);

}  // namespace belvedere::stream
