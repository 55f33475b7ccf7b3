// SPDX-License-Identifier: Apache-2.0
#include "app/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::ui {
namespace {

constexpr Color rgb(std::uint32_t hex, std::uint8_t alpha = 255) {
    return {static_cast<std::uint8_t>(hex >> 16 & 255), static_cast<std::uint8_t>(hex >> 8 & 255),
            static_cast<std::uint8_t>(hex & 255), alpha};
}

constexpr Colors kDark = {
    .surface = rgb(0x1A1E25),
    .surface_raised = rgb(0x222832),
    .control = rgb(0x2B323D),
    .control_hover = rgb(0x353E4B),
    .control_active = rgb(0x42505F),
    .border = rgb(0x313946),
    .control_border = rgb(0x7C8796),
    .text = rgb(0xE8ECF1),
    .text_muted = rgb(0xA9B3C0),
    .text_off = rgb(0x7F8B99),
    .accent = rgb(0x7CC4E8),
    .accent_text = rgb(0x0D1720),
    .focus = rgb(0xFFD166),
    .focus_back = rgb(0x0B0E12),
    .selection = rgb(0x2F5F7D),
    .success = rgb(0x7BD5A0),
    .warning = rgb(0xF2C261),
    .error = rgb(0xFF9C8F),
    .overlay = rgb(0x14181E, 205),
    .overlay_text = rgb(0xF3F6F9),
    .scrim = rgb(0x06080B, 150),
    .marker = rgb(0xFFD166),
};

constexpr Colors kLight = {
    .surface = rgb(0xF7F8FA),
    .surface_raised = rgb(0xFFFFFF),
    .control = rgb(0xE6EAEF),
    .control_hover = rgb(0xDAE0E7),
    .control_active = rgb(0xC8D2DD),
    .border = rgb(0xD3D9E0),
    .control_border = rgb(0x6B7684),
    .text = rgb(0x1B222B),
    .text_muted = rgb(0x4A5563),
    .text_off = rgb(0x7A8592),
    .accent = rgb(0x0B5E8A),
    .accent_text = rgb(0xFFFFFF),
    .focus = rgb(0x8A3B00),
    .focus_back = rgb(0xFFFFFF),
    .selection = rgb(0xA9D3EA),
    .success = rgb(0x176239),
    .warning = rgb(0x7A4B00),
    .error = rgb(0xA3221A),
    .overlay = rgb(0xFFFFFF, 225),
    .overlay_text = rgb(0x161C24),
    .scrim = rgb(0x20262E, 110),
    .marker = rgb(0xB84A00),
};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

const Theme& dark_theme() {
    static const Theme theme{"dark", kDark, {}};
    return theme;
}

const Theme& light_theme() {
    static const Theme theme{"light", kLight, {}};
    return theme;
}

const Theme& theme_named(std::string_view name) {
    return name == "light" ? light_theme() : dark_theme();
}

double contrast(Color a, Color b) {
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace belvedere::ui
