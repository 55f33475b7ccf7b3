// SPDX-License-Identifier: Apache-2.0
// What a coordinate reference system is, in words and units for people.
#pragma once

#include <array>
#include <string>

#include "engine/core/result.hpp"

namespace belvedere::geo {

struct CrsAxis {
    std::string name;          // "Easting", "Geodetic longitude".
    std::string abbreviation;  // "E", "Lon".
    std::string unit;          // "m", "°", "US survey foot".
    double si_per_unit = 1.0;  // Metres or radians.
};

struct CrsDescription {
    std::string title;          // "EPSG:25832", or the name when it has no code.
    std::string name;           // "ETRS89 / UTM zone 32N".
    std::string datum;          // "European Terrestrial Reference System 1989 ensemble".
    std::string vertical_name;  // "DHHN2016 height"; "ellipsoidal height"; empty when it has none.
    // In this program's order: east (or longitude), north (or latitude), up. The third is metres up
    // when the CRS has no heights of its own.
    std::array<CrsAxis, 3> axes;
    bool is_geographic = false;  // x and y are angles.
    bool has_heights = false;
    // The CRS itself lists latitude or northing first, as files that follow its definition do
    // (CityGML, GML); coordinates must then be swapped before they enter a WorldMapping.
    bool is_north_first = false;
};

// For any spelling that crs_names.hpp reads. kBadData when PROJ does not know it. Any thread; takes
// some 0.1 ms.
[[nodiscard]] Result<CrsDescription> describe_crs(const std::string& name);

}  // namespace belvedere::geo
