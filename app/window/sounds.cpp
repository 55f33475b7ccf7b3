// SPDX-License-Identifier: Apache-2.0
#include "app/window/sounds.hpp"

#include <algorithm>
#include <utility>

#include "app/words/words.hpp"
#include "engine/access/chart_sound.hpp"

namespace belvedere::window {

void Sounds::give(SoundEvent event, access::Sound sound, double now_s) {
    const double volume = wish_.volumes[static_cast<std::size_t>(spec_of(event).kind)];
    if (volume <= 0.0 || sound.tones.empty()) return;
    // The same again is the same line, which stands longer.
    std::erase_if(lines_, [&](const Line& line) { return line.text == sound.caption.text(); });
    if (lines_.size() >= kCaptionsMax) lines_.pop_front();
    lines_.push_back({sound.caption.text(), now_s + kCaption_s});
    if (!wish_.is_on) return;
    if (player_ == nullptr) player_ = make_();
    const access::Mix mix = wish_.is_mono ? access::Mix::kMono : access::Mix::kStereo;
    const auto played = player_->play(sound, {.gain = volume, .mix = mix});
    problem_ = played ? std::string() : played.error().message;
}

void Sounds::play(SoundEvent event, SoundBearing bearing, double now_s) {
    const auto& tones = spec_of(event).tones;
    std::vector<access::Tone> placed(tones.begin(), tones.end());
    for (access::Tone& tone : placed)
        tone.pan = pan_of(bearing);
    give(event, {access::Caption(caption_text(event, bearing)), std::move(placed)}, now_s);
}

void Sounds::play_chart(std::span<const float> values, const std::string& name, double now_s) {
    stop();
    const std::string caption =
        words::text({"caption.chart_of", "{sound}: {name}"},
                    {{"sound", caption_text(SoundEvent::kChart, {})}, {"name", name}});
    give(SoundEvent::kChart, {access::Caption(caption), access::chart_tones(values, wish_.chart_s)},
         now_s);
}

void Sounds::play_chart_point(std::span<const float> values, std::size_t point, double now_s) {
    stop();
    give(SoundEvent::kChartPoint,
         {access::Caption(caption_text(SoundEvent::kChartPoint, {})),
          access::chart_point_tone(values, point)},
         now_s);
}

void Sounds::stop() {
    if (player_ != nullptr) player_->stop();
}

std::vector<std::string> Sounds::captions() const {
    std::vector<std::string> texts;
    texts.reserve(lines_.size());
    for (const Line& line : lines_)
        texts.push_back(line.text);
    return texts;
}

bool Sounds::advance(double now_s) {
    return std::erase_if(lines_, [now_s](const Line& line) { return line.until_s <= now_s; }) > 0;
}

std::optional<double> Sounds::next_s() const {
    const auto first =
        std::min_element(lines_.begin(), lines_.end(),
                         [](const Line& a, const Line& b) { return a.until_s < b.until_s; });
    return first == lines_.end() ? std::nullopt : std::optional(first->until_s);
}

}  // namespace belvedere::window
