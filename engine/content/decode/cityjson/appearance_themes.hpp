// SPDX-License-Identifier: Apache-2.0
// Which themes the geometries of a text have, without parsing it.
#pragma once

#include <string_view>

#include "engine/content/decode/citymodel/theme_names.hpp"

namespace belvedere::content::cityjson {

// Adds the names in each "material" and "texture" of geometries in the text (CityJSON 2.0,
// sections 6.1 and 6.2).
void find_themes(std::string_view text, citymodel::ThemeNames& themes);

}  // namespace belvedere::content::cityjson
