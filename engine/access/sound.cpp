// SPDX-License-Identifier: Apache-2.0
#include "engine/access/sound.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

#include "engine/access/limits.hpp"

namespace belvedere::access {
namespace {

constexpr double kTurn = 2.0 * std::numbers::pi;
// Shorter edges click.
constexpr double kAttack_s = 0.004;
constexpr double kRelease_s = 0.02;
// Overtones of the bright timbre, and the distance of the rough one's pair.
constexpr double kSecondHarmonic = 0.35;
constexpr double kThirdHarmonic = 0.2;
constexpr double kBeat_hz = 22.0;
// Of all samples together, so that they are never clipped.
constexpr float kHighest = 0.97F;

// Noise that is the same each time (xorshift, Marsaglia 2003).
class Noise {
  public:
    double next() {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 17U;
        state_ ^= state_ << 5U;
        return static_cast<double>(state_) / 2147483648.0 - 1.0;
    }

  private:
    std::uint32_t state_ = 0x2545'F491U;
};

double wave(Timbre timbre, double turns, double seconds) {
    const double phase = kTurn * turns;
    switch (timbre) {
        case Timbre::kPure:
            return std::sin(phase);
        case Timbre::kBright:
            return (std::sin(phase) + kSecondHarmonic * std::sin(2.0 * phase) +
                    kThirdHarmonic * std::sin(3.0 * phase)) /
                   (1.0 + kSecondHarmonic + kThirdHarmonic);
        case Timbre::kRough:
            return 0.5 * (std::sin(phase) + std::sin(phase + kTurn * kBeat_hz * seconds));
        case Timbre::kTick:
            break;
    }
    return 0.0;
}

// Raised cosines at both ends.
double envelope(double at_s, double duration_s) {
    const double attack = std::min(kAttack_s, duration_s * 0.5);
    const double release = std::min(kRelease_s, duration_s * 0.5);
    const auto rise = [](double share) { return 0.5 - 0.5 * std::cos(std::numbers::pi * share); };
    if (at_s < attack) return rise(at_s / attack);
    if (at_s > duration_s - release) return rise((duration_s - at_s) / release);
    return 1.0;
}

struct Ears {
    double left, right;
};

Ears ears_of(double pan, Mix mix) {
    if (mix == Mix::kMono) return {std::numbers::sqrt2 * 0.5, std::numbers::sqrt2 * 0.5};
    const double angle = (std::clamp(pan, -1.0, 1.0) + 1.0) * std::numbers::pi * 0.25;
    return {std::cos(angle), std::sin(angle)};
}

bool is_playable(const Tone& tone) {
    return std::isfinite(tone.start_s) && std::isfinite(tone.duration_s) &&
           std::isfinite(tone.pitch_hz) && std::isfinite(tone.gain) && std::isfinite(tone.pan) &&
           tone.start_s >= 0.0 && tone.start_s < limits::kSound_s && tone.duration_s > 0.0;
}

double end_s(const Tone& tone) {
    return std::min(tone.start_s + tone.duration_s, limits::kSound_s);
}

void add_tone(const Tone& tone, Mix mix, std::vector<float>& samples) {
    const Ears ears = ears_of(tone.pan, mix);
    const double pitch = std::clamp(tone.pitch_hz, limits::kPitchMin_hz, limits::kPitchMax_hz);
    const double gain = std::clamp(tone.gain, 0.0, 1.0);
    const double duration = end_s(tone) - tone.start_s;
    const auto first = static_cast<std::size_t>(tone.start_s * kSampleRate_hz);
    const auto count = static_cast<std::size_t>(duration * kSampleRate_hz);
    Noise noise;
    for (std::size_t i = 0; i < count && (first + i) * 2 + 1 < samples.size(); ++i) {
        const double at = static_cast<double>(i) / kSampleRate_hz;
        const double shape =
            tone.timbre == Timbre::kTick ? noise.next() : wave(tone.timbre, pitch * at, at);
        const double value = shape * envelope(at, duration) * gain;
        samples[(first + i) * 2] += static_cast<float>(value * ears.left);
        samples[(first + i) * 2 + 1] += static_cast<float>(value * ears.right);
    }
}

}  // namespace

std::vector<float> synthesise(std::span<const Tone> tones, Mix mix, double gain) {
    tones = tones.first(std::min(tones.size(), limits::kTones));
    double length = 0.0;
    for (const Tone& tone : tones) {
        if (is_playable(tone)) length = std::max(length, end_s(tone));
    }
    std::vector<float> samples(2 * static_cast<std::size_t>(std::ceil(length * kSampleRate_hz)));
    for (const Tone& tone : tones) {
        if (is_playable(tone)) add_tone(tone, mix, samples);
    }
    float highest = 0.0F;
    for (const float sample : samples)
        highest = std::max(highest, std::abs(sample));
    const float level = static_cast<float>(std::clamp(gain, 0.0, 1.0)) *
                        (highest > kHighest ? kHighest / highest : 1.0F);
    for (float& sample : samples)
        sample *= level;
    return samples;
}

Caption::Caption(std::string text) : text_(std::move(text)) {
    assert(!text_.empty());
}

}  // namespace belvedere::access
