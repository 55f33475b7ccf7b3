// SPDX-License-Identifier: Apache-2.0
// Coordinate reference systems that files define at length, by the short names they have.
#pragma once

#include <string>

namespace belvedere::geo {

// "EPSG:25832" or "EPSG:25832+7837" for a definition (WKT of any kind, as GeoTIFF and .prj files
// have it) that has such a code or that PROJ identifies with certainty; the definition itself for
// others. A definition bound to a transformation of its own counts as the system without it. Empty
// for what PROJ does not know, and for systems that give no place on Earth by themselves. Any
// thread; a definition without codes takes some 100 ms.
[[nodiscard]] std::string short_crs_name(const std::string& definition);

// Whether two systems (any spelling of crs_names.hpp) put the same x and y at the same place,
// whatever they say of heights and of the order of axes. False when PROJ does not know one.
[[nodiscard]] bool is_same_in_plan(const std::string& a, const std::string& b);

}  // namespace belvedere::geo
