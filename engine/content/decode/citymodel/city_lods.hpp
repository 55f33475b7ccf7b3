// SPDX-License-Identifier: Apache-2.0
// Levels of detail: reading them, saying them, and choosing which to read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// "2", "2.2", "1.0"; nothing for anything else than 0 to 4.9.
[[nodiscard]] std::optional<LodTenths> lod_of_text(std::string_view text);
// "2", "2.2"; "none" for kNoLod.
[[nodiscard]] std::string text_of_lod(LodTenths lod);

// Which of an object's levels is read: the highest not above `choice.lod_max`, else the lowest.
// Levels that the file does not name count as the lowest. kNoLod when there are none.
[[nodiscard]] LodTenths chosen_lod(std::span<const LodTenths> available, const LodChoice& choice);

// An object's geometry goes when its parts have one at a higher whole level: the outline of a
// building whose parts are shown as solids. Call once a batch is read, unless every level was.
void drop_covered_geometries(CityBatch& batch);

}  // namespace belvedere::content::citymodel
