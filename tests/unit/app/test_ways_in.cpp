// SPDX-License-Identifier: Apache-2.0
// All commands of the window together: each can be found and run without a mouse, and what a drag
// does a tap or a key does as well (WCAG 2.2, 2.1.1, 2.1.4, 2.5.7).
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/city/drawing_device.hpp"
#include "app/panels/shell.hpp"
#include "app/ui/frame.hpp"
#include "app/window/device_buttons.hpp"
#include "app/window/session_commands.hpp"
#include "engine/core/job_pool.hpp"
#include "tests/unit/app/panel_sample.hpp"

namespace {

using namespace belvedere;
using command::Command;

class WaysIn : public testing::Test {
  protected:
    WaysIn() {
        auto opened = city::open_drawing_device({.device = "software", .surface = {}});
        if (!opened) throw std::runtime_error(opened.error().message);
        drawing = std::make_unique<city::DrawingDevice>(std::move(*opened));
        scene = std::make_unique<city::Scene>(*drawing->renderer, jobs, city::SceneOptions{});
        session = std::make_unique<window::Session>(*scene, window::WindowServices{});
        session->services.preferences_changed = [] {};
        session->services.press_switch = [this](window::Switch which) { pressed.push_back(which); };
        window::add_all_commands(registry, *session);
    }
    [[nodiscard]] Result<void> run(const std::string& id,
                                   std::map<std::string, command::Value> arguments = {}) const {
        return registry.invoke({id, std::move(arguments)});
    }
    [[nodiscard]] const preferences::Preferences& wish() const {
        return session->person.preferences;
    }

