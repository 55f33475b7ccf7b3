// SPDX-License-Identifier: Apache-2.0
// Every sound of the program: what it is for, how it sounds and what is written for it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/command/message.hpp"
#include "app/preferences/sound_wishes.hpp"
#include "engine/access/sound.hpp"

namespace belvedere::window {

enum class SoundEvent {
    kDone,         // What was begun has ended: a city is there.
    kNotice,       // A notice was shown.
    kWarning,      // Something is not as it should be.
    kError,        // Something failed.
    kAlarm,        // Something in the city wants attention,
    kUrgentAlarm,  // or wants it at once.
    kSelected,     // The selection has changed.
    kObject,       // The object cursor stands at another object.
    kChartPoint,   // A point of a chart.
    kChart,        // A whole chart.
    kLast = kChart,
};

// The words of a sound. It cannot be made without them: a registry with a sound that says nothing
// does not compile.
class SoundCaption {
  public:
    consteval explicit SoundCaption(Message message) : message_(message) {
        if (message.key.empty() || message.english.empty()) throw "a sound needs a caption";
    }
    [[nodiscard]] constexpr const Message& message() const { return message_; }

  private:
    Message message_;
};

struct SoundSpec {
    std::string_view name;  // In scripts: "error".
    SoundCaption caption;
    preferences::SoundKind kind;
    std::span<const access::Tone> tones;  // Empty: made of the data.
};

[[nodiscard]] const SoundSpec& spec_of(SoundEvent event);
[[nodiscard]] std::optional<SoundEvent> sound_named(std::string_view name);

// Where a sound comes from: degrees clockwise from the gaze. Nothing: from no place.
using SoundBearing = std::optional<double>;
// "Object, ahead to the left"; the caption alone without a place.
[[nodiscard]] std::string caption_text(SoundEvent event, SoundBearing bearing);
// -1 left, 1 right; what is behind is heard at the side it is on.
[[nodiscard]] double pan_of(SoundBearing bearing);

}  // namespace belvedere::window
