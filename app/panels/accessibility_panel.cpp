// SPDX-License-Identifier: Apache-2.0
#include "app/panels/accessibility_panel.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <vector>

#include "app/panels/input_section.hpp"
#include "app/panels/sight_section.hpp"
#include "app/panels/sound_section.hpp"
#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

using command::CommandQueue;

constexpr std::array<Message, 4> kThemeNames = {
    {{"accessibility.dark", "Dark"},
     {"accessibility.light", "Light"},
     {"accessibility.contrast_dark", "High contrast, dark"},
     {"accessibility.contrast_light", "High contrast, light"}}};
constexpr std::array<Message, 4> kTargetNames = {{{"accessibility.target_small", "Small"},
                                                  {"accessibility.target_normal", "Normal"},
                                                  {"accessibility.target_large", "Large"},
                                                  {"accessibility.target_largest", "Very large"}}};
constexpr std::array<Message, 7> kPresetTitles = {
    {{"accessibility.low_vision", "Low vision"},
     {"accessibility.blind", "Blind"},
     {"accessibility.motor", "Less steady hands"},
     {"accessibility.switch", "One or two switches"},
     {"accessibility.cognitive", "Calm and clear"},
     {"accessibility.photosensitive", "Sensitive to flashing"},
     {"accessibility.projector", "Projector in a hall"}}};

template <std::size_t N>
std::vector<std::string> in_language(const std::array<Message, N>& messages) {
    std::vector<std::string> texts;
    texts.reserve(N);
    for (const Message& message : messages)
        texts.push_back(words::text(message));
    return texts;
}

template <class List, class Value>
std::size_t place_of(const List& list, const Value& value) {
    return static_cast<std::size_t>(std::find(list.begin(), list.end(), value) - list.begin());
}

void draw_flag(const char* id, const Message& message, bool on, const char* command,
               CommandQueue& commands) {
    if (const auto now = ui::check(id, message, on)) {
        commands.emit(command, {{"on", *now}});
    }
}

void draw_language(const text::Language& language, const AccessibilityState& page,
                   CommandQueue& commands) {
    const std::string detail =
        language.review == text::Review::kReviewed
            ? std::string()
            : words::text({"accessibility.not_reviewed", "No speaker has reviewed it yet"});
    const std::string id = "language." + language.code;
    if (ui::list_row(id, language.name, detail, language.code == page.language)) {
        commands.emit("app.set_language", {{"code", language.code}});
    }
}

void draw_languages(const AccessibilityState& page, CommandQueue& commands) {
    ui::list("languages", [&] {
        for (const text::Language& language : page.languages) {
            // The pseudo-languages are for tests; who knows them types the command.
            if (language.code.starts_with("qps") && language.code != page.language) continue;
            draw_language(language, page, commands);
        }
    });
}

struct TextSlider {
    const char* id;
    Message message;
    const char* argument;
    double value;
    ui::SliderRange range;
};

void draw_text(const AccessibilityState& page, CommandQueue& commands) {
    const preferences::Preferences& now = page.chosen;
    const TextSlider sliders[] = {
        {"scale",
         {"accessibility.text_size", "Size"},
         "scale",
         now.text_scale,
         {preferences::kTextScaleMin, preferences::kTextScaleMax, percent_text(now.text_scale),
          0.125}},
        {"letters",
         {"accessibility.letter_spacing", "Between letters"},
         "letter_em",
         now.letter_spacing_em,
         {0.0, preferences::kLetterSpacingMax_em, percent_text(now.letter_spacing_em), 0.02}},
        {"words",
         {"accessibility.word_spacing", "Between words"},
         "word_em",
         now.word_spacing_em,
         {0.0, preferences::kWordSpacingMax_em, percent_text(now.word_spacing_em), 0.04}},
        {"lines",
         {"accessibility.line_height", "Between lines"},
         "line",
         now.line_height,
         {preferences::kLineHeightMin, preferences::kLineHeightMax, percent_text(now.line_height),
          0.1}}};
    for (const TextSlider& slider : sliders) {
        if (const auto value = ui::slider(slider.id, slider.message, slider.value, slider.range)) {
            commands.emit("app.set_text", {{slider.argument, *value}});
        }
    }
    const std::vector<std::string> families(preferences::kFamilies.begin(),
                                            preferences::kFamilies.end());
    if (const auto family = ui::choice("family", {"accessibility.font", "Font"}, families,
                                       place_of(families, now.text_family))) {
        commands.emit("app.set_text", {{"family", families[*family]}});
    }
    draw_flag("follow_size", {"accessibility.follow_size", "Also as large as the desktop asks for"},
              now.follows_text_scale, "app.follow_text_scale", commands);
}

