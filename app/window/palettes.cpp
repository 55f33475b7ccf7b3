// SPDX-License-Identifier: Apache-2.0
#include "app/window/palettes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "engine/access/color_vision.hpp"

namespace belvedere::window {
namespace {

using access::Color8;
using access::ColorVision;

constexpr Color8 hex(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255),
            static_cast<std::uint8_t>(value & 255)};
}

// Points of published colour maps, evenly spaced, to be interpolated: data, not theme. batlow is by
// Crameri (Scientific colour maps, doi 10.5281/zenodo.1243862; Crameri, Shephard, Heron 2020),
// viridis by Smith and van der Walt (2015), cividis by Nunez, Anderton and Renslow (2018): all
// three are even to the eye with every colour vision, and in grey. Blue to red is the diverging map
// of Moreland (2009).
constexpr std::array<Color8, 10> kBatlow = {
    hex(0x011959), hex(0x103F60), hex(0x1C5A62), hex(0x3C6D56), hex(0x687B3E),
    hex(0x9D892B), hex(0xD29343), hex(0xF8A17B), hex(0xFDB7BC), hex(0xFACCFA)};
constexpr std::array<Color8, 10> kViridis = {
    hex(0x440154), hex(0x482878), hex(0x3E4A89), hex(0x31688E), hex(0x26828E),
    hex(0x1F9E89), hex(0x35B779), hex(0x6DCD59), hex(0xB4DE2C), hex(0xFDE725)};
constexpr std::array<Color8, 10> kCividis = {
    hex(0x00204D), hex(0x00336F), hex(0x39486B), hex(0x575C6D), hex(0x707173),
    hex(0x8A8779), hex(0xA69D75), hex(0xC4B56C), hex(0xE4CF5B), hex(0xFFEA46)};
constexpr std::array<Color8, 5> kBlueToRed = {hex(0x3B4CC0), hex(0x8DB0FE), hex(0xDDDDDD),
                                              hex(0xF4987A), hex(0xB40426)};

struct Palette {
    std::string_view name;
    std::span<const Color8> points;
};
constexpr std::array<Palette, 4> kPalettes = {
    Palette{"batlow", kBatlow}, Palette{"viridis", kViridis}, Palette{"cividis", kCividis},
    Palette{"blue to red", kBlueToRed}};

// Those of Okabe and Ito (2008), moved by at most 25 in each channel until all are far apart for
// every sight, and two dark ones.
constexpr std::array<Color8, 9> kCategories = {{{245, 146, 20},
                                                {68, 196, 255},
                                                {22, 153, 114},
                                                {255, 252, 52},
                                                {0, 92, 195},
                                                {207, 69, 0},
                                                {180, 140, 175},
                                                {62, 53, 0},
                                                {19, 45, 102}}};

constexpr std::array<ColorVision, 4> kSights = {ColorVision::kUsual, ColorVision::kProtan,
                                                ColorVision::kDeutan, ColorVision::kTritan};

Color8 sample(std::span<const Color8> points, double t) {
    const double at = std::clamp(t, 0.0, 1.0) * static_cast<double>(points.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(at), points.size() - 2);
    const double share = at - static_cast<double>(low);
    const auto between = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(
            std::lround(std::lerp(static_cast<double>(a), static_cast<double>(b), share)));
    };
    const Color8 a = points[low], b = points[low + 1];
    return {between(a.r, b.r), between(a.g, b.g), between(a.b, b.b)};
}

using SeenLabs = std::array<access::Lab, kSights.size()>;

SeenLabs seen_labs(Color8 color) {
    SeenLabs labs;
    for (std::size_t i = 0; i < kSights.size(); ++i)
        labs[i] = access::lab_of(access::seen_by(kSights[i], 1.0, access::linear(color)));
    return labs;
}

}  // namespace

std::vector<std::string> palette_names() {
    std::vector<std::string> names;
    names.reserve(kPalettes.size());
    for (const Palette& palette : kPalettes)
        names.emplace_back(palette.name);
    return names;
}

std::vector<Color8> class_colors(std::string_view name, std::size_t classes) {
    const auto palette = std::find_if(kPalettes.begin(), kPalettes.end(),
                                      [&](const Palette& p) { return p.name == name; });
    if (palette == kPalettes.end()) return {};
    // How far along the palette each of its steps is, to who sees the least of it.
    constexpr std::size_t kSteps = 128;
    std::array<double, kSteps + 1> along{};
    SeenLabs before = seen_labs(sample(palette->points, 0.0));
    for (std::size_t i = 1; i <= kSteps; ++i) {
        const SeenLabs now =
            seen_labs(sample(palette->points, static_cast<double>(i) / double{kSteps}));
        double least = access::color_difference(before[0], now[0]);
        for (std::size_t sight = 1; sight < kSights.size(); ++sight)
            least = std::min(least, access::color_difference(before[sight], now[sight]));
        along[i] = along[i - 1] + least;
        before = now;
    }
    std::vector<Color8> colors;
    for (std::size_t i = 0; i < classes; ++i) {
        const double last = static_cast<double>(std::max<std::size_t>(classes, 2) - 1);
        const double wanted = along[kSteps] * static_cast<double>(i) / last;
        const auto step = std::lower_bound(along.begin(), along.end(), wanted) - along.begin();
        colors.push_back(sample(palette->points, static_cast<double>(step) / double{kSteps}));
    }
    return colors;
}

std::span<const Color8> category_colors() {
    return kCategories;
}

}  // namespace belvedere::window
