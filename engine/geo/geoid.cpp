// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/geoid.hpp"

#include <cmath>

#include <proj.h>

#include "engine/geo/proj_thread.hpp"

namespace belvedere::geo {

std::optional<double> geoid_undulation_m(double longitude_deg, double latitude_deg) {
    (void)proj_context();  // Made first, so that it is destroyed after the grid.
    thread_local const ProjObject grid(
        proj_create(proj_context(), "+proj=vgridshift +grids=egm96_15.gtx +multiplier=1"));
    if (!grid || !(std::abs(latitude_deg) <= 90.0) || !std::isfinite(longitude_deg)) {
        return std::nullopt;
    }
    const PJ_COORD place =
        proj_coord(proj_torad(longitude_deg), proj_torad(latitude_deg), 0.0, 0.0);
    const PJ_COORD shifted = proj_trans(grid.get(), PJ_FWD, place);
    if (!std::isfinite(shifted.xyz.z)) return std::nullopt;
    return shifted.xyz.z;
}

}  // namespace belvedere::geo
