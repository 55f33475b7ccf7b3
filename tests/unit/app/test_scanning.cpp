// SPDX-License-Identifier: Apache-2.0
// A person with one switch: whole journeys through the window's panels.
#include <gmock/gmock.h>

#include <algorithm>
#include <concepts>
#include <string>

#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/ui/scan_plan.hpp"
#include "app/window/switch_access.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;
using scan::Act;
using scan::Place;
using window::Switch;

bool leads_to(const Place& place, std::uint64_t key) {
    if (place.act == Act::kPress) return place.target == key;
    return std::any_of(place.inside.begin(), place.inside.end(),
                       [key](const Place& inner) { return leads_to(inner, key); });
}

bool leads_to(const Place& place, std::uint64_t slider, Act act) {
    if (place.target == slider && place.act == act) return true;
    return std::any_of(place.inside.begin(), place.inside.end(),
                       [&](const Place& inner) { return leads_to(inner, slider, act); });
}

class Scanning : public testing::Test {
  protected:
    Scanning() {
        state.layout.shows_pad = true;
        state.accessibility.languages = {{"en", "English", {}}, {"fr", "Français", {}}};
        preferences::ScanWish wish;
        wish.is_on = true;
        switches.set(wish, frame);
    }
    void draw() {
        for (int i = 0; i < 6; ++i) {
            frame.begin({1280, 800}, 0.016);
            shell.draw(state, {1280, 800}, commands);
            frame.end();
            switches.follow(frame, now);
        }
    }
    void press() {
        now += 0.5;
        ++presses;
        switches.press(Switch::kSelect, frame, now);
        draw();
    }
    void wait() {
        ++moves;
        now = switches.next_s().value();
        ASSERT_TRUE(switches.advance(frame, now));
        draw();
    }
    // What a person does who sees the highlight: press when it holds what is wanted, else wait.
    template <std::predicate<const Place&> Wanted>
    ::testing::AssertionResult choose(Wanted&& holds) {
        constexpr int kStepsMax = 60;
        for (int i = 0; i < kStepsMax; ++i) {
            const Place* place = switches.cursor().at();
            if (place == nullptr) {
                press();
            } else if (holds(*place)) {
                const bool is_there = place->inside.empty();
                press();
                if (is_there) return ::testing::AssertionSuccess();
            } else {
                wait();
            }
        }
        return ::testing::AssertionFailure() << "not reached in " << kStepsMax << " steps";
    }
    ::testing::AssertionResult choose(const std::string& id) {
        return choose(
            [key = access::node_id(id).value](const Place& place) { return leads_to(place, key); });
    }
    std::vector<std::string> emitted() {
        std::vector<std::string> ids;
        for (const command::Call& call : commands.take())
            ids.push_back(call.id);
        return ids;
    }

    panels::PanelState state = test::sample_panel_state();
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    window::SwitchAccess switches;
    double now = 100.0;
    int presses = 0, moves = 0;
};

TEST_F(Scanning, OpensTheDemoCity) {
    state.layout.has_sources = false;
    draw();
    ASSERT_TRUE(choose("start.demo"));
    EXPECT_THAT(emitted(), testing::ElementsAre("source.demo"));
    EXPECT_LE(presses, 3);
    EXPECT_LE(moves, 8);
}

TEST_F(Scanning, ChangesTheTimeOfDay) {
    draw();
    ASSERT_TRUE(choose("right.tabs.time"));
    EXPECT_THAT(emitted(), testing::ElementsAre("layout.set_tab"));
    state.layout.right_tab = "time";
    state.time.hour = 12.0;
    draw();
    const std::uint64_t hour = access::node_id("right.hour").value;
    const auto goes_to = [hour](Act act) {
        return [hour, act](const Place& place) { return leads_to(place, hour, act); };
    };
    ASSERT_TRUE(choose(goes_to(Act::kMore)));
    draw();
    auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "time.set_hour");
    EXPECT_DOUBLE_EQ(calls[0].number("hour"), 12.25);
    ASSERT_TRUE(choose(goes_to(Act::kMuchLess)));
    calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_DOUBLE_EQ(calls[0].number("hour"), 9.5);
    EXPECT_LE(presses, 9);
    EXPECT_LE(moves, 30);
}

TEST_F(Scanning, SelectsTheNextObjectAndMovesTheCameraAgainAndAgain) {
    draw();
    ASSERT_TRUE(choose("pad.object.next"));
    ASSERT_TRUE(choose("pad.object.select"));
    ASSERT_TRUE(choose("pad.view.forward"));
    press();
    press();
    EXPECT_THAT(emitted(), testing::ElementsAre("object.next", "object.select", "view.forward",
                                                "view.forward", "view.forward"));
    EXPECT_LE(presses, 14);
    EXPECT_LE(moves, 40);
}

