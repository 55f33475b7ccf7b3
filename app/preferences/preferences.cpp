// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/preferences.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace belvedere::preferences {
namespace {

bool is_light(std::string_view theme) {
    return theme == "light" || theme == "contrast-light";
}

bool has_contrast(std::string_view theme) {
    return theme.starts_with("contrast-");
}

void choose_theme(Preferences& p, std::string_view theme) {
    p.theme = theme;
    p.follows_theme = p.follows_contrast = false;
}

void choose_scale(Preferences& p, double scale) {
    p.text_scale = scale;
    p.follows_text_scale = false;
}

void choose_still(Preferences& p) {
    p.reduced_motion = true;
    p.follows_motion = false;
}

double clamped(double value, double low, double high, double otherwise) {
    return std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
}

}  // namespace

Preferences within_limits(Preferences p) {
    const Preferences fresh;
    if (std::find(kThemes.begin(), kThemes.end(), p.theme) == kThemes.end()) p.theme = fresh.theme;
    if (std::find(kFamilies.begin(), kFamilies.end(), p.text_family) == kFamilies.end()) {
        p.text_family = fresh.text_family;
    }
    p.text_scale = clamped(p.text_scale, kTextScaleMin, kTextScaleMax, fresh.text_scale);
    p.letter_spacing_em = clamped(p.letter_spacing_em, 0.0, kLetterSpacingMax_em, 0.0);
    p.word_spacing_em = clamped(p.word_spacing_em, 0.0, kWordSpacingMax_em, 0.0);
    p.line_height = clamped(p.line_height, kLineHeightMin, kLineHeightMax, fresh.line_height);
    p.target_px = *std::min_element(kTargets_px.begin(), kTargets_px.end(), [&](int a, int b) {
        return std::abs(a - p.target_px) < std::abs(b - p.target_px);
    });
    if (!(p.memory_gib > 0.0)) p.memory_gib = 0.0;
    if (p.memory_gib > 0.0) p.memory_gib = std::clamp(p.memory_gib, kMemoryMin_gib, kMemoryMax_gib);
    p.cache_gib = clamped(p.cache_gib, kCacheMin_gib, kCacheMax_gib, kCacheUsual_gib);
    if (p.layouts.size() > project::kLayoutsMax) p.layouts.resize(project::kLayoutsMax);
    return p;
}

Appearance appearance_of(const Preferences& preferences, const access::DesktopSettings& desktop) {
    bool light = is_light(preferences.theme);
    bool contrast = has_contrast(preferences.theme);
    if (preferences.follows_theme && desktop.prefers_dark) light = !*desktop.prefers_dark;
    if (preferences.follows_contrast && desktop.high_contrast) {
        contrast = contrast || *desktop.high_contrast;
    }
    Appearance now;
    now.theme = contrast ? (light ? "contrast-light" : "contrast-dark") : light ? "light" : "dark";
    const double desktop_scale =
        preferences.follows_text_scale ? desktop.text_scale.value_or(1.0) : 1.0;
    now.text_scale =
        clamped(preferences.text_scale * desktop_scale, kTextScaleMin, kTextScaleMax, 1.0);
    now.reduced_motion = preferences.reduced_motion ||
                         (preferences.follows_motion && desktop.reduced_motion.value_or(false));
    return now;
}

std::string_view opposite_theme(std::string_view theme) {
    if (has_contrast(theme)) return is_light(theme) ? "contrast-dark" : "contrast-light";
    return is_light(theme) ? "dark" : "light";
}

Preferences with_preset(Preferences p, Preset preset) {
    switch (preset) {
        case Preset::kLowVision:
            choose_theme(p, "contrast-dark");
            choose_scale(p, 1.75);
            p.line_height = 1.4;
            p.target_px = 44;
            break;
        case Preset::kBlind:
            choose_still(p);
            p.self_voice = true;
            break;
        case Preset::kMotor:
            // Large targets, and no key that a slip could press.
            p.target_px = 44;
            p.character_keys = false;
            break;
        case Preset::kCognitive:
            // The spacings of WCAG 2.2, 1.4.12; nothing moves by itself.
            choose_still(p);
            choose_scale(p, 1.25);
            p.letter_spacing_em = 0.12;
            p.word_spacing_em = 0.16;
            p.line_height = 1.5;
            p.target_px = 32;
            break;
        case Preset::kPhotosensitive:
            choose_still(p);
            choose_theme(p, "dark");
            break;
        case Preset::kProjector:
            // Dark grounds drown in a hall's light.
            choose_theme(p, "contrast-light");
            choose_scale(p, 1.75);
            p.target_px = 32;
            p.captions = true;
            break;
    }
    return p;
}

}  // namespace belvedere::preferences
