// SPDX-License-Identifier: Apache-2.0
// What turns buildings into the text of a city model; one for each encoding.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/generator/city_model.hpp"

namespace belvedere::generator {

// kCityGml2: CityGML 2.0 (OGC 12-019). kCityGml3: CityGML 3.0 GML (OGC 21-006). kCityJson: CityJSON
// 2.0 (OGC 20-072r5).
enum class ModelFormat : std::uint8_t { kCityGml2, kCityGml3, kCityJson };

// Facade::kShop's picture is "textures/facade-shop.png".
[[nodiscard]] std::string facade_file(Facade facade);

// Where the text of a document goes: pieces in their order, and pieces that come after all of them
// (the vertices of a CityJSON file, the appearances of a CityGML file).
struct ModelText {
    std::string now, later;
};

// A document is head, buildings in any number of calls, middle, what was put off, tail. One thread.
class ModelWriter {
  public:
    virtual ~ModelWriter() = default;
    // `corner` is one of the city's, in kModelCrs.
    [[nodiscard]] virtual std::string head(const glm::dvec3& corner) = 0;
    virtual void add(std::span<const ModelBuilding> buildings, ModelText& text) = 0;
    [[nodiscard]] virtual std::string middle() = 0;
    [[nodiscard]] virtual std::string tail() = 0;
};

[[nodiscard]] std::unique_ptr<ModelWriter> make_citygml_writer(ModelFormat format);
[[nodiscard]] std::unique_ptr<ModelWriter> make_cityjson_writer();

}  // namespace belvedere::generator
