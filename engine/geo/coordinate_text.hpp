// SPDX-License-Identifier: Apache-2.0
// Coordinates as people write and read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {

// Of both: alike in every language, as other programs read them.
//
// "50.940120° N, 6.960300° E, 96.54 m": seven decimals of a degree are a centimetre.
[[nodiscard]] std::string format_geodetic(const Geodetic& place);

// Source coordinates (x east, y north, z up) with the CRS's own abbreviations and units:
// "E 356000.00 m  N 5645000.00 m  H 50.00 m", or as format_geodetic for a CRS in degrees.
[[nodiscard]] std::string format_coordinates(const CrsDescription& crs, const glm::dvec3& position);

// "EPSG:25832, European Terrestrial Reference System 1989 ensemble, DHHN2016 height": what a
// coordinate needs beside it to mean a place.
[[nodiscard]] std::string format_datum(const CrsDescription& crs);

// A place typed by a person. x, y in the order of WorldMapping (east or longitude first).
struct TypedCoordinates {
    double x = 0.0;
    double y = 0.0;
    std::optional<double> height;
};

// Two or three numbers, separated by commas, semicolons or spaces, in the CRS's own units:
// "6.9603, 50.9401", "6.9603 50.9401 120", and where letters say the direction, in either order:
// "50.9401 N 6.9603 E", "N 5645000 E 356000", "50°56'24.4\" N 6°57'37\" E". Without letters east
// (or longitude) is first. kUsage with what is wrong (letters that clash, out of range for
// degrees).
[[nodiscard]] Result<TypedCoordinates> parse_coordinates(std::string_view text,
                                                         const CrsDescription& crs);

}  // namespace belvedere::geo
