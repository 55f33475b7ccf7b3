// SPDX-License-Identifier: Apache-2.0
#include "engine/access/contrast.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::access {
namespace {

double to_linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

std::uint8_t to_encoded(double light) {
    const double cut = std::clamp(light, 0.0, 1.0);
    const double value = cut <= 0.0031308 ? cut * 12.92 : 1.055 * std::pow(cut, 1.0 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(value * 255.0));
}

}  // namespace

LinearColor linear(Color8 color) {
    return {to_linear(color.r), to_linear(color.g), to_linear(color.b)};
}

Color8 encoded(const LinearColor& color) {
    return {to_encoded(color.r), to_encoded(color.g), to_encoded(color.b)};
}

double luminance(const LinearColor& color) {
    return 0.2126 * color.r + 0.7152 * color.g + 0.0722 * color.b;
}

double contrast_ratio(const LinearColor& one, const LinearColor& other) {
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

double contrast_ratio(Color8 one, Color8 other) {
    return contrast_ratio(linear(one), linear(other));
}

}  // namespace belvedere::access
