// SPDX-License-Identifier: Apache-2.0
// The arrays of CityJSON that the surfaces of a geometry stand in (2.0, section 3).
#pragma once

#include <cstdint>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/encode/json_writer.hpp"

namespace belvedere::content::encode {

// One array around all surfaces, and of a solid one around those of each shell: the outer one, then
// those of its cavities. Borrows all it is given.
class SurfaceArrays {
  public:
    SurfaceArrays(JsonWriter& json, const citymodel::CityBatch& batch,
                  const citymodel::Geometry& geometry)
        : json_(json),
          batch_(batch),
          geometry_(geometry),
          is_solid_(geometry.kind == citymodel::GeometryKind::kSolid) {
        json_.begin_array();
        if (is_solid_) json_.begin_array();
    }
    // Before what is said of the geometry's polygon at this place; in order.
    void begin(std::uint32_t polygon) {
        const bool is_next_shell = is_solid_ && polygon > 0 &&
                                   batch_.polygons[geometry_.polygons.first + polygon].begins_shell;
        if (is_next_shell) json_.end_array().begin_array();
    }
    // After the last.
    void end() {
        json_.end_array();
        if (is_solid_) json_.end_array();
    }

  private:
    JsonWriter& json_;
    const citymodel::CityBatch& batch_;
    const citymodel::Geometry& geometry_;
    bool is_solid_ = false;
};

}  // namespace belvedere::content::encode
