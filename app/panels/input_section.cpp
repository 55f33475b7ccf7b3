// SPDX-License-Identifier: Apache-2.0
#include "app/panels/input_section.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

using command::CommandQueue;

constexpr std::array<Message, 6> kAxes = {{{"input.axis_right", "Left and right"},
                                           {"input.axis_up", "Up and down"},
                                           {"input.axis_ahead", "Ahead and back"},
                                           {"input.axis_pitch", "Looking up and down"},
                                           {"input.axis_yaw", "Turning"},
                                           {"input.axis_roll", "Rolling"}}};
// In the order of input::PuckAxis, as commands name them.
constexpr std::array<const char*, 6> kAxisNames = {"right", "up", "ahead", "pitch", "yaw", "roll"};

struct NumberSlider {
    const char* id;
    Message message;
    const char* argument;
    double value;
    ui::SliderRange range;
};

void draw_slider(const NumberSlider& slider, const char* command, CommandQueue& commands) {
    if (const auto value = ui::slider(slider.id, slider.message, slider.value, slider.range)) {
        commands.emit(command, {{slider.argument, *value}});
    }
}

void draw_scanning(const preferences::ScanWish& scan, CommandQueue& commands) {
    if (const auto on =
            ui::check("scanning", {"input.scanning", "Scanning: work with one or two switches"},
                      scan.is_on)) {
        commands.emit("app.scanning", {{"on", *on}});
    }
    const std::vector<std::string> switches = {
        words::text({"input.one_switch", "One: the highlight goes on by itself"}),
        words::text({"input.two_switches", "Two: one goes on, one takes"})};
    const std::size_t now = scan.switches == "two" ? 1 : 0;
    if (const auto chosen = ui::choice("switches", {"input.switches", "Switches"}, switches, now)) {
        commands.emit("app.set_scanning",
                      {{"switches", std::string(preferences::kScanSwitches[*chosen])}});
    }
    const NumberSlider sliders[] = {
        {"dwell",
         {"input.dwell", "Stays for"},
         "dwell_s",
         scan.dwell_s,
         {preferences::kScanDwellMin_s, preferences::kScanDwellMax_s, seconds_text(scan.dwell_s),
          0.1}},
        {"first_pause",
         {"input.first_pause", "Longer on the first by"},
         "first_pause_s",
         scan.first_pause_s,
         {0.0, preferences::kScanPauseMax_s, seconds_text(scan.first_pause_s), 0.1}},
        {"ignore",
         {"input.ignore", "Ignore presses closer than"},
         "ignore_s",
         scan.ignore_s,
         {0.0, preferences::kSwitchIgnoreMax_s, seconds_text(scan.ignore_s), 0.05}}};
    for (const NumberSlider& slider : sliders)
        draw_slider(slider, "app.set_scanning", commands);
    const ui::SliderRange rounds{1.0, static_cast<double>(preferences::kScanRoundsMax),
                                 number_text(scan.rounds, 0), 1.0};
    if (const auto value =
            ui::slider("rounds", {"input.rounds", "Rounds before it rests"}, scan.rounds, rounds)) {
        commands.emit("app.set_scanning",
                      {{"rounds", static_cast<std::int64_t>(std::lround(*value))}});
    }
    ui::text("switch_hint",
             {"input.switch_hint",
              "Any key or button can be a switch: choose “Switch: take this” or “Switch: go on” "
              "under Keys, then press it."},
             ui::Tone::kMuted);
}

void draw_gamepad(const preferences::GamepadWish& pad, CommandQueue& commands) {
    draw_slider({"pad_dead_zone",
                 {"input.pad_dead_zone", "Gamepad: dead zone"},
                 "dead_zone",
                 pad.dead_zone,
                 {0.0, preferences::kDeadZoneMax, percent_text(pad.dead_zone), 0.01}},
                "app.set_gamepad", commands);
    draw_slider({"pad_speed",
                 {"input.pad_speed", "Gamepad: speed"},
                 "speed",
                 pad.speed,
                 {preferences::kSpeedMin, preferences::kSpeedMax, percent_text(pad.speed), 0.1}},
                "app.set_gamepad", commands);
    if (const auto on =
            ui::check("pad_look", {"input.pad_look", "Gamepad: push forward to look down"},
                      pad.inverts_look)) {
        commands.emit("app.set_gamepad", {{"inverts_look", *on}});
    }
}

void draw_puck(const preferences::PuckWish& puck, CommandQueue& commands) {
    draw_slider({"puck_dead_zone",
                 {"input.puck_dead_zone", "SpaceMouse: dead zone"},
                 "dead_zone",
                 puck.dead_zone,
                 {0.0, preferences::kDeadZoneMax, percent_text(puck.dead_zone), 0.01}},
                "app.set_puck", commands);
    draw_slider({"puck_speed",
                 {"input.puck_speed", "SpaceMouse: speed"},
                 "speed",
                 puck.speed,
                 {preferences::kSpeedMin, preferences::kSpeedMax, percent_text(puck.speed), 0.1}},
                "app.set_puck", commands);
    if (const auto on =
            ui::check("puck_one_axis", {"input.puck_one_axis", "SpaceMouse: one axis at a time"},
                      puck.is_one_axis)) {
        commands.emit("app.set_puck", {{"one_axis", *on}});
    }
    ui::text("inverted", {"input.inverted", "SpaceMouse axes the other way round:"},
             ui::Tone::kMuted);
    for (std::size_t i = 0; i < kAxes.size(); ++i) {
        const auto on = ui::check(std::string("axis_") + kAxisNames[i], kAxes[i], puck.inverted[i]);
        if (!on) continue;
        std::vector<std::string> inverted;
        for (std::size_t axis = 0; axis < kAxes.size(); ++axis) {
            if (axis == i ? *on : puck.inverted[axis]) inverted.emplace_back(kAxisNames[axis]);
        }
        commands.emit("app.set_puck", {{"inverted", std::move(inverted)}});
    }
    if (ui::button("look", {"input.look", "Look for a SpaceMouse again"})) {
        commands.emit("devices.look");
    }
}

}  // namespace

void draw_input_section(const AccessibilityState& page, CommandQueue& commands) {
    const preferences::Preferences& now = page.chosen;
    if (const auto on = ui::check("view_buttons", {"input.view_buttons", "Buttons on the picture"},
                                  now.view_buttons)) {
        commands.emit("app.view_buttons", {{"on", *on}});
    }
    draw_scanning(now.scan, commands);
    draw_gamepad(now.gamepad, commands);
    draw_puck(now.puck, commands);
    ui::heading("buttons", {"input.buttons", "Buttons of gamepad and SpaceMouse"});
    for (const ButtonRow& row : page.buttons)
        ui::value_row("button." + row.id, row.name, row.command);
    if (!now.buttons.empty() &&
        ui::button("reset_buttons", {"input.reset_buttons", "All buttons as they came"})) {
        commands.emit("buttons.reset");
    }
}

}  // namespace belvedere::panels
