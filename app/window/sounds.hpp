// SPDX-License-Identifier: Apache-2.0
// Sounds: what is heard of what happens, as loud as the person wants it, and written down.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/preferences/sound_wishes.hpp"
#include "app/window/sound_events.hpp"
#include "engine/access/sound_player.hpp"

namespace belvedere::window {

// Main thread; times are steady seconds. Nothing is opened before the first sound that is heard.
class Sounds {
  public:
    // Captions shown at once at most, and how long each stands.
    static constexpr std::size_t kCaptionsMax = 3;
    static constexpr double kCaption_s = 4.0;

    using MakePlayer = std::function<std::unique_ptr<access::SoundPlayer>()>;
    explicit Sounds(MakePlayer make) : make_(std::move(make)) {}

    void set(const preferences::SoundWish& wish) { wish_ = wish; }

    // A sound of a kind whose volume is 0 is neither heard nor written. With sounds off the others
    // are still written.
    void play(SoundEvent event, SoundBearing bearing, double now_s);
    // A chart as sound, for as long as the person wants charts to be; and one of its points.
    // `name` is the chart's, for the caption.
    void play_chart(std::span<const float> values, const std::string& name, double now_s);
    void play_chart_point(std::span<const float> values, std::size_t point, double now_s);
    void stop();

    // What is written now, oldest first.
    [[nodiscard]] std::vector<std::string> captions() const;
    // Takes away what has stood long enough; true when something went.
    bool advance(double now_s);
    // When advance() has something to do; nothing: never.
    [[nodiscard]] std::optional<double> next_s() const;
    // Why nothing is heard; empty: nothing is known against it.
    [[nodiscard]] const std::string& problem() const { return problem_; }

  private:
    struct Line {
        std::string text;
        double until_s;
    };
    void give(SoundEvent event, access::Sound sound, double now_s);

    MakePlayer make_;
    std::unique_ptr<access::SoundPlayer> player_;
    preferences::SoundWish wish_;
    std::deque<Line> lines_;
    std::string problem_;
};

}  // namespace belvedere::window
