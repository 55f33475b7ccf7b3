// SPDX-License-Identifier: Apache-2.0
// The arrays of CityJSON that the surfaces of a geometry stand in (2.0, section 3).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/encode/json_writer.hpp"

namespace belvedere::content::encode {

// The surfaces of a geometry in the order in which CityJSON has them: a solid's shell by shell, the
// outer one first, wherever in the batch they stand.
struct SurfaceList {
    bool is_solid = false;
    std::vector<std::uint32_t> polygons;  // In CityBatch::polygons.
};

// Of a geometry, or of all shares of a solid (Geometry::is_share). What has nothing but cavities is
// no solid.
[[nodiscard]] SurfaceList surface_list(const citymodel::CityBatch& batch,
                                       std::span<const citymodel::Geometry> shares);

// One array around all surfaces, and of a solid one around those of each shell. Borrows all it is
// given.
class SurfaceArrays {
  public:
    SurfaceArrays(JsonWriter& json, const citymodel::CityBatch& batch, const SurfaceList& list)
        : json_(json), batch_(batch), list_(list) {
        json_.begin_array();
        if (list_.is_solid) json_.begin_array();
    }
    // Before what is said of the list's polygon at this place; in order.
    void begin(std::size_t place) {
        const bool is_next_shell =
            list_.is_solid && place > 0 && shell_at(place) != shell_at(place - 1);
        if (is_next_shell) json_.end_array().begin_array();
    }
    // After the last.
    void end() {
        json_.end_array();
        if (list_.is_solid) json_.end_array();
    }

  private:
    [[nodiscard]] std::uint32_t shell_at(std::size_t place) const {
        return batch_.polygons[list_.polygons[place]].shell;
    }

    JsonWriter& json_;
    const citymodel::CityBatch& batch_;
    const SurfaceList& list_;
};

}  // namespace belvedere::content::encode
