// SPDX-License-Identifier: Apache-2.0
// City objects of CityJSON (2.0, sections 2 to 4; 1.0 and 1.1 alike) into a batch.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include <glm/vec3.hpp>

#include "engine/content/decode/cityjson/appearance.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::cityjson {

// What objects refer to. Borrowed.
struct ObjectContext {
    std::span<const glm::dvec3> vertices;    // Source coordinates.
    const Appearance* appearance = nullptr;  // Null: none.
    std::string_view templates;              // Text of "geometry-templates"; empty without.
    citymodel::LodChoice lods;
    // Of templates: the file's, also where a feature has an appearance of its own.
    const Appearance* template_appearance = nullptr;
};

// Appends objects to one batch; one job at a time.
class ObjectReader {
  public:
    explicit ObjectReader(citymodel::CityBatch& batch);
    ~ObjectReader();
    ObjectReader(const ObjectReader&) = delete;
    ObjectReader& operator=(const ObjectReader&) = delete;

    // Until the next call of it; a sequence has vertices and appearances of each feature.
    void set_context(const ObjectContext& context);
    // `element` is the object's value, a simdjson::dom::element by address. Parents that were read
    // before are linked; what is broken is left out with a warning of the batch.
    void read(std::string_view id, const void* element);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::cityjson
