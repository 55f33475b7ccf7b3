// SPDX-License-Identifier: Apache-2.0
// What further sets of feature ids say of a feature (EXT_mesh_features, EXT_instance_features).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/content/tile_content.hpp"

namespace belvedere::content {

// The ids that one set gives to the vertices (or instances) of a feature.
struct FeatureSetIds {
    std::string name;                // Of the set.
    bool are_rows = true;            // Rows of the feature table; else plain numbers of the file.
    std::vector<std::uint32_t> ids;  // Distinct, ascending, at most `ids_max`.
    bool has_more = false;           // There are more than those.
};

// For each set that says anything of the feature in `row`, in the order of the file. Looks at every
// vertex that has a further set: for the one feature that a person inspects, not for lists.
[[nodiscard]] std::vector<FeatureSetIds> other_feature_ids(const TileContent& content,
                                                           std::uint32_t row, std::size_t ids_max);

}  // namespace belvedere::content
