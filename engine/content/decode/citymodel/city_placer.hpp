// SPDX-License-Identifier: Apache-2.0
// From a city file's coordinates into the frame of a tile.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/core/result.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/quadratic_fit.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content::citymodel {

// How far anything may be from where the CRS puts it.
inline constexpr double kCityPlaceError_m = 0.001;

// PROJ turns some positions of the neighbourhood, the quadratic through them (geo::QuadraticMap)
// the objects about it: each by the affine that touches it there, or corner by corner when the
// object is too large for that. Where no quadratic holds, PROJ turns every corner. One job at a
// time; the mapping must outlive it.
class CityPlacer {
  public:
    // A frame that stands east, north and up at the centre of `bounds` (source coordinates), or
    // along the source's axes where that has no place on Earth. kBadData when the centre lies
    // outside the area of the CRS.
    [[nodiscard]] static Result<CityPlacer> about(const CityBox& bounds,
                                                  const geo::WorldMapping& mapping);

    // Chooses how positions within `bounds` are turned.
    void begin_object(const CityBox& bounds);
    // A position of that object, in the tile's frame. NaN where the CRS cannot express it.
    [[nodiscard]] glm::dvec3 place(const glm::dvec3& position) const;
    // From metres east, north and up of `anchor` (source coordinates) into the tile's frame.
    [[nodiscard]] glm::dmat4 frame_at(const glm::dvec3& anchor) const;

    [[nodiscard]] const geo::LocalFrame& frame() const { return frame_; }

  private:
    CityPlacer(geo::LocalFrame frame, const geo::WorldMapping& mapping, const CityBox& whole)
        : frame_(frame), mapping_(&mapping), whole_(whole) {}
    // A quadratic and where it holds.
    struct Fit {
        geo::QuadraticMap map;  // Into the tile's frame.
        CityBox holds;
    };
    static constexpr std::size_t kNoFit = ~std::size_t{0};
    // These return the place in `fits_`, or kNoFit.
    [[nodiscard]] std::size_t fit(const glm::dvec3& center, const glm::dvec3& reach);
    [[nodiscard]] std::size_t find_fit(const CityBox& bounds) const;
    [[nodiscard]] std::size_t make_fit(const CityBox& bounds);

    geo::LocalFrame frame_;
    const geo::WorldMapping* mapping_;
    CityBox whole_;  // Of all objects.
    bool whole_is_tried_ = false;
    std::vector<Fit> fits_;
    std::size_t next_replaced_ = 0;
    std::size_t fit_ = kNoFit;  // Of the object at hand; kNoFit: PROJ turns it.
    // Of the source's coordinates about `center_`; empty: each position is turned for itself.
    std::optional<glm::dmat3> linear_;
    glm::dvec3 center_{0.0}, offset_{0.0};
};

}  // namespace belvedere::content::citymodel
