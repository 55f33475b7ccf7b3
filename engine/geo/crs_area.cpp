// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_area.hpp"

#include <utility>

#include <proj.h>

#include "engine/geo/crs_names.hpp"
#include "engine/geo/proj_thread.hpp"

namespace belvedere::geo {

bool AreaOfUse::contains(double longitude_deg, double latitude_deg, double margin_deg) const {
    // Written so that NaN is nowhere.
    const bool is_between =
        latitude_deg >= south - margin_deg && latitude_deg <= north + margin_deg;
    const bool is_after_west = longitude_deg >= west - margin_deg;
    const bool is_before_east = longitude_deg <= east + margin_deg;
    return is_between &&
           (west <= east ? is_after_west && is_before_east : is_after_west || is_before_east);
}

Result<AreaOfUse> area_of_use(const std::string& name) {
    auto spelling = proj_spelling_of(name);
    if (!spelling) return fail(std::move(spelling.error()));
    const auto crs = proj_crs(*spelling);
    if (!crs) return fail(crs.error());
    // Compounds that are made of two codes have no area of their own; heights have none to add.
    const bool is_compound = proj_get_type(crs->get()) == PJ_TYPE_COMPOUND_CRS;
    const ProjObject flat(is_compound ? proj_crs_get_sub_crs(proj_context(), crs->get(), 0)
                                      : nullptr);
    PJ* const horizontal = flat ? flat.get() : crs->get();
    AreaOfUse area;
    double west = 0.0;
    double south = 0.0;
    double east = 0.0;
    double north = 0.0;
    constexpr double kUnknown = -1000.0;  // PROJ's own mark for a bound that is not known.
    if (proj_get_area_of_use(proj_context(), horizontal, &west, &south, &east, &north, nullptr) !=
            0 &&
        west != kUnknown) {
        area = {west, south, east, north};
    }
    return area;
}

}  // namespace belvedere::geo
