// SPDX-License-Identifier: Apache-2.0
// Where on Earth a coordinate reference system is meant to be used.
#pragma once

#include <string>

#include "engine/core/result.hpp"

namespace belvedere::geo {

// Degrees; west > east when the area crosses the antimeridian.
struct AreaOfUse {
    double west = -180.0;
    double south = -90.0;
    double east = 180.0;
    double north = 90.0;

    // Whether a place is inside, or not further out than `margin_deg`.
    [[nodiscard]] bool contains(double longitude_deg, double latitude_deg, double margin_deg) const;
};

// As the EPSG registry has it, for any spelling that crs_names.hpp reads; the whole Earth where it
// says nothing. kBadData when PROJ does not know the system. Any thread; takes some 0.1 ms.
[[nodiscard]] Result<AreaOfUse> area_of_use(const std::string& name);

}  // namespace belvedere::geo
