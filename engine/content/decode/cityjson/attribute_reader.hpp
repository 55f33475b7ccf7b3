// SPDX-License-Identifier: Apache-2.0
// Single values of CityJSON: attributes and levels of detail. Elements are simdjson::dom::element
// by address.
#pragma once

#include <optional>
#include <string_view>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// An attribute as the batch keeps it; nothing for null. Lists and objects stay JSON text.
[[nodiscard]] std::optional<citymodel::Attribute> read_attribute(std::string_view name,
                                                                 const void* value,
                                                                 citymodel::CityBatch& batch);
// The "lod" of a geometry: text since 1.1, a number before.
[[nodiscard]] citymodel::LodTenths read_lod(const void* geometry);

}  // namespace belvedere::content::cityjson
