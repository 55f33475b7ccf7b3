// SPDX-License-Identifier: Apache-2.0
#include "app/preferences/preferences.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/access/color_vision.hpp"

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

// One of the names, else as it came.
template <class Names>
void keep_named(const Names& names, std::string& now, const std::string& fresh) {
    if (std::find(names.begin(), names.end(), now) == names.end()) now = fresh;
}

void limit_input(Preferences& p, const Preferences& fresh) {
    keep_named(kScanSwitches, p.scan.switches, fresh.scan.switches);
    p.scan.dwell_s = clamped(p.scan.dwell_s, kScanDwellMin_s, kScanDwellMax_s, fresh.scan.dwell_s);
    p.scan.first_pause_s =
        clamped(p.scan.first_pause_s, 0.0, kScanPauseMax_s, fresh.scan.first_pause_s);
    p.scan.ignore_s = clamped(p.scan.ignore_s, 0.0, kSwitchIgnoreMax_s, fresh.scan.ignore_s);
    p.scan.rounds = std::clamp(p.scan.rounds, 1, kScanRoundsMax);
    p.gamepad.dead_zone = clamped(p.gamepad.dead_zone, 0.0, kDeadZoneMax, fresh.gamepad.dead_zone);
    p.gamepad.speed = clamped(p.gamepad.speed, kSpeedMin, kSpeedMax, fresh.gamepad.speed);
    p.puck.dead_zone = clamped(p.puck.dead_zone, 0.0, kDeadZoneMax, fresh.puck.dead_zone);
    p.puck.speed = clamped(p.puck.speed, kSpeedMin, kSpeedMax, fresh.puck.speed);
}

void limit_sound(Preferences& p, const Preferences& fresh) {
    for (std::size_t i = 0; i < kSoundKindCount; ++i)
        p.sound.volumes[i] = clamped(p.sound.volumes[i], 0.0, 1.0, fresh.sound.volumes[i]);
    p.sound.chart_s = clamped(p.sound.chart_s, kChartMin_s, kChartMax_s, fresh.sound.chart_s);
    keep_named(kCaptionSizes, p.caption.size, fresh.caption.size);
    keep_named(kCaptionPlaces, p.caption.place, fresh.caption.place);
    keep_named(kCaptionGrounds, p.caption.ground, fresh.caption.ground);
}

}  // namespace

Preferences within_limits(Preferences p) {
    const Preferences fresh;
    keep_named(kThemes, p.theme, fresh.theme);
    keep_named(kUnits, p.units, fresh.units);
    keep_named(kFamilies, p.text_family, fresh.text_family);
    limit_input(p, fresh);
    limit_sound(p, fresh);
    p.text_scale = clamped(p.text_scale, kTextScaleMin, kTextScaleMax, fresh.text_scale);
    p.letter_spacing_em = clamped(p.letter_spacing_em, 0.0, kLetterSpacingMax_em, 0.0);
    p.word_spacing_em = clamped(p.word_spacing_em, 0.0, kWordSpacingMax_em, 0.0);
    if (!access::color_vision_named(p.color_correction)) {
        p.color_correction = fresh.color_correction;
    }
    p.correction_strength = clamped(p.correction_strength, 0.0, 1.0, fresh.correction_strength);
    p.lens_factor = clamped(p.lens_factor, kLensFactorMin, kLensFactorMax, fresh.lens_factor);
    p.lens_size = clamped(p.lens_size, kLensSizeMin, kLensSizeMax, fresh.lens_size);
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
            // Where the object cursor is can be heard.
            p.sound.volumes = {0.8, 0.6, 0.4, 0.5, 0.8};
            break;
        case Preset::kMotor:
            // Large targets, and no key that a slip could press.
            p.target_px = 44;
            p.character_keys = false;
            p.view_buttons = true;
            p.gamepad.dead_zone = p.puck.dead_zone = 0.25;
            break;
        case Preset::kSwitch:
            p.target_px = 44;
            p.scan.is_on = true;
            p.view_buttons = true;
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
            p.limits_flashes = true;
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
