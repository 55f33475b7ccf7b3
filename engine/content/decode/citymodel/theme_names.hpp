// SPDX-License-Identifier: Apache-2.0
// Names of themes of appearance: which ways to look at a model there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace belvedere::content::citymodel {

// In order, each once. CityGML 2.0 section 9, CityJSON 2.0 section 6.
using ThemeNames = std::vector<std::string>;

// Adds a name unless it is there, is empty, is longer than limits::kCityNameBytes or a line, or
// there are limits::kThemeNames.
void note_theme(ThemeNames& themes, std::string_view name);
void note_themes(ThemeNames& themes, const ThemeNames& others);

}  // namespace belvedere::content::citymodel
