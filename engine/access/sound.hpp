// SPDX-License-Identifier: Apache-2.0
// Sounds made by calculation: tones in, samples out, the same on every machine.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace belvedere::access {

inline constexpr int kSampleRate_hz = 48'000;

enum class Timbre {
    kPure,    // A sine.
    kBright,  // With overtones: carries further.
    kRough,   // A beating pair: heard as a warning.
    kTick,    // Noise without a pitch: something is missing here.
};

// One tone of a sound.
struct Tone {
    double start_s = 0.0;
    double duration_s = 0.1;
    double pitch_hz = 440.0;  // limits::kPitchMin_hz to kPitchMax_hz; beyond: the nearest.
    double gain = 1.0;        // 0..1.
    double pan = 0.0;         // -1 is left, 1 is right.
    Timbre timbre = Timbre::kPure;
    friend bool operator==(const Tone&, const Tone&) = default;
};

enum class Mix {
    kStereo,
    kMono,  // Both ears hear all, equally loud: for who hears with one.
};

// Samples of both channels in turns, left first, -1..1. Panning keeps the power, tones begin and
// end softly, and where many sound at once all are made quieter. Tones beyond limits::kTones and
// whatever comes after limits::kSound_s are left out. Pure.
[[nodiscard]] std::vector<float> synthesise(std::span<const Tone> tones, Mix mix, double gain);

// What a sound says, for who does not hear it (EN 301 549, 7.1; XAUR user need 17).
class Caption {
  public:
    // An empty one is a bug.
    explicit Caption(std::string text);
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

// A sound is heard and read: there is none without a caption.
struct Sound {
    Sound(Caption caption_in, std::vector<Tone> tones_in)
        : caption(std::move(caption_in)), tones(std::move(tones_in)) {}
    Caption caption;
    std::vector<Tone> tones;
};

}  // namespace belvedere::access
