// SPDX-License-Identifier: Apache-2.0
// Semantic surfaces of CityJSON (2.0, section 3.3).
#pragma once

#include <cstdint>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// Appends the "surfaces" of a geometry's "semantics" (a simdjson::dom::element by address), with
// all that they say beside their type as attributes. Returns how many there are.
[[nodiscard]] std::uint32_t read_surfaces(const void* semantics, std::uint32_t object,
                                          citymodel::CityBatch& batch);

}  // namespace belvedere::content::cityjson
