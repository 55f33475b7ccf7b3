// SPDX-License-Identifier: Apache-2.0
// Some of a batch's objects as a batch of their own.
#pragma once

#include <functional>
#include <string_view>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// Keeps the objects that `is_wanted` by their ids, with all their parts, and what those are parts
// of without its geometry. Vertices, appearances and text stay as they are, with what nobody refers
// to any more. Returns how many objects were wanted themselves; 0 leaves a batch without objects.
std::uint32_t keep_objects(CityBatch& batch,
                           const std::function<bool(std::string_view id)>& is_wanted);

}  // namespace belvedere::content::citymodel