void draw_contrast(const AccessibilityState& page, CommandQueue& commands) {
    const std::string_view shown = page.theme;
    if (const auto theme =
            ui::choice("theme", {"accessibility.theme", "Theme"}, in_language(kThemeNames),
                       place_of(preferences::kThemes, shown))) {
        commands.emit("app.set_theme", {{"name", std::string(preferences::kThemes[*theme])}});
    }
    draw_flag("follow_theme",
              {"accessibility.follow_theme", "Light or dark as the desktop asks for"},
              page.chosen.follows_theme, "app.follow_theme", commands);
    draw_flag("follow_contrast",
              {"accessibility.follow_contrast", "High contrast when the desktop asks for it"},
              page.chosen.follows_contrast, "app.follow_contrast", commands);
}

void draw_motion(const AccessibilityState& page, CommandQueue& commands) {
    draw_flag("reduced", {"accessibility.reduced_motion", "Jump instead of flying"},
              page.chosen.reduced_motion, "app.reduced_motion", commands);
    draw_flag("follow_motion",
              {"accessibility.follow_motion", "Less motion when the desktop asks for it"},
              page.chosen.follows_motion, "app.follow_motion", commands);
}

void draw_presets(const AccessibilityState& page, CommandQueue& commands) {
    for (std::size_t i = 0; i < kPresetTitles.size(); ++i) {
        const std::string name(preferences::kPresetNames[i]);
        const ui::ButtonLook wide{ui::Emphasis::kNormal, ui::Width::kFill, ui::Enabled::kYes, {}};
        if (ui::button("preset." + name, kPresetTitles[i], wide)) {
            commands.emit("app.apply_preset", {{"name", name}});
        }
    }
    if (!page.can_go_back) return;
    if (ui::button("back", {"accessibility.back", "Back to before"})) {
        commands.emit("app.preferences_back");
    }
}

