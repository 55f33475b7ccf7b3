// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/theme_names.hpp"

#include <algorithm>
#include <functional>

#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citymodel {

void note_theme(ThemeNames& themes, std::string_view name) {
    const bool is_line = name.find_first_of("\r\n") == std::string_view::npos;
    if (name.empty() || name.size() > limits::kCityNameBytes || !is_line) return;
    const auto place = std::ranges::lower_bound(themes, name, std::less<>{});
    if (place != themes.end() && *place == name) return;
    if (themes.size() < limits::kThemeNames) themes.emplace(place, name);
}

void note_themes(ThemeNames& themes, const ThemeNames& others) {
    for (const std::string& name : others)
        note_theme(themes, name);
}

}  // namespace belvedere::content::citymodel
