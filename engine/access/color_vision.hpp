// SPDX-License-Identifier: Apache-2.0
// How a colour looks to people who lack a kind of cone, and how different two colours look.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/access/color_transform.hpp"
#include "engine/access/contrast.hpp"

namespace belvedere::access {

enum class ColorVision : std::uint8_t {
    kUsual,
    kProtan,  // Long-wave cones; with the next about 8 % of men.
    kDeutan,  // Middle-wave cones.
    kTritan,  // Short-wave cones; rare.
    kMono,    // No colours, only light and dark; very rare. Also how a grey print looks.
};
// By which options, commands and files call them.
inline constexpr std::array<std::string_view, 5> kColorVisionNames = {"usual", "protan", "deutan",
                                                                      "tritan", "mono"};
[[nodiscard]] std::optional<ColorVision> color_vision_named(std::string_view name);

// What that kind of sight makes of every colour, in linear light. `severity` from 0 (as usual) to 1
// (no such cones) is brought into that range. Protan and deutan: Machado, Oliveira, Fernandes, IEEE
// TVCG 15(6) 2009, the authors' table of matrices, interpolated between its eleven severities.
// Tritan: Brettel, Vienot, Mollon, JOSA A 14(10) 1997, in the matrices that libDaltonLens derives
// for sRGB, mixed with the colour by severity; Machado's model is known to be poor for it. Mono:
// the relative luminance of WCAG 2.2, mixed likewise. Values may leave 0 to 1.
[[nodiscard]] ColorTransform simulation(ColorVision vision, double severity);
// One colour as it is seen so.
[[nodiscard]] LinearColor seen_by(ColorVision vision, double severity, const LinearColor& color);

// CIE 1976 L*a*b*, white point D65.
struct Lab {
    double l = 0.0, a = 0.0, b = 0.0;
};
[[nodiscard]] Lab lab_of(const LinearColor& color);

// CIEDE2000 with weights 1 (ISO/CIE 11664-6; Sharma, Wu, Dalal, Color Res. Appl. 30(1) 2005). About
// 1 is just seen side by side; classes of a legend want 10 and more.
[[nodiscard]] double color_difference(const Lab& one, const Lab& other);

}  // namespace belvedere::access
