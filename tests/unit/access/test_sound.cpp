// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>
#include <thread>
#include <type_traits>

#include "engine/access/chart_sound.hpp"
#include "engine/access/limits.hpp"
#include "engine/access/sound.hpp"
#include "engine/access/sound_player.hpp"
#include "tests/support/temporary_folder.hpp"

namespace belvedere::access {
namespace {

// A sound that says nothing cannot be written.
static_assert(!std::is_default_constructible_v<Caption>);
static_assert(!std::is_default_constructible_v<Sound>);
static_assert(!std::is_constructible_v<Sound, std::vector<Tone>>);

enum class Ear { kLeft, kRight };

std::vector<float> ear(const std::vector<float>& samples, Ear which) {
    std::vector<float> result;
    for (std::size_t i = which == Ear::kLeft ? 0 : 1; i < samples.size(); i += 2)
        result.push_back(samples[i]);
    return result;
}

// The amplitude of one frequency (Goertzel 1958).
double amplitude(const std::vector<float>& samples, double hz) {
    const double w = 2.0 * std::numbers::pi * hz / kSampleRate_hz;
    double before = 0.0;
    double last = 0.0;
    for (const float sample : samples) {
        const double now = static_cast<double>(sample) + 2.0 * std::cos(w) * last - before;
        before = std::exchange(last, now);
    }
    const double power = last * last + before * before - 2.0 * std::cos(w) * last * before;
    return 2.0 * std::sqrt(std::max(0.0, power)) / static_cast<double>(samples.size());
}

double loudest_hz(const std::vector<float>& samples, const std::vector<double>& of) {
    return *std::max_element(of.begin(), of.end(), [&](double a, double b) {
        return amplitude(samples, a) < amplitude(samples, b);
    });
}

TEST(Synthesise, HasThePitchThatWasAskedForInEveryTimbre) {
    std::vector<double> pitches;
    for (double hz = 200.0; hz <= 2000.0; hz += 50.0)
        pitches.push_back(hz);
    for (const Timbre timbre : {Timbre::kPure, Timbre::kBright, Timbre::kRough}) {
        for (const double hz : {250.0, 450.0, 1000.0, 1750.0}) {
            const Tone tone{.duration_s = 0.5, .pitch_hz = hz, .timbre = timbre};
            const auto samples =
                ear(synthesise(std::span(&tone, 1), Mix::kStereo, 1.0), Ear::kLeft);
            EXPECT_EQ(loudest_hz(samples, pitches), hz) << static_cast<int>(timbre);
        }
    }
}

TEST(Synthesise, PansByEarAndKeepsThePower) {
    for (const double pan : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const Tone tone{.duration_s = 0.5, .pitch_hz = 500.0, .pan = pan};
        const auto samples = synthesise(std::span(&tone, 1), Mix::kStereo, 1.0);
        const double left = amplitude(ear(samples, Ear::kLeft), 500.0);
        const double right = amplitude(ear(samples, Ear::kRight), 500.0);
        EXPECT_NEAR(left * left + right * right, 0.94, 0.06) << pan;
        if (pan < 0.0) {
            EXPECT_GT(left, right * 2.0) << pan;
        }
        if (pan > 0.0) {
            EXPECT_GT(right, left * 2.0) << pan;
        }
        if (pan == 0.0) {
            EXPECT_NEAR(left, right, 1e-6);
        }
        if (pan == -1.0) {
            EXPECT_NEAR(right, 0.0, 1e-6);
        }
    }
}

TEST(Synthesise, MonoIsTheSameInBothEars) {
    const Tone tones[] = {{.duration_s = 0.1, .pitch_hz = 300.0, .pan = -1.0},
                          {.start_s = 0.1, .duration_s = 0.1, .pitch_hz = 900.0, .pan = 1.0}};
    const auto samples = synthesise(tones, Mix::kMono, 1.0);
    EXPECT_EQ(ear(samples, Ear::kLeft), ear(samples, Ear::kRight));
    EXPECT_GT(amplitude(ear(samples, Ear::kLeft), 300.0), 0.2);
    EXPECT_GT(amplitude(ear(samples, Ear::kLeft), 900.0), 0.2);
}

TEST(Synthesise, IsTheSameEachTimeBeginsAndEndsSoftlyAndIsNeverClipped) {
    std::vector<Tone> tones;
    for (int i = 0; i < 40; ++i)
        tones.push_back({.duration_s = 0.2, .pitch_hz = 300.0 + i, .timbre = Timbre::kBright});
    tones.push_back({.start_s = 0.05, .duration_s = 0.02, .timbre = Timbre::kTick});
    const auto samples = synthesise(tones, Mix::kStereo, 1.0);
    EXPECT_EQ(samples, synthesise(tones, Mix::kStereo, 1.0));
    const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
    EXPECT_GE(*low, -1.0F);
    EXPECT_LE(*high, 1.0F);
    EXPECT_GT(*high, 0.5F);
    EXPECT_LT(std::abs(samples.front()), 0.01F);
    EXPECT_LT(std::abs(samples.back()), 0.05F);
    const auto quiet = synthesise(tones, Mix::kStereo, 0.25);
    EXPECT_NEAR(*std::max_element(quiet.begin(), quiet.end()), *high * 0.25F, 1e-5);
    EXPECT_EQ(*std::max_element(quiet.begin(), quiet.end()) > 0.0F, true);
}

TEST(Synthesise, LeavesOutWhatCannotBePlayed) {
    const double never = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    const Tone tones[] = {{.duration_s = -1.0},    {.duration_s = never},  {.start_s = 1e9},
                          {.start_s = -1.0},       {.pitch_hz = infinite}, {.gain = never},
                          {.duration_s = infinite}};
    EXPECT_TRUE(synthesise(tones, Mix::kStereo, 1.0).empty());
    const Tone endless{.duration_s = 1e12, .pitch_hz = 1e9};
    EXPECT_EQ(synthesise(std::span(&endless, 1), Mix::kMono, 1.0).size(),
              2 * static_cast<std::size_t>(limits::kSound_s * kSampleRate_hz));
}

TEST(ChartTones, PitchIsTheValueAndPanIsTimeAndGapsTick) {
    const float gap = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> values = {10.0F, 20.0F, gap, 40.0F};
    const auto tones = chart_tones(values, 2.0);
    ASSERT_EQ(tones.size(), 4U);
    const auto samples = synthesise(tones, Mix::kStereo, 1.0);
    ASSERT_EQ(samples.size(), 2U * 2U * kSampleRate_hz);
    std::vector<double> pitches;
    for (const float value : {10.0F, 20.0F, 30.0F, 40.0F})
        pitches.push_back(chart_pitch_hz(static_cast<double>(value), 10.0, 40.0));
    EXPECT_DOUBLE_EQ(pitches.front(), kChartLow_hz);
    EXPECT_DOUBLE_EQ(pitches.back(), kChartHigh_hz);
    const auto part = [&](std::size_t point, Ear which) {
        const auto all = ear(samples, which);
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(point * kSampleRate_hz / 2);
        return std::vector<float>(begin, begin + kSampleRate_hz / 2);
    };
    for (const std::size_t point : {0U, 1U, 3U}) {
        EXPECT_NEAR(loudest_hz(part(point, Ear::kLeft), pitches), pitches[point], 1e-9) << point;
    }
    const auto power = [&](std::size_t point, Ear which) {
        double sum = 0.0;
        for (const float sample : part(point, which))
            sum += static_cast<double>(sample) * static_cast<double>(sample);
        return sum;
    };
    EXPECT_GT(power(0, Ear::kLeft), 10.0 * power(0, Ear::kRight));
    EXPECT_GT(power(3, Ear::kRight), 10.0 * power(3, Ear::kLeft));
    // The tick is short, and has no pitch of the chart.
    EXPECT_LT(power(2, Ear::kLeft), 0.05 * power(1, Ear::kLeft));
    for (const double hz : pitches)
        EXPECT_LT(amplitude(part(2, Ear::kLeft), hz), 0.01) << hz;
}

TEST(ChartTones, ManyValuesAreGroupedAndFewOrNoneAreNoFault) {
    const std::vector<float> many(100'000, 5.0F);
    const auto tones = chart_tones(many, 3.0);
    EXPECT_EQ(tones.size(), 100U);
    for (const Tone& tone : tones)
        EXPECT_NEAR(tone.pitch_hz, std::sqrt(kChartLow_hz * kChartHigh_hz), 1e-9);
    EXPECT_TRUE(chart_tones({}, 3.0).empty());
    EXPECT_TRUE(chart_tones(many, 0.0).empty());
    EXPECT_EQ(chart_tones(std::span(many).first(1), 3.0).size(), 1U);
    EXPECT_TRUE(chart_point_tone(many, many.size()).empty());
    EXPECT_EQ(chart_point_tone(many, 0).at(0).pan, -0.9);
}

TEST(SoundPlayer, WithoutAServerNothingWaitsAndItIsSaid) {
    const test::TemporaryFolder folder;
    setenv("PULSE_SERVER", ("unix:" + (folder.path() / "none").string()).c_str(), 1);
    const Sound sound(Caption("Done"), {Tone{}});
    {
        const auto player = make_sound_player("Belvedere");
        const auto begin = std::chrono::steady_clock::now();
        (void)player->play(sound, {});
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(200));
        Result<void> played = {};
        for (int i = 0; i < 500 && played; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            played = player->play(sound, {});
        }
        ASSERT_FALSE(played);
        EXPECT_EQ(played.error().kind, ErrorKind::kTemporary);
        EXPECT_THAT(played.error().message, testing::StartsWith("no sound service"));
        player->stop();
    }
    unsetenv("PULSE_SERVER");
}

TEST(SoundPlayer, IsNeverOpenedWithoutASound) {
    const auto player = make_sound_player("Belvedere");
    player->stop();
}

}  // namespace
}  // namespace belvedere::access
