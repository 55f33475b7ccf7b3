// SPDX-License-Identifier: Apache-2.0
#include "app/panels/sight_section.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/drawing.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"
#include "engine/access/color_vision.hpp"

namespace belvedere::panels {
namespace {

// In the order of access::kColorVisionNames.
constexpr std::array<Message, access::kColorVisionNames.size()> kSights = {
    {{"sight.usual", "Usual colour vision"},
     {"sight.protan", "Red-blind (protanopia)"},
     {"sight.deutan", "Green-blind (deuteranopia)"},
     {"sight.tritan", "Blue-blind (tritanopia)"},
     {"sight.mono", "No colours at all"}}};
constexpr double kStep = 0.05;

std::size_t place_of(std::string_view vision) {
    const auto& names = access::kColorVisionNames;
    const auto found = std::find(names.begin(), names.end(), vision);
    return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> sights(std::size_t count) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i)
        texts.push_back(words::text(kSights[i]));
    return texts;
}

void draw_simulation(const SightState& sight, command::CommandQueue& commands) {
    const auto& names = access::kColorVisionNames;
    if (const auto chosen = ui::choice("seen_as", {"sight.seen_as", "Show as seen with"},
                                       sights(names.size()), place_of(sight.vision))) {
        commands.emit("sight.simulate", {{"vision", std::string(names[*chosen])}});
    }
    const ui::SliderRange range{0.0, 1.0, percent_text(sight.severity), kStep};
    if (const auto severity =
            ui::slider("severity", {"sight.severity", "How severe"}, sight.severity, range)) {
        commands.emit("sight.simulate", {{"vision", sight.vision}, {"severity", *severity}});
    }
    ui::text("seen_as_hint",
             {"sight.seen_as_hint",
              "The whole window is shown as others see it, until Escape. No picture can show what "
              "it is like, only which colours look alike."},
             ui::Tone::kMuted);
}

void draw_correction(const preferences::Preferences& chosen, command::CommandQueue& commands) {
    const auto& names = access::kColorVisionNames;
    // There is no correction for who sees no colours.
    constexpr std::size_t kCorrected = access::kColorVisionNames.size() - 1;
    if (const auto corrected = ui::choice("correct", {"sight.correct", "Move colours apart for"},
                                          sights(kCorrected), place_of(chosen.color_correction))) {
        commands.emit("sight.correct", {{"vision", std::string(names[*corrected])}});
    }
    const ui::SliderRange range{0.0, 1.0, percent_text(chosen.correction_strength), kStep};
    if (const auto strength = ui::slider("strength", {"sight.strength", "How far"},
                                         chosen.correction_strength, range)) {
        commands.emit("sight.correct",
                      {{"vision", chosen.color_correction}, {"strength", *strength}});
    }
}

}  // namespace

std::string sight_text(std::string_view vision) {
    return words::text(kSights[place_of(vision)]);
}

void draw_sight(const PanelState& state, command::CommandQueue& commands) {
    const preferences::Preferences& chosen = state.accessibility.chosen;
    draw_correction(chosen, commands);
    if (const auto on = ui::check(
            "patterns", {"sight.patterns", "Patterns beside colours, on objects as in the legend"},
            chosen.patterns)) {
        commands.emit("app.patterns", {{"on", *on}});
    }
    draw_simulation(state.sight, commands);
    if (const auto on = ui::check(
            "limit_flashes", {"sight.limit_flashes", "Never flash more than three times a second"},
            chosen.limits_flashes)) {
        commands.emit("app.limit_flashes", {{"on", *on}});
    }
}

void draw_lens_settings(const PanelState& state, command::CommandQueue& commands) {
    const preferences::Preferences& chosen = state.accessibility.chosen;
    if (const auto on =
            ui::check("lens", {"lens.show", "Magnifier in the picture"}, state.lens.is_on)) {
        commands.emit("lens.toggle", {{"on", *on}});
    }
    const ui::SliderRange factors{preferences::kLensFactorMin, preferences::kLensFactorMax,
                                  percent_text(chosen.lens_factor), 1.0};
    if (const auto factor =
            ui::slider("factor", {"lens.factor", "Enlarges to"}, chosen.lens_factor, factors)) {
        commands.emit("lens.set", {{"factor", *factor}});
    }
    const ui::SliderRange sizes{preferences::kLensSizeMin, preferences::kLensSizeMax,
                                percent_text(chosen.lens_size), kStep};
    if (const auto size =
            ui::slider("size", {"lens.size", "Size in the picture"}, chosen.lens_size, sizes)) {
        commands.emit("lens.set", {{"size", *size}});
    }
    constexpr std::array<const char*, 3> kFollows = {"pointer", "object", "keys"};
    const std::vector<std::string> texts = {words::text({"lens.pointer", "The pointer"}),
                                            words::text({"lens.object", "The described object"}),
                                            words::text({"lens.keys", "Keys alone"})};
    const auto now = std::find(kFollows.begin(), kFollows.end(), state.lens.follows);
    if (const auto what = ui::choice("follows", {"lens.follows", "Follows"}, texts,
                                     static_cast<std::size_t>(now - kFollows.begin()))) {
        commands.emit("lens.follow", {{"what", std::string(kFollows[*what])}});
    }
    ui::text("lens_hint",
             {"lens.hint",
              "What it shows is drawn as finely as the city has it. The panels are for the "
              "desktop's own magnifier."},
             ui::Tone::kMuted);
}

void draw_sight_sign(const PanelState& state, const ui::Rect& view) {
    if (state.sight.sign.empty()) return;
    constexpr float kBelowTop = 30.0F;  // Above the card.
    ui::draw_label("overlay.sight", {view.center_x(), view.y0 + ui::scaled(kBelowTop)},
                   state.sight.sign, ui::Anchor::kCenter, view.width());
}

}  // namespace belvedere::panels
