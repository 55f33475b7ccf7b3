// SPDX-License-Identifier: Apache-2.0
// From a source's own coordinates to the world.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/core/result.hpp"

namespace belvedere::geo {

// Where a source's coordinates are. Immutable after it is made; every function is const and may be
// called from any thread (implementations keep one PROJ context a thread).
class WorldMapping {
  public:
    virtual ~WorldMapping() = default;

    // Positions in the source's coordinates, turned into Earth-centred metres in place. Positions
    // that the CRS cannot express (not finite, or PROJ refuses them) become NaN and are counted in
    // the result.
    [[nodiscard]] virtual std::size_t to_world(std::span<glm::dvec3> positions) const = 0;
    // The reverse, for showing coordinates in the source's CRS.
    [[nodiscard]] virtual std::size_t to_source(std::span<glm::dvec3> positions) const = 0;

    // An affine that stands for to_world within `radius_m` of `center` (source coordinates) with an
    // error below `error_max_m`, or kLimit when the mapping bends too much there and each vertex
    // must be mapped.
    [[nodiscard]] virtual Result<glm::dmat4> affine_near(const glm::dvec3& center, double radius_m,
                                                         double error_max_m) const = 0;

    // Source coordinates are already Earth-centred (or have no place on Earth): to_world is
    // identity.
    [[nodiscard]] virtual bool is_identity() const = 0;
    // False for a source that has no place on Earth (a bare model): the world is then its own
    // metres.
    [[nodiscard]] virtual bool is_georeferenced() const = 0;
    // What is shown to the user: "EPSG:4978", "EPSG:3857 + ellipsoidal height", "none"; with
    // "(within 9 m)" where no better transformation is installed.
    [[nodiscard]] virtual std::string name() const = 0;
    // The CRS alone, as describe_crs() reads it: "EPSG:3857"; empty without a place on Earth.
    [[nodiscard]] virtual std::string crs_name() const = 0;
    // What heights are above: "ellipsoidal height", "EGM96 height (estimated)", "NAP height"; empty
    // without a place on Earth.
    [[nodiscard]] virtual std::string height_name() const = 0;
    // Whether what height_name() says is a guess: the source names no vertical datum, or one whose
    // grid is not installed.
    [[nodiscard]] virtual bool is_height_estimated() const = 0;
    // "within 9 m" where no better transformation is installed; empty otherwise.
    [[nodiscard]] virtual std::string accuracy_note() const = 0;
};

// Source coordinates are EPSG:4978.
[[nodiscard]] std::shared_ptr<const WorldMapping> earth_centred_mapping();
// Source coordinates are metres around nowhere.
[[nodiscard]] std::shared_ptr<const WorldMapping> local_mapping();
// How heights of a source are meant.
enum class VerticalReference {
    kEllipsoidal,       // Metres above the ellipsoid of WGS 84, whatever the CRS says of heights.
    kOrthometricEgm96,  // Metres above the sea by EGM96, whatever the CRS says of heights.
    // As the CRS says: PROJ's own transformation where it has the vertical datum's grid, else EGM96
    // in the vertical CRS's unit, marked "(estimated)" in the name; so is a CRS without heights.
    kOfTheCrs,
};
// Horizontal and vertical are treated apart. Source coordinates are x = easting (or longitude in
// degrees), y = northing (or latitude), z = height in the CRS `name` ("EPSG:3857",
// "urn:ogc:def:crs:EPSG::28992", WKT, ...); x and y are always in this order, whatever the CRS's
// own axis order. kBadData with a sentence when PROJ does not know the name; kUnsupported when only
// a ballpark transformation exists (PROJ would be wrong by tens of metres without a word).
// "EPSG:4978" gives earth_centred_mapping(); other geocentric systems go through PROJ whole. The
// first call of each thread on a mapping takes some milliseconds. The mappings that were asked for
// last are kept: the same one is given again. Any thread.
[[nodiscard]] Result<std::shared_ptr<const WorldMapping>> projected_mapping(
    const std::string& name, VerticalReference vertical);

// The same with everything raised by `metres` away from the ellipsoid, or along z where the source
// has no place on Earth. Its name() says so, so that what was made by another is not taken for it.
[[nodiscard]] std::shared_ptr<const WorldMapping> raised_mapping(
    std::shared_ptr<const WorldMapping> mapping, double metres);

}  // namespace belvedere::geo
