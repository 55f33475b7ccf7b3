// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/palette.hpp"

#include <algorithm>

namespace belvedere::generator {

namespace {

std::uint8_t to_byte(double value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5, 0.0, 255.0));
}

std::uint8_t linear_byte(std::uint8_t srgb) {
    const double c = srgb / 255.0;
    return to_byte(255.0 * c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878));
}

}  // namespace

Rgb blend(Rgb a, Rgb b, double t) {
    return {to_byte(a.r + (b.r - a.r) * t), to_byte(a.g + (b.g - a.g) * t),
            to_byte(a.b + (b.b - a.b) * t)};
}

Rgb scaled(Rgb color, double factor) {
    return {to_byte(color.r * factor), to_byte(color.g * factor), to_byte(color.b * factor)};
}

content::encode::LinearColor to_linear(Rgb color) {
    return {linear_byte(color.r), linear_byte(color.g), linear_byte(color.b), 255};
}

}  // namespace belvedere::generator
