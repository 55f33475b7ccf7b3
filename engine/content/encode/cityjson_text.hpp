// SPDX-License-Identifier: Apache-2.0
// Objects of city models as a CityJSON 2.0 document (OGC 20-072r5).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::encode {

class CityJsonImages;  // cityjson_looks.hpp

struct CityJsonOptions {
    std::string crs;             // As the source spells it; empty: none.
    bool is_in_degrees = false;  // x and y: written to 1e-9 degrees instead of millimetres.
    std::string title;
};

// Collects batches that are in one CRS. Ids stay; objects without one, or whose id came already,
// get one. Types that CityJSON does not know are written as extended ones ("+GenericCityObject").
// Materials and textures come with them, in all themes. Several solids are written as their
// surfaces: notes() says so. One thread; memory grows with
// what is added.
class CityJsonText {
  public:
    explicit CityJsonText(const CityJsonOptions& options);
    CityJsonText(const CityJsonText&) = delete;
    CityJsonText& operator=(const CityJsonText&) = delete;
    ~CityJsonText();

    // `images` says what the images of this batch's textures are called; null: textures are left
    // out.
    void add(const citymodel::CityBatch& batch, CityJsonImages* images);
    [[nodiscard]] std::uint64_t objects() const;
    // What could not be said in CityJSON; each once.
    [[nodiscard]] std::vector<std::string> notes() const;
    // The document; the object is used up after.
    [[nodiscard]] std::string finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content::encode
