// SPDX-License-Identifier: Apache-2.0
// The objects and surfaces of a batch as rows of a tile's feature table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::citymodel {

struct FeatureRowNumbers {
    std::vector<std::uint32_t> of_object;   // One for each of CityBatch::objects.
    std::vector<std::uint32_t> of_surface;  // One for each of CityBatch::surfaces.
};

// Adds a class for each type of object and of surface, named by the type, with columns
//   id        as in the file; surfaces without one are named after their object and their place
//             in it ("B1#RoofSurface-2"), the same in every tile
//   type      again, so that styles can ask for it (unless an attribute has that name)
//   parent    id of the object that this is a part or a surface of, or of the surface that this
//             is an opening in
// and one for each attribute. A part that lacks an attribute of what it is part of has that one's:
// files keep what is true of a building at the building and its shape at its parts.
[[nodiscard]] FeatureRowNumbers write_city_features(const CityBatch& batch,
                                                    TileContentBuilder& builder);

// The id that a surface goes by.
[[nodiscard]] std::vector<std::string> surface_ids(const CityBatch& batch);

}  // namespace belvedere::content::citymodel
