// SPDX-License-Identifier: Apache-2.0
// Geometry objects of CityJSON (2.0, section 3) into a batch: boundaries with what runs beside
// them (semantics, materials, textures).
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/content/decode/cityjson/object_reader.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// One job at a time; borrows the batch and the context.
class GeometryReader {
  public:
    explicit GeometryReader(citymodel::CityBatch& batch);
    ~GeometryReader();
    GeometryReader(const GeometryReader&) = delete;
    GeometryReader& operator=(const GeometryReader&) = delete;

    void set_context(const ObjectContext& context);
    // Appends one geometry of an object of the batch, or a warning. `geometry` is a
    // simdjson::dom::element by address.
    void read(const void* geometry, std::uint32_t object, std::string_view object_id);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::cityjson
