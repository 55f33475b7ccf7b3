// SPDX-License-Identifier: Apache-2.0
// What holds for a feature without being its own: metadata of its tile, and of further features
// that its vertices belong to.
#pragma once

#include <cstdint>
#include <vector>

#include "app/city/feature_record.hpp"
#include "engine/content/texel_sets.hpp"
#include "engine/content/tile_content.hpp"
#include "engine/stream/tile_tree.hpp"

namespace belvedere::city {

// Names say whose a value is: "tile: horizon", "group: colour".
[[nodiscard]] std::vector<FeatureAttribute> metadata_attributes(
    const stream::TileMetadata& metadata);
// Attributes of the features in `row`'s other sets of ids, "storey: use"; where there are several
// such features, their different values, a few of them. O(vertices).
[[nodiscard]] std::vector<FeatureAttribute> other_set_attributes(
    const content::TileContent& content, std::uint32_t row);

// What images of numbers say at a point of the surface: "insulation (walls)" of property textures,
// and the feature that a feature-id texture names there with its attributes.
[[nodiscard]] std::vector<FeatureAttribute> point_attributes(const content::TileContent& content,
                                                             const content::SurfacePoint& point);

// A value as a person reads it: a float32 as short as it was written, not with the digits that
// double adds to it.
[[nodiscard]] std::string value_text(const content::TileContent& content,
                                     const content::ColumnRecord& column,
                                     const content::FeatureClassRecord& row_class,
                                     std::uint32_t row);

}  // namespace belvedere::city
