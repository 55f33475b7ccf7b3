// SPDX-License-Identifier: Apache-2.0
// Colours as light, and how well one stands out from another.
#pragma once

#include <cstdint>

namespace belvedere::access {

// sRGB as stored, 8 bits a channel.
struct Color8 {
    std::uint8_t r = 0, g = 0, b = 0;
    friend bool operator==(const Color8&, const Color8&) = default;
};

// Linear light of sRGB's primaries; 0 to 1 on a screen.
struct LinearColor {
    double r = 0.0, g = 0.0, b = 0.0;
};

// IEC 61966-2-1, as WCAG 2.2 has it since its erratum (0.04045 for 0.03928; no 8-bit value tells
// them apart).
[[nodiscard]] LinearColor linear(Color8 color);
// Rounded; what a screen cannot show is cut at its edge.
[[nodiscard]] Color8 encoded(const LinearColor& color);

// Relative luminance, WCAG 2.2 section 6: 0 for black, 1 for white.
[[nodiscard]] double luminance(const LinearColor& color);

// Contrast ratio, WCAG 2.2 section 6: from 1 to 21, in either order. Text needs 4.5 (1.4.3), or 7
// (1.4.6), large text and graphics 3 (1.4.11).
[[nodiscard]] double contrast_ratio(const LinearColor& one, const LinearColor& other);
[[nodiscard]] double contrast_ratio(Color8 one, Color8 other);

}  // namespace belvedere::access
