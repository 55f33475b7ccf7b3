// SPDX-License-Identifier: Apache-2.0
#include "app/ui/theme.hpp"

#include <algorithm>

#include "engine/access/contrast.hpp"

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
    .quiet_border = rgb(0x000000, 0),
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
    .quiet_border = rgb(0x000000, 0),
    .text = rgb(0x1B222B),
    .text_muted = rgb(0x4A5563),
    .text_off = rgb(0x6F7A87),
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

constexpr Colors kContrastDark = {
    .surface = rgb(0x000000),
    .surface_raised = rgb(0x0A0A0A),
    .control = rgb(0x1A1A1A),
    .control_hover = rgb(0x333333),
    .control_active = rgb(0x404040),
    .border = rgb(0xB4B4B4),
    .control_border = rgb(0xFFFFFF),
    .quiet_border = rgb(0xFFFFFF),
    .text = rgb(0xFFFFFF),
    .text_muted = rgb(0xE2E2E2),
    .text_off = rgb(0xA8A8A8),
    .accent = rgb(0x7FDFFF),
    .accent_text = rgb(0x000000),
    .focus = rgb(0xFFE600),
    .focus_back = rgb(0x000000),
    .selection = rgb(0x00458A),
    .success = rgb(0x6CFF9E),
    .warning = rgb(0xFFD84A),
    .error = rgb(0xFFA79E),
    .overlay = rgb(0x000000, 240),
    .overlay_text = rgb(0xFFFFFF),
    .scrim = rgb(0x000000, 200),
    .marker = rgb(0xFFE600),
};

constexpr Colors kContrastLight = {
    .surface = rgb(0xFFFFFF),
    .surface_raised = rgb(0xFAFAFA),
    .control = rgb(0xF0F0F0),
    .control_hover = rgb(0xDDDDDD),
    .control_active = rgb(0xC8C8C8),
    .border = rgb(0x404040),
    .control_border = rgb(0x000000),
    .quiet_border = rgb(0x000000),
    .text = rgb(0x000000),
    .text_muted = rgb(0x303030),
    .text_off = rgb(0x595959),
    .accent = rgb(0x003C78),
    .accent_text = rgb(0xFFFFFF),
    .focus = rgb(0xA00070),
    .focus_back = rgb(0xFFFFFF),
    .selection = rgb(0xA8D0FF),
    .success = rgb(0x004D1E),
    .warning = rgb(0x5A3600),
    .error = rgb(0x8B0000),
    .overlay = rgb(0xFFFFFF, 245),
    .overlay_text = rgb(0x000000),
    .scrim = rgb(0x000000, 150),
    .marker = rgb(0xB00060),
};

constexpr Metrics with_thick_outlines() {
    Metrics metrics;
    metrics.outline_px = 2.0F;
    metrics.focus_ring_px = 3.0F;
    metrics.caret_px = 3.0F;
    return metrics;
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

const Theme& contrast_dark_theme() {
    static const Theme theme{"contrast-dark", kContrastDark, with_thick_outlines()};
    return theme;
}

const Theme& contrast_light_theme() {
    static const Theme theme{"contrast-light", kContrastLight, with_thick_outlines()};
    return theme;
}

std::span<const Theme* const> themes() {
    static const Theme* const all[] = {&dark_theme(), &light_theme(), &contrast_dark_theme(),
                                       &contrast_light_theme()};
    return all;
}

const Theme& theme_named(std::string_view name) {
    for (const Theme* theme : themes()) {
        if (theme->name == name) return *theme;
    }
    return dark_theme();
}

Metrics fitted(Metrics metrics, const Fit& fit) {
    if (fit.target_min_px > metrics.target_min_px) metrics.row_px = fit.target_min_px;
    if (fit.target_min_px > 0.0F) metrics.target_min_px = fit.target_min_px;
    constexpr float kLeast_px = 24.0F;
    const float least = kLeast_px / std::clamp(fit.scale, 0.1F, 1.0F);
    metrics.target_min_px = std::max(metrics.target_min_px, least);
    metrics.row_px = std::max(metrics.row_px, least);
    // As high as controls become (label.hpp), and the room that bars leave around them.
    const float line = metrics.body_em_px * fit.line_height;
    const float control = std::max(metrics.target_min_px, line + metrics.spacing_px);
    constexpr float kAroundTools = 12.0F;
    constexpr float kAroundStatus = 2.0F;
    metrics.toolbar_px = std::max(metrics.toolbar_px, control + kAroundTools);
    metrics.statusbar_px = std::max(metrics.statusbar_px, control + kAroundStatus);
    return metrics;
}

double contrast(Color a, Color b) {
    return access::contrast_ratio(access::Color8{a.r, a.g, a.b}, access::Color8{b.r, b.g, b.b});
}

}  // namespace belvedere::ui