    JobPool jobs{JobPoolOptions{.threads = 1}};
    std::unique_ptr<city::DrawingDevice> drawing;
    std::unique_ptr<city::Scene> scene;
    std::unique_ptr<window::Session> session;
    command::CommandRegistry registry;
    std::vector<window::Switch> pressed;
};

// Every gesture that is a drag, and what does the same by a tap or a key.
struct Drag {
    const char* gesture;
    std::vector<const char*> commands;
};
const std::vector<Drag> kDrags = {
    {"left: turn about a point",
     {"view.turn_left", "view.turn_right", "view.tilt_up", "view.tilt_down"}},
    {"right, Shift+left: move along", {"view.forward", "view.back", "view.left", "view.right"}},
    {"middle, Ctrl+left: look around", {"view.turn_left", "view.tilt_up"}},
    {"wheel and two fingers: zoom", {"view.zoom_in", "view.zoom_out"}},
    {"height", {"view.up", "view.down"}},
    {"box tool: select in a box", {"measure.add_center", "selection.in_measured"}},
    {"polygon tool: select in an outline", {"measure.add_center", "selection.in_measured"}},
    {"picking: an object under the pointer", {"object.next", "object.previous", "object.select"}},
    {"text size by pinching", {"app.text_larger", "app.text_smaller"}},
    {"sides of the window", {"layout.toggle_left", "layout.toggle_right", "layout.toggle_bottom"}}};

TEST_F(WaysIn, EveryDragHasACommandWithAKey) {
    for (const Drag& drag : kDrags) {
        for (const char* id : drag.commands) {
            const Command* command = registry.find(id);
            ASSERT_NE(command, nullptr) << drag.gesture << ": " << id;
            EXPECT_TRUE(registry.key_of(id).valid()) << drag.gesture << ": " << id;
        }
    }
}

TEST_F(WaysIn, EveryCommandSaysWhatItDoesAndNoTwoWantOneKey) {
    EXPECT_GT(registry.all().size(), 100U);
    for (const Command& command : registry.all()) {
        EXPECT_FALSE(command.title.english.empty()) << command.id;
        EXPECT_TRUE(command.help.english.ends_with('.')) << command.id;
    }
    for (const command::KeyConflict& conflict : registry.conflicts())
        ADD_FAILURE() << input::to_text(conflict.key) << ": " << conflict.first_id << " and "
                      << conflict.second_id;
    for (const window::ButtonCommand& each : window::default_buttons())
        EXPECT_NE(registry.find(each.command), nullptr) << each.button;
}

// Who switches single letters off loses no command: each has another key, or is reached in the
// palette (Ctrl+K) and by the buttons on the picture, neither of which needs a letter.
TEST_F(WaysIn, NothingNeedsALetterAlone) {
    ASSERT_NE(registry.find("app.palette"), nullptr);
    EXPECT_FALSE(input::is_character(registry.key_of("app.palette")));
    EXPECT_FALSE(input::is_character(registry.key_of("app.view_buttons")));
    EXPECT_FALSE(input::is_character(registry.key_of("app.scanning")));
    for (const char* id : {"view.forward", "view.back", "view.left", "view.right"}) {
        const Command* command = registry.find(id);
        EXPECT_TRUE(!input::is_character(command->default_key) ||
                    (command->second_key.valid() && !input::is_character(command->second_key)))
            << id;
    }
    EXPECT_TRUE(run("app.character_keys", {{"on", false}}));
    EXPECT_FALSE(wish().character_keys);
}

TEST_F(WaysIn, TheButtonsOnThePictureAreCommandsByTheirOwnNames) {
    panels::PanelState state = test::sample_panel_state();
    state.layout.shows_pad = true;
    command::CommandQueue commands;
    ui::Frame frame{ui::FrameSettings{}, ui::Clipboard{}};
    panels::Shell shell;
    frame.begin({1280, 800}, 0.016);
    shell.draw(state, {1280, 800}, commands);
    frame.end();
    int buttons = 0;
    for (const ui::Node& node : frame.nodes()) {
        if (node.role != ui::Role::kButton || !node.id.starts_with("pad.")) continue;
        ++buttons;
        const Command* command = registry.find(node.id.substr(4));
        ASSERT_NE(command, nullptr) << node.id;
        EXPECT_EQ(node.name, command->title.english) << node.id;
    }
    EXPECT_GE(buttons, 16);
}

TEST_F(WaysIn, SwitchesPressOnlyWhileTheWindowIsScanned) {
    EXPECT_EQ(run("scan.select").error().kind, ErrorKind::kDenied);
    ASSERT_TRUE(run("app.scanning"));
    ASSERT_TRUE(
        run("app.set_scanning",
            {{"switches", std::string("two")}, {"dwell_s", 99.0}, {"rounds", std::int64_t{0}}}));
    EXPECT_EQ(wish().scan.switches, "two");
    EXPECT_EQ(wish().scan.dwell_s, preferences::kScanDwellMax_s);
    EXPECT_EQ(wish().scan.rounds, 1);
    EXPECT_FALSE(run("app.set_scanning", {{"switches", std::string("three")}}));
    ASSERT_TRUE(run("scan.select"));
    ASSERT_TRUE(run("scan.step"));
    EXPECT_THAT(pressed, testing::ElementsAre(window::Switch::kSelect, window::Switch::kStep));
}

TEST_F(WaysIn, ButtonsAndAxesAreThePersonsOwn) {
    ASSERT_TRUE(run("buttons.set",
                    {{"button", std::string("gamepad.a")}, {"command", std::string("view.top")}}));
    EXPECT_EQ(window::command_of({input::Device::kGamepad, 0}, wish()), "view.top");
    EXPECT_FALSE(run("buttons.set",
                     {{"button", std::string("gamepad.q")}, {"command", std::string("view.top")}}));
    EXPECT_FALSE(run("buttons.set",
                     {{"button", std::string("gamepad.a")}, {"command", std::string("gone")}}));
    ASSERT_TRUE(run("buttons.reset"));
    EXPECT_TRUE(wish().buttons.empty());
    ASSERT_TRUE(run("app.set_puck", {{"inverted", std::vector<std::string>{"yaw", "up"}},
                                     {"one_axis", true},
                                     {"speed", 100.0}}));
    EXPECT_THAT(wish().puck.inverted, testing::ElementsAre(false, true, false, false, true, false));
    EXPECT_EQ(wish().puck.speed, preferences::kSpeedMax);
    EXPECT_FALSE(run("app.set_puck", {{"inverted", std::vector<std::string>{"sideways"}}}));
    ASSERT_TRUE(run("app.set_gamepad", {{"dead_zone", 0.9}, {"inverts_look", true}}));
    EXPECT_EQ(wish().gamepad.dead_zone, preferences::kDeadZoneMax);
}

TEST_F(WaysIn, SoundsAndCaptionsAreThePersonsOwn) {
    ASSERT_TRUE(run("app.set_sound", {{"kind", std::string("objects")}, {"volume", 2.0}}));
    EXPECT_EQ(wish().sound.volumes[3], 1.0);
    EXPECT_FALSE(run("app.set_sound", {{"kind", std::string("birds")}, {"volume", 1.0}}));
    EXPECT_FALSE(run("app.set_sound", {{"kind", std::string("objects")}}));
    EXPECT_FALSE(run("app.set_sound", {{"volume", 1.0}}));
    ASSERT_TRUE(run("app.set_sound", {{"mono", true}, {"chart_s", 0.1}}));
    EXPECT_TRUE(wish().sound.is_mono);
    EXPECT_EQ(wish().sound.chart_s, preferences::kChartMin_s);
    ASSERT_TRUE(
        run("app.set_captions", {{"size", std::string("large")}, {"place", std::string("high")}}));
    EXPECT_EQ(wish().caption.size, "large");
    EXPECT_FALSE(run("app.set_captions", {{"ground", std::string("pink")}}));
    EXPECT_FALSE(run("sound.try", {{"name", std::string("fanfare")}}));
}

}  // namespace
