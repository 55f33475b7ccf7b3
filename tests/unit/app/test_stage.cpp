// SPDX-License-Identifier: Apache-2.0
// Presenting without a screen: where the picture goes, what keys mean, which words are shown.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/input/key.hpp"
#include "app/window/audience_words.hpp"
#include "app/window/picture_taking.hpp"
#include "app/window/stage_keys.hpp"
#include "app/window/stage_plan.hpp"

namespace {

using namespace belvedere;
using namespace belvedere::window;

std::vector<platform::Monitor> laptop() {
    return {{"eDP-1", 0, 0, 1920, 1080, true}};
}
std::vector<platform::Monitor> hall() {
    return {{"eDP-1", 0, 0, 1920, 1080, true},
            {"HDMI-1", 1920, 0, 3840, 2160, false},
            {"DP-2", -1280, 0, 1280, 1024, false}};
}

TEST(StagePlanTest, TheSecondScreenIsTheAudiences) {
    EXPECT_EQ(plan_stage(hall(), {"", 0, false}), (StagePlan{StagePlace::kScreen, 1, false}));
    EXPECT_EQ(plan_stage(hall(), {"", 1, false}), (StagePlan{StagePlace::kScreen, 0, false}));
    EXPECT_EQ(plan_stage(laptop(), {"", 0, false}), (StagePlan{StagePlace::kDeskScreen, 0, false}));
}

TEST(StagePlanTest, AScreenIsChosenByNameNumberOrNot) {
    EXPECT_EQ(plan_stage(hall(), {"dp-2", 0, false}).monitor, 2U);
    EXPECT_EQ(plan_stage(hall(), {"hdmi", 0, false}).monitor, 1U);
    EXPECT_EQ(plan_stage(hall(), {"3", 0, false}).monitor, 2U);
    EXPECT_EQ(plan_stage(hall(), {"1", 0, false}), (StagePlan{StagePlace::kScreen, 0, false}));
    EXPECT_EQ(plan_stage(hall(), {"window", 0, false}), (StagePlan{StagePlace::kWindow, 0, false}));
    for (const char* missing : {"0", "4", "VGA-1", "99999999999999999999"}) {
        EXPECT_EQ(plan_stage(hall(), {missing, 0, false}),
                  (StagePlan{StagePlace::kScreen, 1, true}))
            << missing;
    }
}

// The projector is unplugged and plugged in again while somebody presents on it.
TEST(StagePlanTest, ComesBackAfterTheScreenDoes) {
    EXPECT_EQ(plan_stage(hall(), {"HDMI-1", 0, true}), (StagePlan{StagePlace::kScreen, 1, false}));
    auto without = hall();
    without.erase(without.begin() + 1);
    EXPECT_EQ(plan_stage(without, {"HDMI-1", 0, true}), (StagePlan{StagePlace::kScreen, 1, true}));
    // The presenter's notes must not end up before the audience, nor the picture before the notes.
    EXPECT_EQ(plan_stage(laptop(), {"HDMI-1", 0, true}), (StagePlan{StagePlace::kWindow, 0, true}));
    EXPECT_EQ(plan_stage(laptop(), {"", 0, true}).place, StagePlace::kWindow);
    EXPECT_EQ(plan_stage(hall(), {"HDMI-1", 0, true}).is_fallback, false);
    EXPECT_EQ(plan_stage({}, {"", 0, false}).place, StagePlace::kDeskScreen);
}

TEST(StagePlanTest, FindsTheScreenOfAWindow) {
    EXPECT_EQ(monitor_at(hall(), 100, 100), 0U);
    EXPECT_EQ(monitor_at(hall(), 2500, 100), 1U);
    EXPECT_EQ(monitor_at(hall(), -1, 5), 2U);
    EXPECT_EQ(monitor_at(hall(), 9999, 9999), 0U);
}

TEST(StageKeysTest, ClickersWork) {
    const auto means = [](const char* key, const StageKeysFor& stage = {}) {
        return std::string(stage_command(*input::parse_key_chord(key), stage));
    };
    for (const char* key : {"PageDown", "Right", "Down"})
        EXPECT_EQ(means(key), "stage.next") << key;
    for (const char* key : {"PageUp", "Left", "Up"})
        EXPECT_EQ(means(key), "stage.previous") << key;
    EXPECT_EQ(means("B"), "stage.black");
    EXPECT_EQ(means("Period"), "stage.black");
    EXPECT_EQ(means("Comma"), "stage.white");
    EXPECT_EQ(means("Ctrl+Right"), "");
    EXPECT_EQ(means("W"), "");
    EXPECT_EQ(means("Escape"), "");
    EXPECT_EQ(means("Escape", {.is_alone = true}), "stage.end");
    EXPECT_EQ(means("Shift+Left"), "");
    EXPECT_EQ(means("Shift+Left", {.has_pointer = true}), "stage.pointer_left");
}

TEST(AudienceWordsTest, EachLanguageHasItsTextOrThePlainOne) {
    const project::LocalTexts texts = {{"fr", "gare"}, {"ar", "محطة"}};
    EXPECT_EQ(local_text(texts, "fr", "station"), "gare");
    EXPECT_EQ(local_text(texts, "fr-CH", "station"), "gare");
    EXPECT_EQ(local_text(texts, "ru", "station"), "station");
    EXPECT_EQ(local_text({{"", "any"}}, "ru", "station"), "any");
    EXPECT_EQ(local_text({}, "ru", ""), "");
}

TEST(PictureSizeTest, FollowsTheWishOrTheWindow) {
    const PictureSize window{1200, 800};
    EXPECT_EQ(picture_size({}, window).width_px, 1200U);
    const PictureWish clean{.width_px = 7680, .height_px = 4320};
    EXPECT_EQ(picture_size(clean, window).width_px, 7680U);
    PictureWish panels = clean;
    panels.content = PictureContent::kWithPanels;
    EXPECT_EQ(picture_size(panels, window).width_px, 6480U);
    EXPECT_EQ(picture_size(panels, window).height_px, 4320U);
}

}  // namespace
