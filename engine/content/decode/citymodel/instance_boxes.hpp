// SPDX-License-Identifier: Apache-2.0
// Where placed templates lie in the source's coordinates.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// How long a metre is in a CRS.
struct SourceUnits {
    bool is_geographic = false;  // x and y are degrees.
    glm::dvec3 metres{1.0};      // That a unit of x, y and z is; x and y not for degrees.

    // Of metres east, north and up of a place, the difference of coordinates: within a per cent,
    // and rather too much.
    [[nodiscard]] glm::dvec3 units_of(const glm::dvec3& metres_from, const glm::dvec3& at) const;
};
// Metres for a name that is empty or unknown.
[[nodiscard]] SourceUnits units_of_crs(const std::string& crs);

// Boxes of a batch's instances with the whole of their templates: what bounds_of() takes for a
// place alone. Keeps the box of each template; the batch may grow meanwhile. One thread.
class InstanceBoxes {
  public:
    InstanceBoxes(const CityBatch& batch, const SourceUnits& units)
        : batch_(batch), units_(units) {}

    // Empty for a geometry that is no instance.
    [[nodiscard]] CityBox box_of(const Geometry& geometry);

  private:
    const CityBatch& batch_;
    SourceUnits units_;
    std::unordered_map<std::uint32_t, CityBox> templates_;
};

}  // namespace belvedere::content::citymodel
