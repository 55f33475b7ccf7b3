// SPDX-License-Identifier: Apache-2.0
// Theme: every colour and size of the user interface, by what it means. No other file names a
// colour or a size in pixels.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace belvedere::ui {

// sRGB with straight alpha.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend constexpr bool operator==(Color, Color) = default;
};

// Contrast of each text token on each surface token is at least 4.5:1, of borders of controls and
// of the focus ring at least 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11); in the themes of
// high contrast text has 7:1 (1.4.6). A test computes it.
struct Colors {
    Color surface;         // Panels.
    Color surface_raised;  // Menus, pop-ups, cards on a panel.
    Color control;         // Buttons and fields at rest.
    Color control_hover;
    Color control_active;
    Color border;          // Quiet division lines.
    Color control_border;  // The outline that makes a control visible.
    Color quiet_border;    // Of what is told by its text alone where contrast is not asked for.
    Color text;
    Color text_muted;
    Color text_off;     // Of what cannot be pressed now; WCAG asks for no contrast, we for 3:1.
    Color accent;       // What is chosen or on.
    Color accent_text;  // Text on accent.
    Color focus;        // The ring around what the keyboard acts on.
    Color focus_back;   // Around that ring, so that one of the two stands out on any ground.
    Color selection;    // Behind selected text.
    Color success, warning, error;
    Color overlay;  // Behind text that lies on the picture.
    Color overlay_text;
    Color scrim;   // Over everything behind a dialog.
    Color marker;  // Measuring lines and selection outlines on the picture.
};

// Logical pixels; multiplied by the scale of display and user.
struct Metrics {
    // Em sizes of text; lines are 1.2 of it and more.
    float body_em_px = 14.0F;
    float small_em_px = 12.0F;
    float heading_em_px = 15.5F;
    float title_em_px = 30.0F;
    float spacing_px = 8.0F;
    float padding_px = 12.0F;
    float rounding_px = 5.0F;
    float target_min_px =
        28.0F;             // Height of anything that can be pressed; WCAG 2.2, 2.5.8 asks 24.
    float row_px = 24.0F;  // Height of a value that can be copied, at least.
    float dock_width_px = 336.0F;
    float dock_height_px = 236.0F;
    float toolbar_px = 40.0F;
    float statusbar_px = 30.0F;
    float focus_ring_px = 2.0F;
    float outline_px = 1.0F;  // Of controls.
    float caret_px = 2.0F;
    float slider_bar_px = 3.0F;
};

struct Theme {
    std::string_view name;
    Colors colors;
    Metrics metrics;
};

[[nodiscard]] const Theme& dark_theme();
[[nodiscard]] const Theme& light_theme();
// High contrast: black or white grounds, thick outlines around all that can be pressed.
[[nodiscard]] const Theme& contrast_dark_theme();
[[nodiscard]] const Theme& contrast_light_theme();
[[nodiscard]] std::span<const Theme* const> themes();
// By name; dark when there is none of that name.
[[nodiscard]] const Theme& theme_named(std::string_view name);

// What a person asks for beside the theme.
struct Fit {
    float target_min_px = 0.0F;  // 0: the theme's own.
    float line_height = 1.2F;    // Distance of baselines, in parts of the em.
    float scale = 1.0F;          // Of display and person together.
};
// The metrics with targets of that height, and bars that hold them. However small the scale, a
// target keeps 24 pixels of the screen (WCAG 2.2, 2.5.8).
[[nodiscard]] Metrics fitted(Metrics metrics, const Fit& fit);

// Contrast ratio of two opaque colours, 1..21 (WCAG 2.2, "contrast ratio").
[[nodiscard]] double contrast(Color a, Color b);

}  // namespace belvedere::ui
