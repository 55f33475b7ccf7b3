// SPDX-License-Identifier: Apache-2.0
// Colours by name and by hexadecimal digits (CSS Color Module Level 3, sections 4.2.1 and 4.3).
#pragma once

#include <optional>
#include <string_view>

#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

namespace belvedere::expression {

// "cyan", "#0FF", "#00FFFF", with alpha "#0FF8" and "#00FFFF80", "transparent"; any case.
// Components 0 to 1 as they stand in the text (sRGB). Nothing when it is no colour.
[[nodiscard]] std::optional<glm::dvec4> color_of_text(std::string_view text);
// Hue, saturation and lightness 0 to 1; hue wraps around.
[[nodiscard]] glm::dvec3 rgb_of_hsl(double hue, double saturation, double lightness);

}  // namespace belvedere::expression
