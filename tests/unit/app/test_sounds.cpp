// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "app/window/sounds.hpp"

namespace belvedere::window {
namespace {

using preferences::SoundKind;
using testing::ElementsAre;
using testing::IsEmpty;

// What would have been heard.
struct Heard {
    std::vector<access::Sound> sounds;
    std::vector<access::Playing> how;
    int opened = 0, stopped = 0;
    bool is_silent = false;
};

class FakePlayer final : public access::SoundPlayer {
  public:
    explicit FakePlayer(Heard& heard) : heard_(heard) { ++heard.opened; }
    Result<void> play(const access::Sound& sound, const access::Playing& how) override {
        if (heard_.is_silent) return fail(ErrorKind::kTemporary, "no sound service: refused");
        heard_.sounds.push_back(sound);
        heard_.how.push_back(how);
        return {};
    }
    void stop() override { ++heard_.stopped; }

  private:
    Heard& heard_;
};

class SoundsTest : public testing::Test {
  protected:
    void set(SoundKind kind, double volume) {
        wish.volumes[static_cast<std::size_t>(kind)] = volume;
        sounds.set(wish);
    }
    Heard heard;
    preferences::SoundWish wish;
    Sounds sounds{[this] { return std::make_unique<FakePlayer>(heard); }};
};

TEST_F(SoundsTest, EverySoundHasItsNameItsCaptionAndItsTones) {
    std::set<std::string_view> names, captions;
    for (int i = 0; i <= static_cast<int>(SoundEvent::kLast); ++i) {
        const auto event = static_cast<SoundEvent>(i);
        const SoundSpec& spec = spec_of(event);
        EXPECT_EQ(sound_named(spec.name), event);
        EXPECT_FALSE(caption_text(event, {}).empty()) << spec.name;
        EXPECT_TRUE(names.insert(spec.name).second);
        EXPECT_TRUE(captions.insert(spec.caption.message().key).second);
        EXPECT_EQ(spec.tones.empty(), spec.kind == SoundKind::kCharts) << spec.name;
    }
    EXPECT_FALSE(sound_named("fanfare"));
}

TEST_F(SoundsTest, NothingIsOpenedBeforeASoundIsHeard) {
    sounds.play(SoundEvent::kSelected, {}, 1.0);  // Of a kind that is off as it comes.
    sounds.play(SoundEvent::kObject, 90.0, 1.0);
    EXPECT_EQ(heard.opened, 0);
    EXPECT_THAT(sounds.captions(), IsEmpty());
    sounds.play(SoundEvent::kError, {}, 1.0);
    EXPECT_EQ(heard.opened, 1);
    EXPECT_THAT(sounds.captions(), ElementsAre("Error"));
    EXPECT_DOUBLE_EQ(heard.how.at(0).gain, wish.volumes[0]);
    EXPECT_EQ(heard.how.at(0).mix, access::Mix::kStereo);
}

TEST_F(SoundsTest, AnObjectIsHeardAndWrittenFromWhereItIs) {
    set(SoundKind::kObjects, 0.5);
    const struct {
        double from_deg;
        const char* caption;
        double pan;
    } cases[] = {
        {0.0, "Object, ahead", 0.0},          {90.0, "Object, to the right", 1.0},
        {270.0, "Object, to the left", -1.0}, {-45.0, "Object, ahead to the left", -0.707},
        {180.0, "Object, behind", 0.0},       {140.0, "Object, behind to the right", 0.643}};
    for (const auto& each : cases) {
        sounds.play(SoundEvent::kObject, each.from_deg, 1.0);
        EXPECT_EQ(sounds.captions().back(), each.caption);
        EXPECT_NEAR(heard.sounds.back().tones.at(0).pan, each.pan, 1e-3) << each.caption;
        EXPECT_EQ(heard.sounds.back().caption.text(), each.caption);
    }
    EXPECT_LE(sounds.captions().size(), Sounds::kCaptionsMax);
}

TEST_F(SoundsTest, SilenceIsStillWritten) {
    wish.is_on = false;
    sounds.set(wish);
    sounds.play(SoundEvent::kAlarm, {}, 1.0);
    EXPECT_EQ(heard.opened, 0);
    EXPECT_THAT(sounds.captions(), ElementsAre("Alarm"));
    wish.is_on = true;
    sounds.set(wish);
    heard.is_silent = true;
    sounds.play(SoundEvent::kError, {}, 1.0);
    EXPECT_EQ(sounds.problem(), "no sound service: refused");
    EXPECT_THAT(sounds.captions(), ElementsAre("Alarm", "Error"));
}

TEST_F(SoundsTest, CaptionsStandForAWhileAndTheSameAgainIsOneLine) {
    sounds.play(SoundEvent::kNotice, {}, 10.0);
    sounds.play(SoundEvent::kError, {}, 11.0);
    sounds.play(SoundEvent::kNotice, {}, 12.0);
    EXPECT_THAT(sounds.captions(), ElementsAre("Error", "Notice"));
    EXPECT_DOUBLE_EQ(sounds.next_s().value(), 15.0);
    EXPECT_FALSE(sounds.advance(14.9));
    EXPECT_TRUE(sounds.advance(15.0));
    EXPECT_THAT(sounds.captions(), ElementsAre("Notice"));
    EXPECT_TRUE(sounds.advance(16.0));
    EXPECT_FALSE(sounds.next_s());  // The window sleeps again.
}

TEST_F(SoundsTest, ChartsPlayAsLongAsWishedInBothEarsOrOne) {
    wish.chart_s = 2.0;
    wish.is_mono = true;
    sounds.set(wish);
    const std::vector<float> values = {1.0F, 2.0F, 3.0F, 4.0F};
    sounds.play_chart(values, "Frame time", 1.0);
    ASSERT_EQ(heard.sounds.size(), 1U);
    const auto& tones = heard.sounds[0].tones;
    ASSERT_EQ(tones.size(), 4U);
    EXPECT_DOUBLE_EQ(tones.back().start_s + tones.back().duration_s, 2.0);
    EXPECT_EQ(heard.how[0].mix, access::Mix::kMono);
    EXPECT_THAT(sounds.captions(), ElementsAre("Chart as sound: Frame time"));
    sounds.play_chart_point(values, 3, 2.0);
    EXPECT_EQ(heard.stopped, 1);  // The point ends the whole.
    sounds.play_chart({}, "Nothing", 3.0);
    EXPECT_EQ(heard.sounds.size(), 2U);
}

}  // namespace
}  // namespace belvedere::window