bool contains(const std::string& text, const std::string& part) {
    const auto same = [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// A command with its key, which is pressed to give it another.
void draw_key(const CommandRow& row, const AccessibilityState& page, CommandQueue& commands) {
    const bool waits = row.id == page.waits_for_key;
    const std::string detail =
        waits ? words::text({"accessibility.press_key", "Press the new key…"}) : row.key;
    if (ui::list_row("key." + row.id, row.title, detail, waits)) {
        if (waits) {
            commands.emit("keys.stop_waiting");
        } else {
            commands.emit("keys.wait", {{"command", row.id}});
        }
    }
    if (waits && page.chosen.keys.contains(row.id) &&
        ui::button("reset." + row.id, {"accessibility.reset_key", "As it came"})) {
        commands.emit("keys.reset", {{"command", row.id}});
    }
}

}  // namespace

void AccessibilityPanel::draw_keys(const PanelState& state, CommandQueue& commands) {
    const AccessibilityState& page = state.accessibility;
    const std::size_t size = place_of(preferences::kTargets_px, page.chosen.target_px);
    if (const auto chosen = ui::choice("targets", {"accessibility.targets", "Buttons and fields"},
                                       in_language(kTargetNames), size)) {
        commands.emit("app.set_target_size",
                      {{"pixels", std::int64_t{preferences::kTargets_px[*chosen]}}});
    }
    draw_flag("character_keys",
              {"accessibility.character_keys", "Single letters and digits run commands"},
              page.chosen.character_keys, "app.character_keys", commands);
    if (!page.chosen.keys.empty() &&
        ui::button("reset", {"accessibility.reset_keys", "All keys as they came"})) {
        commands.emit("keys.reset");
    }
    (void)ui::text_field("filter", {"accessibility.filter", "Find a command or a key"}, key_filter_,
                         ui::LabelPlace::kInside);
    ui::text("keys_hint",
             {"accessibility.keys_hint",
              "Choose a command, then press its new key, or a button of a gamepad or a SpaceMouse. "
              "Escape leaves it as it is."},
             ui::Tone::kMuted);
    ui::list("commands", [&] {
        for (const CommandRow& row : state.commands) {
            if (row.needs_arguments) continue;  // A key cannot say them.
            if (!contains(row.title, key_filter_) && !contains(row.key, key_filter_)) continue;
            draw_key(row, page, commands);
        }
    });
}

void AccessibilityPanel::draw_profile(const AccessibilityState& page, CommandQueue& commands) {
    (void)ui::text_field("path", {"accessibility.path", "Path of the profile"}, profile_path_,
                         ui::LabelPlace::kInside);
    const ui::ButtonLook look{ui::Emphasis::kNormal,
                              ui::Width::kContent,
                              profile_path_.empty() ? ui::Enabled::kNo : ui::Enabled::kYes,
                              {}};
    if (ui::button("import", {"accessibility.import", "Take over"}, look)) {
        commands.emit("app.import_profile", {{"path", profile_path_}});
    }
    ui::same_line();
    if (ui::button("export", {"accessibility.export", "Write"}, look)) {
        commands.emit("app.export_profile", {{"path", profile_path_}});
    }
    if (!page.profile_outcome.empty()) {
        ui::plain_text("profile_outcome", page.profile_outcome);
    }
}

void AccessibilityPanel::draw(const PanelState& state, CommandQueue& commands) {
    const AccessibilityState& page = state.accessibility;
    const Message title{"accessibility.title", "Sight, hearing, keys and language"};
    const bool stays = ui::dialog("accessibility", title, page.is_shown, [&] {
        using enum ui::Initially;
        ui::heading("heading", title);
        if (!page.key_problem.empty()) {
            ui::status("key_problem", page.key_problem, ui::Tone::kWarning);
        }
        ui::section("language", {"accessibility.language", "Language"}, kOpen,
                    [&] { draw_languages(page, commands); });
        ui::section("text", {"accessibility.text", "Text"}, kOpen,
                    [&] { draw_text(page, commands); });
        ui::section("contrast", {"accessibility.contrast", "Contrast and theme"}, kClosed,
                    [&] { draw_contrast(page, commands); });
        ui::section("sight", {"accessibility.sight", "Colours and flashing"}, kClosed,
                    [&] { draw_sight(state, commands); });
        ui::section("lens", {"accessibility.lens", "Magnifier"}, kClosed,
                    [&] { draw_lens_settings(state, commands); });
        ui::section("motion", {"accessibility.motion", "Motion"}, kClosed,
                    [&] { draw_motion(page, commands); });
        ui::section("keys", {"accessibility.keys", "Keys and targets"}, kClosed,
                    [&] { draw_keys(state, commands); });
        ui::section("input", {"accessibility.input", "Switches, gamepad and SpaceMouse"}, kClosed,
                    [&] { draw_input_section(page, commands); });
        ui::section("sound", {"accessibility.sound", "Sound and speech"}, kClosed,
                    [&] { draw_sound_section(page, commands); });
        ui::section("presets", {"accessibility.presets", "Presets"}, kClosed,
                    [&] { draw_presets(page, commands); });
        ui::section("profile", {"accessibility.profile", "Profile file"}, kClosed,
                    [&] { draw_profile(page, commands); });
        if (ui::button("close", {"accessibility.close", "Close"})) {
            commands.emit("app.accessibility");
        }
    });
    if (page.is_shown && !stays) commands.emit("app.accessibility");
}

}  // namespace belvedere::panels
