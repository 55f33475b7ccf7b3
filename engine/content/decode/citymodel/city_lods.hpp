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

// Whether objects of this type are shares of what they are part of, so that together they are it:
// "BuildingPart", "Section". A room, an installation or a storey leaves its building as it is.
[[nodiscard]] bool is_share_type(std::string_view type);

// The level of shares of an object that are not in the batch: in other pieces of a member.
struct SharesElsewhere {
    std::uint32_t object = kNone;
    LodTenths lod = kNoLod;
};

// An object's surfaces and placed models go when its shares have some at a higher whole level: the
// outline of a building whose parts are shown as solids. Lines and points stay, and hide nothing.
// Call once a batch is read, unless every level was.
void drop_covered_geometries(CityBatch& batch, std::span<const SharesElsewhere> elsewhere = {});

}  // namespace belvedere::content::citymodel