TEST_F(Scanning, SwitchesTheLanguageThroughMenuAndDialog) {
    state.commands.push_back({"app.accessibility", "Accessibility…", "", "F2", true, false, ""});
    draw();
    ASSERT_TRUE(choose("toolbar.view"));
    ASSERT_TRUE(choose("toolbar.view.app.accessibility"));
    EXPECT_THAT(emitted(), testing::ElementsAre("app.accessibility"));
    state.accessibility.is_shown = true;
    draw();
    ASSERT_TRUE(choose("accessibility.language.language.fr"));
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_EQ(calls[0].id, "app.set_language");
    EXPECT_EQ(calls[0].text("code"), "fr");
    EXPECT_LE(presses, 10);
    EXPECT_LE(moves, 40);
}

TEST_F(Scanning, EveryWidgetOfTheWindowIsReachedAndNoLevelIsLong) {
    for (const bool has_sources : {false, true}) {
        state.layout.has_sources = has_sources;
        draw();
        const auto plan = ui::scan_plan(frame.nodes());
        const auto longest = [](const auto& self, const std::vector<Place>& level) -> std::size_t {
            std::size_t most = level.size();
            for (const Place& place : level)
                most = std::max(most, self(self, place.inside));
            return most;
        };
        EXPECT_LE(longest(longest, plan), ui::kScanLevelMax + 1);
        for (const ui::Node& node : frame.nodes()) {
            if (node.key == 0 || !node.enabled) continue;
            const bool is_reached = std::any_of(plan.begin(), plan.end(), [&](const Place& place) {
                return leads_to(place, node.key) || leads_to(place, node.key, Act::kFocus) ||
                       leads_to(place, node.key, Act::kMore);
            });
            EXPECT_TRUE(is_reached) << node.id;
        }
    }
}

TEST_F(Scanning, MenusAreLeftByTheirWayOut) {
    draw();
    ASSERT_TRUE(choose("toolbar.file"));
    ASSERT_TRUE(choose([](const Place& place) { return place.act == Act::kClose; }));
    EXPECT_THAT(emitted(), testing::IsEmpty());
    EXPECT_TRUE(std::none_of(frame.nodes().begin(), frame.nodes().end(),
                             [](const ui::Node& node) { return node.is_layer; }));
}

TEST_F(Scanning, WritesWithTheLettersWhileAFieldIsEdited) {
    state.layout.has_sources = false;
    draw();
    const std::uint64_t field = access::node_id("start.uri").value;
    ASSERT_TRUE(
        choose([field](const Place& place) { return leads_to(place, field, Act::kFocus); }));
    EXPECT_TRUE(frame.capture().text);
    state.layout.shows_letters = true;
    draw();
    for (const char* letter : {"letters.letter.7", "letters.letter.4"}) {
        const std::uint64_t key = access::node_id(letter).value;
        ASSERT_TRUE(choose([key](const Place& place) { return leads_to(place, key, Act::kTap); }));
        EXPECT_TRUE(frame.capture().text) << "the field keeps the keyboard";
    }
    const auto calls = commands.take();
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].text("text") + calls[1].text("text"), "he");
}

TEST_F(Scanning, TheHighlightIsMarkedToldAndHasTheKeyboardAndNoFrameIsDrawnWhileItStands) {
    draw();
    press();
    EXPECT_EQ(switches.take_told(), "Menu");  // The toolbar, a group.
    press();
    EXPECT_THAT(switches.take_told(), testing::IsEmpty());  // The menu button tells by itself.
    const auto focused = std::find_if(frame.nodes().begin(), frame.nodes().end(),
                                      [](const ui::Node& node) { return node.focused; });
    ASSERT_NE(focused, frame.nodes().end());
    EXPECT_EQ(access::node_id(focused->id).value, switches.cursor().at()->target);
    EXPECT_FALSE(frame.wants_another());
    EXPECT_FALSE(switches.advance(frame, now + 0.1));
    EXPECT_FALSE(frame.wants_another());
    EXPECT_TRUE(switches.advance(frame, switches.next_s().value()));
    EXPECT_TRUE(frame.wants_another());
}

TEST_F(Scanning, IsSilentAndFreeWhileItIsOff) {
    switches.set({}, frame);
    draw();
    switches.press(Switch::kSelect, frame, now);
    EXPECT_EQ(switches.cursor().at(), nullptr);
    EXPECT_FALSE(switches.next_s());
    EXPECT_FALSE(frame.wants_another());
}

}  // namespace
