// SPDX-License-Identifier: Apache-2.0
// From a city file's coordinates into the frame of a tile.
#pragma once

#include <optional>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::citymodel {

// Error of an affine that stands for the CRS over one object.
inline constexpr double kCityAffineError_m = 0.001;

// PROJ turns the 27 points of an affine and its check, and the affine every corner of the objects
// about it; only an object too large for any affine has its corners mapped one by one. One job at a
// time; the mapping must outlive it.
class CityPlacer {
  public:
    // A frame that stands east, north and up at the centre of `bounds` (source coordinates), or
    // along the source's axes where that has no place on Earth. kBadData when the centre lies
    // outside the area of the CRS.
    [[nodiscard]] static Result<CityPlacer> about(const CityBox& bounds,
                                                  const geo::WorldMapping& mapping);

    // Chooses the affine for an object within `bounds`.
    void begin_object(const CityBox& bounds);
    // A position of that object, in the tile's frame. NaN where the CRS cannot express it.
    [[nodiscard]] glm::dvec3 place(const glm::dvec3& position) const;
    // From metres east, north and up of `anchor` (source coordinates) into the tile's frame.
    [[nodiscard]] glm::dmat4 frame_at(const glm::dvec3& anchor) const;

    [[nodiscard]] const geo::LocalFrame& frame() const { return frame_; }

  private:
    CityPlacer(geo::LocalFrame frame, const geo::WorldMapping& mapping)
        : frame_(frame), mapping_(&mapping) {}
    [[nodiscard]] bool fit(const glm::dvec3& center, double reach_m, const glm::dvec3& reach);

    geo::LocalFrame frame_;
    const geo::WorldMapping* mapping_;
    // Of the source's coordinates about `center_`; empty: each position is mapped.
    std::optional<glm::dmat3> linear_;
    glm::dvec3 center_{0.0}, offset_{0.0};
    CityBox fitted_;  // Where it holds.
};

}  // namespace belvedere::content::citymodel
