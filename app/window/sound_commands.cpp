// SPDX-License-Identifier: Apache-2.0
// Commands on sounds and captions.
#include <algorithm>
#include <array>
#include <string_view>

#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using preferences::Preferences;

Result<void> set_sound(Session& session, const Call& call) {
    const auto& kinds = preferences::kSoundKindNames;
    const std::string kind = call.text("kind");
    const auto* found = std::find(kinds.begin(), kinds.end(), kind);
    if (!kind.empty() && found == kinds.end()) {
        return fail(ErrorKind::kUsage, "kinds are alarms, notices, selection, objects and charts");
    }
    if (kind.empty() == call.has("volume")) {
        return fail(ErrorKind::kUsage, "a kind and its volume belong together");
    }
    amend_preferences(session, [&](Preferences& p) {
        if (found != kinds.end()) {
            p.sound.volumes[static_cast<std::size_t>(found - kinds.begin())] =
                call.number("volume");
        }
        p.sound.is_mono = call.flag("mono", p.sound.is_mono);
        p.sound.chart_s = call.number("chart_s", p.sound.chart_s);
    });
    return {};
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, const std::string& name) {
    return name.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

Result<void> set_captions(Session& session, const Call& call) {
    const std::string size = call.text("size");
    const std::string place = call.text("place");
    const std::string ground = call.text("ground");
    if (!is_one_of(preferences::kCaptionSizes, size) ||
        !is_one_of(preferences::kCaptionPlaces, place) ||
        !is_one_of(preferences::kCaptionGrounds, ground)) {
        return fail(ErrorKind::kUsage,
                    "sizes are normal and large, places low and high, grounds clear and solid");
    }
    amend_preferences(session, [&](Preferences& p) {
        if (!size.empty()) p.caption.size = size;
        if (!place.empty()) p.caption.place = place;
        if (!ground.empty()) p.caption.ground = ground;
    });
    return {};
}

void add_preferences(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"app.sounds",
         "Sounds",
         "Plays sounds, or is silent; captions stay.",
         "F10",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            amend_preferences(
                session, [&](Preferences& p) { p.sound.is_on = call.flag("on", !p.sound.is_on); });
            if (!session.person.preferences.sound.is_on) session.services.stop_sounds();
            return {};
        });
    add(registry,
        {"app.set_sound",
         "How sounds are",
         "Sets the volume of one kind, one ear or two, and how long a chart plays.",
         "",
         {may_have("kind", ValueType::kText), may_have("volume", ValueType::kNumber),
          may_have("mono", ValueType::kBool), may_have("chart_s", ValueType::kNumber)}},
        [&](const Call& call) { return set_sound(session, call); });
    add(registry,
        {"app.set_captions",
         "How captions are",
         "Sets their size, their place and their background.",
         "",
         {may_have("size", ValueType::kText), may_have("place", ValueType::kText),
          may_have("ground", ValueType::kText)}},
        [&](const Call& call) { return set_captions(session, call); });
}

}  // namespace

void add_sound_commands(command::CommandRegistry& registry, Session& session) {
    add_preferences(registry, session);
    add(registry,
        {"sound.try",
         "Hear a sound",
         "Plays one of the program's sounds by its name.",
         "",
         {needs("name", ValueType::kText), may_have("from_deg", ValueType::kNumber)}},
        [&](const Call& call) -> Result<void> {
            const auto event = sound_named(call.text("name"));
            if (!event) return fail(ErrorKind::kUsage, "no sound is named " + call.text("name"));
            session.services.play_sound(*event, call.has("from_deg")
                                                    ? SoundBearing(call.number("from_deg"))
                                                    : std::nullopt);
            session.changed = true;
            return {};
        });
    add(registry, {"sound.stop", "Stop the sound", "Ends what sounds now.", "Shift+F10"},
        [&](const Call&) -> Result<void> {
            session.services.stop_sounds();
            return {};
        });
    add(registry,
        {"performance.play_frames",
         "Hear the frame times",
         "Plays the chart of frame times: high is slow, from left to right in time.",
         "Shift+F4",
         {may_have("point", ValueType::kInteger)}},
        [&](const Call& call) -> Result<void> {
            const std::int64_t point = call.integer("point", -1);
            session.services.play_frames(point >= 0 ? std::optional(static_cast<std::size_t>(point))
                                                    : std::nullopt);
            session.changed = true;
            return {};
        });
}

}  // namespace belvedere::window
