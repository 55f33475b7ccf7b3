// SPDX-License-Identifier: Apache-2.0
// Where sounds are heard.
#pragma once

#include <memory>
#include <string>

#include "engine/access/sound.hpp"
#include "engine/core/result.hpp"

namespace belvedere::access {

struct Playing {
    double gain = 1.0;  // 0..1.
    Mix mix = Mix::kStereo;
};

// All functions are for the owner thread and return at once.
class SoundPlayer {
  public:
    virtual ~SoundPlayer() = default;
    // Plays it after those that wait; when more than limits::kSoundsWaiting do, the oldest of them
    // is not played. kTemporary while there is no sound service.
    [[nodiscard]] virtual Result<void> play(const Sound& sound, const Playing& how) = 0;
    // Ends what sounds and forgets what waits.
    virtual void stop() = 0;
};

// PulseAudio, or a server that speaks its protocol (PipeWire). Nothing is opened before the first
// sound; then a thread of its own connects, plays, and lets go again once it was silent for
// limits::kSoundIdle_ms. No server, or one that was lost, is logged once and an error of play(),
// never a wait; it is looked for again with a later sound, limits::kSoundRetry_ms apart.
[[nodiscard]] std::unique_ptr<SoundPlayer> make_sound_player(const std::string& application);

}  // namespace belvedere::access
