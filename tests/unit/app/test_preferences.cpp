// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <limits>

#include "app/preferences/language.hpp"
#include "app/preferences/preferences_file.hpp"
#include "app/ui/theme.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace belvedere;
using preferences::Preferences;
using preferences::Preset;

Preferences unlike_defaults() {
    Preferences p;
    p.language = "ar";
    p.theme = "contrast-light";
    p.text_scale = 2.25;
    p.text_family = "OpenDyslexic";
    p.letter_spacing_em = 0.12;
    p.word_spacing_em = 0.16;
    p.line_height = 1.5;
    p.reduced_motion = true;
    p.target_px = 44;
    p.follows_theme = p.follows_contrast = p.follows_text_scale = p.follows_motion = false;
    p.self_voice = true;
    p.captions = false;
    p.character_keys = false;
    p.keys = {{"view.home", "Ctrl+H"}, {"view.top", ""}};
    p.accessibility_offered = true;
    project::Layout wide;
    wide.left_px = 500.0;
    wide.right_open = false;
    p.layouts = {{"Schreibtisch", wide}, {"Abend", {}}};
    p.quality = "high";
    p.memory_gib = 2.5;
    p.cache_gib = 1.0;
    p.offline = true;
    p.units = "imperial";
    p.buttons = {{"gamepad.a", "view.home"}, {"spacemouse.3", ""}};
    p.view_buttons = true;
    p.scan = {true, "two", 2.5, 0.25, 7, 0.5};
    p.gamepad = {0.25, 2.0, true};
    p.puck = {0.125, 0.5, true, {true, false, true, false, false, true}};
    p.sound = {false, {0.5, 0.25, 1.0, 0.0, 0.125}, true, 9.0};
    p.caption = {"large", "high", "solid"};
    return p;
}

TEST(PreferencesJson, ComesBackAsItWas) {
    const auto read = preferences::from_json(preferences::to_json(unlike_defaults()));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->preferences, unlike_defaults());
    EXPECT_THAT(read->faults, testing::IsEmpty());
}

TEST(PreferencesJson, ListsHaveTheirLengthAndNumbersTheirLimits) {
    const auto read = preferences::from_json(
        R"({"belvedere_preferences": 1, "sound_volumes": [1, 1],
            "puck_inverted": [1, 0, 0, 0, 0, 0], "scan_dwell_s": 0.01,
            "scan_rounds": 500, "scan_switches": "nine", "chart_s": 1e9})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(read->faults, testing::UnorderedElementsAre("sound_volumes", "puck_inverted"));
    const Preferences& p = read->preferences;
    EXPECT_EQ(p.sound.volumes, Preferences().sound.volumes);
    EXPECT_EQ(p.scan.dwell_s, preferences::kScanDwellMin_s);
    EXPECT_EQ(p.scan.rounds, preferences::kScanRoundsMax);
    EXPECT_EQ(p.scan.switches, "one");
    EXPECT_EQ(p.sound.chart_s, preferences::kChartMax_s);
}

TEST(PreferencesJson, KeepsWhatOtherVersionsKnow) {
    const auto read = preferences::from_json(
        R"({"belvedere_preferences": 7, "gaze": {"dwell_ms": 800}, "theme": "light"})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->preferences.theme, "light");
    const std::string written = preferences::to_json(read->preferences);
    EXPECT_THAT(written, testing::HasSubstr("dwell_ms"));
    EXPECT_EQ(preferences::from_json(written)->preferences, read->preferences);
}

TEST(PreferencesJson, AFaultCostsOnlyItsMember) {
    const auto read = preferences::from_json(
        R"({"belvedere_preferences": 1, "text_scale": "huge", "theme": "light", "target_px": -3,
            "keys": {"view.home": 7}})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(read->faults, testing::ElementsAre("text_scale", "target_px", "keys"));
    EXPECT_EQ(read->preferences.theme, "light");
    EXPECT_EQ(read->preferences.text_scale, 1.0);
    EXPECT_EQ(read->preferences.target_px, 28);
}

TEST(PreferencesJson, OutOfRangeIsTheNearestThatIsAllowed) {
    const auto read = preferences::from_json(
        R"({"belvedere_preferences": 1, "text_scale": 40, "line_height": 0.1, "target_px": 40,
            "letter_spacing_em": -1, "theme": "pink", "text_family": "Wingdings"})");
    ASSERT_TRUE(read) << read.error().message;
    Preferences nearest;
    nearest.text_scale = 3.0;
    nearest.target_px = 44;
    EXPECT_EQ(read->preferences, nearest);
    Preferences odd;
    odd.text_scale = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(preferences::within_limits(odd), Preferences());
}

