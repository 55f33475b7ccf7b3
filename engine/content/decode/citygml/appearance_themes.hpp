// SPDX-License-Identifier: Apache-2.0
// Which themes the appearances of a text have, without reading them.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/content/decode/citymodel/theme_names.hpp"

namespace belvedere::content::citygml {

enum class AppearanceCount : std::uint8_t {
    kOne,  // The text is a property, which holds one: it need not be looked through.
    kAny,
};

// Adds the themes of Appearance elements in the text. Looks for their start tags alone and passes
// over their surface data; what comments hold is taken for what it looks like.
void find_themes(std::string_view text, AppearanceCount count, citymodel::ThemeNames& themes);

}  // namespace belvedere::content::citygml
