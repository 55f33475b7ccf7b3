// SPDX-License-Identifier: Apache-2.0
#include "app/panels/sound_section.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

using command::CommandQueue;

// In the order of preferences::SoundKind, and a sound of each to be tried.
constexpr std::array<Message, preferences::kSoundKindCount> kKinds = {
    {{"sound.alarms", "Alarms, errors and warnings"},
     {"sound.notices", "Notices"},
     {"sound.selection", "Selection"},
     {"sound.objects", "Objects, from where they are"},
     {"sound.charts", "Charts"}}};
constexpr std::array<const char*, preferences::kSoundKindCount> kTried = {"alarm", "done",
                                                                          "selected", "object", ""};

struct Choice {
    const char* id;
    Message message;
    const char* argument;
    std::vector<std::string> names;
    std::vector<std::string> values;
    std::string now;
};

void draw_choice(const Choice& choice, CommandQueue& commands) {
    const auto found = std::find(choice.values.begin(), choice.values.end(), choice.now);
    const auto chosen = static_cast<std::size_t>(found - choice.values.begin());
    if (const auto next = ui::choice(choice.id, choice.message, choice.names, chosen)) {
        commands.emit("app.set_captions", {{choice.argument, choice.values[*next]}});
    }
}

void draw_captions(const preferences::Preferences& now, CommandQueue& commands) {
    if (const auto on = ui::check("captions", {"accessibility.captions", "Write down every sound"},
                                  now.captions)) {
        commands.emit("app.captions", {{"on", *on}});
    }
    draw_choice(
        {"caption_size",
         {"sound.caption_size", "Captions: size"},
         "size",
         {words::text({"sound.size_normal", "Normal"}), words::text({"sound.size_large", "Large"})},
         {preferences::kCaptionSizes.begin(), preferences::kCaptionSizes.end()},
         now.caption.size},
        commands);
    draw_choice(
        {"caption_place",
         {"sound.caption_place", "Captions: place"},
         "place",
         {words::text({"sound.place_low", "Below"}), words::text({"sound.place_high", "Above"})},
         {preferences::kCaptionPlaces.begin(), preferences::kCaptionPlaces.end()},
         now.caption.place},
        commands);
    draw_choice({"caption_ground",
                 {"sound.caption_ground", "Captions: background"},
                 "ground",
                 {words::text({"sound.ground_clear", "See-through"}),
                  words::text({"sound.ground_solid", "Solid"})},
                 {preferences::kCaptionGrounds.begin(), preferences::kCaptionGrounds.end()},
                 now.caption.ground},
                commands);
}

void draw_volumes(const preferences::SoundWish& sound, CommandQueue& commands) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        const std::string kind(preferences::kSoundKindNames[i]);
        const ui::SliderRange range{0.0, 1.0, percent_text(sound.volumes[i]), 0.1};
        if (const auto volume = ui::slider("volume_" + kind, kKinds[i], sound.volumes[i], range)) {
            commands.emit("app.set_sound", {{"kind", kind}, {"volume", *volume}});
        }
        const std::string tried = kTried[i];
        if (tried.empty()) continue;
        const ui::ButtonLook look{ui::Emphasis::kQuiet, ui::Width::kContent,
                                  sound.volumes[i] > 0.0 ? ui::Enabled::kYes : ui::Enabled::kNo,
                                  words::text(kKinds[i])};
        if (ui::button("try_" + kind, {"sound.hear", "Hear it"}, look)) {
            commands.emit("sound.try", {{"name", tried}});
        }
    }
}

}  // namespace

void draw_sound_section(const AccessibilityState& page, CommandQueue& commands) {
    const preferences::Preferences& now = page.chosen;
    if (const auto on =
            ui::check("self_voice", {"accessibility.self_voice", "Speak without a screen reader"},
                      now.self_voice)) {
        commands.emit("app.self_voice", {{"on", *on}});
    }
    ui::text("sound_hint",
             {"accessibility.sound_hint",
              "Without a screen reader the program says what the keyboard comes to, and news, "
              "through the speech service of the desktop."},
             ui::Tone::kMuted);
    if (const auto on = ui::check("sounds", {"sound.on", "Sounds"}, now.sound.is_on)) {
        commands.emit("app.sounds", {{"on", *on}});
    }
    if (!page.sound_problem.empty()) {
        ui::status(
            "sound_problem",
            words::text({"sound.unheard", "Not heard: {cause}"}, {{"cause", page.sound_problem}}),
            ui::Tone::kWarning);
    }
    draw_volumes(now.sound, commands);
    if (const auto on =
            ui::check("mono", {"sound.mono", "The same in both ears"}, now.sound.is_mono)) {
        commands.emit("app.set_sound", {{"mono", *on}});
    }
    const ui::SliderRange seconds{preferences::kChartMin_s, preferences::kChartMax_s,
                                  seconds_text(now.sound.chart_s), 0.5};
    if (const auto value = ui::slider("chart_s", {"sound.chart_s", "A chart plays for"},
                                      now.sound.chart_s, seconds)) {
        commands.emit("app.set_sound", {{"chart_s", *value}});
    }
    draw_captions(now, commands);
}

}  // namespace belvedere::panels