TEST(PreferencesJson, WhatIsNoPreferencesIsRefused) {
    for (const char* text : {"", "{", "[]", "null", "{}", R"({"belvedere_project": 1})", "\xFF"}) {
        const auto read = preferences::from_json(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().kind, ErrorKind::kBadData) << text;
    }
    const std::string deep = R"({"belvedere_preferences": 1, "a": )" + std::string(500'000, '[');
    EXPECT_FALSE(preferences::from_json(deep));
}

TEST(PreferencesFile, IsWrittenAndReadBack) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "deep" / "preferences.json";
    EXPECT_EQ(preferences::load_or_default(path).preferences, Preferences());
    EXPECT_EQ(preferences::load_or_default(path).problem, "");
    ASSERT_TRUE(preferences::save(path, unlike_defaults()));
    EXPECT_EQ(preferences::load_or_default(path).preferences, unlike_defaults());
}

TEST(PreferencesFile, ABrokenFileIsMovedAsideAndTold) {
    const test::TemporaryFolder folder;
    folder.write("preferences.json", R"({"belvedere_preferences": 1, "theme": "li)");
    const auto path = folder.path() / "preferences.json";
    const preferences::Start start = preferences::load_or_default(path);
    EXPECT_EQ(start.preferences, Preferences());
    EXPECT_THAT(start.problem, testing::HasSubstr("preferences.json"));
    EXPECT_TRUE(std::filesystem::exists(path.string() + ".broken"));
    EXPECT_EQ(preferences::load_or_default(path).problem, "");
}

TEST(PreferencesFile, AFolderThatCannotBeWrittenIsAnError) {
    EXPECT_FALSE(preferences::save("/proc/nowhere/preferences.json", {}));
}

TEST(Appearance, TheDesktopIsFollowedUntilThePersonChooses) {
    access::DesktopSettings desktop{false, true, true, 1.5};
    Preferences p;
    p.text_scale = 1.25;
    preferences::Appearance now = preferences::appearance_of(p, desktop);
    EXPECT_EQ(now.theme, "contrast-light");
    EXPECT_DOUBLE_EQ(now.text_scale, 1.875);
    EXPECT_TRUE(now.reduced_motion);
    p.follows_theme = p.follows_contrast = p.follows_text_scale = p.follows_motion = false;
    now = preferences::appearance_of(p, desktop);
    EXPECT_EQ(now.theme, "dark");
    EXPECT_DOUBLE_EQ(now.text_scale, 1.25);
    EXPECT_FALSE(now.reduced_motion);
}

TEST(Appearance, WithoutADesktopThePersonsChoiceHolds) {
    for (const std::string_view theme : preferences::kThemes) {
        Preferences p;
        p.theme = theme;
        EXPECT_EQ(preferences::appearance_of(p, {}).theme, theme);
        EXPECT_EQ(ui::theme_named(theme).name, theme);
        const std::string_view other = preferences::opposite_theme(theme);
        EXPECT_NE(other, theme);
        EXPECT_EQ(preferences::opposite_theme(other), theme);
    }
}

TEST(Presets, StayWithinLimitsAndLeaveLanguageAndKeys) {
    Preferences before;
    before.language = "fr";
    before.keys = {{"view.home", "H"}};
    for (std::size_t i = 0; i < preferences::kPresetNames.size(); ++i) {
        const Preferences p = preferences::with_preset(before, static_cast<Preset>(i));
        EXPECT_NE(p, before) << preferences::kPresetNames[i];
        EXPECT_EQ(preferences::within_limits(p), p) << preferences::kPresetNames[i];
        EXPECT_EQ(p.language, "fr");
        EXPECT_EQ(p.keys, before.keys);
    }
    EXPECT_TRUE(preferences::with_preset(before, Preset::kPhotosensitive).reduced_motion);
    EXPECT_EQ(preferences::with_preset(before, Preset::kMotor).target_px, 44);
}

TEST(Units, AreAskedForThenPreferredThenOfTheTerritory) {
    using preferences::choose_measures;
    using enum text::Measures;
    for (const char* name : {"LC_ALL", "LC_MEASUREMENT", "LANG"})
        ::unsetenv(name);
    EXPECT_EQ(choose_measures({}), kMetric);
    EXPECT_EQ(choose_measures({.language = "en-US"}), kImperial);
    EXPECT_EQ(choose_measures({.preferred = "metric", .language = "en-US"}), kMetric);
    EXPECT_EQ(choose_measures({.asked = "imperial", .preferred = "metric"}), kImperial);
    ::setenv("LANG", "en_US.UTF-8", 1);
    EXPECT_EQ(choose_measures({.language = "en"}), kImperial);
    EXPECT_EQ(choose_measures({.language = "en-GB"}), kMetric);
    ::unsetenv("LANG");
    Preferences p;
    p.units = "cubits";
    EXPECT_EQ(preferences::within_limits(p).units, "");
}

}  // namespace
