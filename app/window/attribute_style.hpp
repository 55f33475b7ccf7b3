// SPDX-License-Identifier: Apache-2.0
// Makes a 3D Tiles style that colours features by one attribute: classes of equal count for
// numbers, one colour a value for texts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/panels/panel_state.hpp"
#include "engine/core/result.hpp"

namespace belvedere::window {

inline constexpr int kClassesMin = 2, kClassesMax = 9;
// Values of a text attribute that get a colour of their own (category_colors()); the rest share
// one.
inline constexpr std::size_t kCategoriesMax = 9;

struct AttributeStyle {
    std::string json;  // 3D Tiles Styling 1.1.
    std::vector<panels::LegendEntry> legend;
};

struct AttributeStyleRequest {
    std::string attribute;
    std::string palette;  // Of palette_names().
    int classes = 5;
};

// `values` are the attribute's texts, one a feature, empty where it has none. kBadData when no
// feature has the attribute, kUsage for an unknown palette.
[[nodiscard]] Result<AttributeStyle> style_by_attribute(const AttributeStyleRequest& request,
                                                        std::span<const std::string> values);

}  // namespace belvedere::window
