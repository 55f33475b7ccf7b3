// SPDX-License-Identifier: Apache-2.0
// Preferences: how one person sees, hears and works the program, whatever city is open. They are
// the person's, never a project's: a city's file must not carry somebody's sight to others.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/preferences/input_wishes.hpp"
#include "app/preferences/sound_wishes.hpp"
#include "app/project/layout.hpp"
#include "engine/access/desktop_settings.hpp"

namespace belvedere::preferences {

inline constexpr double kTextScaleMin = 0.75, kTextScaleMax = 3.0;
inline constexpr double kLetterSpacingMax_em = 0.5;  // WCAG 2.2, 1.4.12 asks for 0.12,
inline constexpr double kWordSpacingMax_em = 1.0;    // 0.16
inline constexpr double kLineHeightMin = 1.2, kLineHeightMax = 3.0;  // and 1.5.
inline constexpr double kLensFactorMin = 2.0, kLensFactorMax = 8.0;
inline constexpr double kLensSizeMin = 0.2, kLensSizeMax = 0.8;
inline constexpr std::size_t kKeysMax = 1000;
// What a city may make the process occupy, and what the tile cache may take of the disk; GiB.
inline constexpr double kMemoryMin_gib = 0.125, kMemoryMax_gib = 64.0;
inline constexpr double kCacheMin_gib = 0.125, kCacheMax_gib = 256.0, kCacheUsual_gib = 4.0;

// What lengths and areas are read in, as text::measures_named() knows it; empty: see Preferences.
inline constexpr std::array<std::string_view, 3> kUnits = {"", "metric", "imperial"};
// By the names that ui::theme_named() knows.
inline constexpr std::array<std::string_view, 4> kThemes = {"dark", "light", "contrast-dark",
                                                            "contrast-light"};
// Heights of what can be pressed, logical pixels: the least that WCAG 2.2 allows (2.5.8), ours, for
// a less steady hand, and 2.5.5.
inline constexpr std::array<int, 4> kTargets_px = {24, 28, 32, 44};
inline constexpr std::array<std::string_view, 2> kFamilies = {"Noto Sans", "OpenDyslexic"};

// Plain data.
struct Preferences {
    std::string language;  // BCP 47; empty: what the environment asks for.
    std::string theme = "dark";
    double text_scale = 1.0;  // On top of the display's own scale.
    std::string text_family = "Noto Sans";
    double letter_spacing_em = 0.0;
    double word_spacing_em = 0.0;
    double line_height = 1.2;
    bool reduced_motion = false;
    // Whose colours are moved apart (access::kColorVisionNames), and how far from 0 to 1.
    std::string color_correction = "usual";
    double correction_strength = 1.0;
    bool patterns = false;       // What a style colours carries the patterns of its legend as well.
    bool limits_flashes = true;  // To three in any second (WCAG 2.2, 2.3.1).
    // How much the magnifier enlarges, and its side as a share of the picture's.
    double lens_factor = 3.0, lens_size = 0.4;
    int target_px = 28;
    // What the desktop says is taken over, as long as the person has not chosen here.
    bool follows_theme = true, follows_contrast = true, follows_text_scale = true,
         follows_motion = true;
    bool self_voice = false;
    bool captions = true;
    // Keys without Ctrl, Alt or Super that type a character act (WCAG 2.2, 2.1.4).
    bool character_keys = true;
    // Command to chord as text ("Ctrl+K"; empty: no key). Of what other versions know: kept.
    std::map<std::string, std::string> keys;
    // Button ("gamepad.a") to command; beside those the program comes with. Empty: none.
    std::map<std::string, std::string> buttons;
    bool view_buttons = false;  // Buttons on the picture that move the camera and find objects.
    ScanWish scan;
    GamepadWish gamepad;
    PuckWish puck;
    SoundWish sound;
    CaptionWish caption;
    bool accessibility_offered = false;
    // Arrangements of the panels under names of the person's own.
    std::vector<project::NamedLayout> layouts;
    std::string quality;      // Preset, for projects that name none; empty: chosen by the device.
    double memory_gib = 0.0;  // 0: the program's own ceiling. Holds from the next start, as the
    double cache_gib = kCacheUsual_gib;  // following two.
    bool offline = false;
    std::string units;  // "metric", "imperial"; empty: as people of the territory are used to.
    // Members of the file that this version does not know, one JSON object; empty: none.
    std::string unknown_json;
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

// The nearest values that are allowed.
[[nodiscard]] Preferences within_limits(Preferences preferences);

// What holds now, of the person's own choice and of what the desktop asks for.
struct Appearance {
    std::string theme;
    double text_scale = 1.0;
    bool reduced_motion = false;
};
[[nodiscard]] Appearance appearance_of(const Preferences& preferences,
                                       const access::DesktopSettings& desktop);
// The other one of light and dark, with as much contrast.
[[nodiscard]] std::string_view opposite_theme(std::string_view theme);

// Starting points, each for a need; what they say nothing of stays.
enum class Preset { kLowVision, kBlind, kMotor, kSwitch, kCognitive, kPhotosensitive, kProjector };
inline constexpr std::array<std::string_view, 7> kPresetNames = {
    "low-vision", "blind", "motor", "switch", "cognitive", "photosensitive", "projector"};
[[nodiscard]] Preferences with_preset(Preferences preferences, Preset preset);

}  // namespace belvedere::preferences
