// SPDX-License-Identifier: Apache-2.0
#include "app/window/sound_events.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using access::Timbre;
using access::Tone;
using preferences::SoundKind;

// Rising is good, falling is not, and what wants attention repeats. Pitches of one chord (C, E, G),
// so that two sounds together are no noise.
constexpr double kC5_hz = 523.25;
constexpr double kE5_hz = 659.26;
constexpr double kG5_hz = 783.99;
constexpr double kC6_hz = 1046.5;
constexpr double kC4_hz = 261.63;

constexpr Tone kDone[] = {
    {0.0, 0.12, kC5_hz, 0.5}, {0.1, 0.12, kE5_hz, 0.5}, {0.2, 0.22, kG5_hz, 0.5}};
constexpr Tone kNotice[] = {{0.0, 0.14, kE5_hz, 0.5}};
constexpr Tone kWarning[] = {{0.0, 0.12, kG5_hz, 0.5, 0.0, Timbre::kBright},
                             {0.14, 0.16, kE5_hz, 0.5, 0.0, Timbre::kBright}};
constexpr Tone kError[] = {{0.0, 0.16, kE5_hz, 0.6, 0.0, Timbre::kBright},
                           {0.18, 0.3, kC4_hz, 0.7, 0.0, Timbre::kBright}};
constexpr Tone kAlarm[] = {{0.0, 0.25, kG5_hz, 0.7, 0.0, Timbre::kRough},
                           {0.35, 0.25, kG5_hz, 0.7, 0.0, Timbre::kRough}};
constexpr Tone kUrgentAlarm[] = {{0.0, 0.15, kC6_hz, 0.9, 0.0, Timbre::kRough},
                                 {0.2, 0.15, kC6_hz, 0.9, 0.0, Timbre::kRough},
                                 {0.4, 0.15, kC6_hz, 0.9, 0.0, Timbre::kRough},
                                 {0.6, 0.25, kC6_hz, 0.9, 0.0, Timbre::kRough}};
constexpr Tone kSelected[] = {{0.0, 0.06, kC5_hz, 0.4}, {0.05, 0.08, kG5_hz, 0.4}};
constexpr Tone kObject[] = {{0.0, 0.09, kG5_hz, 0.5, 0.0, Timbre::kBright}};

// In the order of SoundEvent.
constexpr std::array<SoundSpec, static_cast<std::size_t>(SoundEvent::kLast) + 1> kSpecs = {
    {{"done", SoundCaption({"caption.done", "Done"}), SoundKind::kNotices, kDone},
     {"notice", SoundCaption({"caption.notice", "Notice"}), SoundKind::kNotices, kNotice},
     {"warning", SoundCaption({"caption.warning", "Warning"}), SoundKind::kAlarms, kWarning},
     {"error", SoundCaption({"caption.error", "Error"}), SoundKind::kAlarms, kError},
     {"alarm", SoundCaption({"caption.alarm", "Alarm"}), SoundKind::kAlarms, kAlarm},
     {"urgent_alarm", SoundCaption({"caption.urgent_alarm", "Urgent alarm"}), SoundKind::kAlarms,
      kUrgentAlarm},
     {"selected", SoundCaption({"caption.selected", "Selection"}), SoundKind::kSelection,
      kSelected},
     {"object", SoundCaption({"caption.object", "Object"}), SoundKind::kObjects, kObject},
     {"chart_point",
      SoundCaption({"caption.chart_point", "Point of a chart"}),
      SoundKind::kCharts,
      {}},
     {"chart", SoundCaption({"caption.chart", "Chart as sound"}), SoundKind::kCharts, {}}}};

std::size_t eighth_of(double bearing_deg) {
    constexpr double kEighth_deg = 45.0;
    const double turned =
        std::fmod(std::fmod(bearing_deg, 360.0) + 360.0 + kEighth_deg * 0.5, 360.0);
    return static_cast<std::size_t>(turned / kEighth_deg) % 8;
}

}  // namespace

const SoundSpec& spec_of(SoundEvent event) {
    return kSpecs[static_cast<std::size_t>(event)];
}

std::optional<SoundEvent> sound_named(std::string_view name) {
    for (std::size_t i = 0; i < kSpecs.size(); ++i) {
        if (kSpecs[i].name == name) return static_cast<SoundEvent>(i);
    }
    return std::nullopt;
}

std::string caption_text(SoundEvent event, SoundBearing bearing) {
    std::string sound = words::text(spec_of(event).caption.message());
    if (!bearing || !std::isfinite(*bearing)) return sound;
    constexpr std::array<Message, 8> kFrom = {
        {{"caption.ahead", "{sound}, ahead"},
         {"caption.ahead_right", "{sound}, ahead to the right"},
         {"caption.right", "{sound}, to the right"},
         {"caption.behind_right", "{sound}, behind to the right"},
         {"caption.behind", "{sound}, behind"},
         {"caption.behind_left", "{sound}, behind to the left"},
         {"caption.left", "{sound}, to the left"},
         {"caption.ahead_left", "{sound}, ahead to the left"}}};
    return words::text(kFrom[eighth_of(*bearing)], {{"sound", sound}});
}

double pan_of(SoundBearing bearing) {
    if (!bearing || !std::isfinite(*bearing)) return 0.0;
    return std::sin(*bearing * std::numbers::pi / 180.0);
}

}  // namespace belvedere::window
