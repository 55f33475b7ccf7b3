// SPDX-License-Identifier: Apache-2.0
// Commands on the other ways in: switches and scanning, gamepads, pucks, and their buttons.
#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/controls.hpp"
#include "app/window/session_commands.hpp"
#include "app/words/words.hpp"
#include "engine/text/utf8.hpp"

namespace belvedere::window {
namespace {

using command::Call;
using command::ValueType;
using preferences::Preferences;

void add_switches(command::CommandRegistry& registry, Session& session) {
    const auto is_scanned = [&session] { return session.person.preferences.scan.is_on; };
    struct Way {
        Entry entry;
        Switch which;
    };
    const Way ways[] = {
        {{"scan.select", "Switch: take this", "What scanning stands on is done.", "Space"},
         Switch::kSelect},
        {{"scan.step", "Switch: go on", "Scanning goes on to what is next.", "Enter"},
         Switch::kStep}};
    for (Way way : ways) {
        way.entry.enabled = is_scanned;
        add(registry, way.entry, [&session, which = way.which](const Call&) -> Result<void> {
            session.services.press_switch(which);
            session.changed = true;
            return {};
        });
    }
}

Result<void> set_scanning(Session& session, const Call& call) {
    const std::string switches = call.text("switches");
    const auto& known = preferences::kScanSwitches;
    if (!switches.empty() && std::find(known.begin(), known.end(), switches) == known.end()) {
        return fail(ErrorKind::kUsage, "switches are one or two");
    }
    amend_preferences(session, [&](Preferences& p) {
        if (!switches.empty()) p.scan.switches = switches;
        p.scan.dwell_s = call.number("dwell_s", p.scan.dwell_s);
        p.scan.first_pause_s = call.number("first_pause_s", p.scan.first_pause_s);
        p.scan.ignore_s = call.number("ignore_s", p.scan.ignore_s);
        p.scan.rounds = static_cast<int>(
            std::clamp<std::int64_t>(call.integer("rounds", p.scan.rounds), 0, 99));
    });
    return {};
}

void add_scanning(command::CommandRegistry& registry, Session& session) {
    add_switches(registry, session);
    add(registry,
        {"app.scanning",
         "Scanning for switches",
         "A highlight goes through the window; one or two switches work all of it.",
         "F8",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            amend_preferences(
                session, [&](Preferences& p) { p.scan.is_on = call.flag("on", !p.scan.is_on); });
            return {};
        });
    add(registry,
        {"app.set_scanning",
         "How scanning goes",
         "Sets the number of switches, the times and the rounds.",
         "",
         {may_have("switches", ValueType::kText), may_have("dwell_s", ValueType::kNumber),
          may_have("first_pause_s", ValueType::kNumber), may_have("ignore_s", ValueType::kNumber),
          may_have("rounds", ValueType::kInteger)}},
        [&](const Call& call) { return set_scanning(session, call); });
    add(registry,
        {"app.view_buttons",
         "Buttons on the picture",
         "Shows buttons that move the camera and find objects.",
         "F7",
         {may_have("on", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            amend_preferences(session, [&](Preferences& p) {
                p.view_buttons = call.flag("on", !p.view_buttons);
            });
            return {};
        });
}

Result<void> set_button(const command::CommandRegistry& registry, Session& session,
                        const Call& call) {
    const std::string id = call.text("command");
    const auto button = input::parse_device_button(call.text("button"));
    session.person.waits_for_key.clear();
    session.changed = true;
    if (!button) return fail(ErrorKind::kUsage, call.text("button") + " is not a button");
    if (!id.empty() && registry.find(id) == nullptr) {
        return fail(ErrorKind::kNotFound, "no command is named " + id);
    }
    amend_preferences(session, [&](Preferences& p) { p.buttons[input::to_text(*button)] = id; });
    return {};
}

void tap(Session& session, input::Key key) {
    for (const input::Press press : {input::Press::kDown, input::Press::kUp})
        session.services.push_input(input::KeyEvent{key, press, {}});
}

// What the letter pad writes into the field that has the keyboard.
void add_typing(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"type.text",
         "Write letters",
         "Writes into the field that has the keyboard.",
         "",
         {needs("text", ValueType::kText)}},
        [&](const Call& call) -> Result<void> {
            const auto letters = text::decode_utf8(call.text("text"), ui::kFieldBytesMax);
            for (const char32_t codepoint : letters.codepoints)
                session.services.push_input(input::TextEvent{codepoint});
            return {};
        });
    struct Way {
        Entry entry;
        input::Key key;
    };
    const Way ways[] = {
        {{"type.erase", "Erase", "Takes back the last letter."}, input::Key::kBackspace},
        {{"type.enter", "Enter", "Does what was written."}, input::Key::kEnter},
        {{"type.leave", "Leave the field", "The keyboard goes on to what is next."},
         input::Key::kTab}};
    for (const Way& way : ways) {
        add(registry, way.entry, [&session, key = way.key](const Call&) -> Result<void> {
            tap(session, key);
            return {};
        });
    }
    add(registry, {"type.space", "Space", "Writes a space."}, [&](const Call&) -> Result<void> {
        session.services.push_input(input::TextEvent{U' '});
        return {};
    });
}

void add_buttons(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"buttons.set",
         "Give a button a command",
         "Of a gamepad or a SpaceMouse; no command is none.",
         "",
         {needs("button", ValueType::kText), needs("command", ValueType::kText)}},
        [&](const Call& call) { return set_button(registry, session, call); });
    add(registry,
        {"buttons.reset", "Buttons as they came", "Forgets your own commands of all buttons."},
        [&](const Call&) -> Result<void> {
            amend_preferences(session, [](Preferences& p) { p.buttons.clear(); });
            return {};
        });
    add(registry,
        {"devices.look", "Look for devices again",
         "Finds a SpaceMouse that was not there at the start."},
        [&](const Call&) -> Result<void> {
            session.services.look_for_devices();
            return {};
        });
}

Result<void> set_puck(Session& session, const Call& call) {
    constexpr std::array<std::string_view, input::kPuckAxisCount> kAxes = {"right", "up",  "ahead",
                                                                           "pitch", "yaw", "roll"};
    std::array<bool, input::kPuckAxisCount> inverted{};
    for (const std::string& axis : call.list("inverted")) {
        const auto* found = std::find(kAxes.begin(), kAxes.end(), axis);
        if (found == kAxes.end()) {
            return fail(ErrorKind::kUsage, "axes are right, up, ahead, pitch, yaw and roll");
        }
        inverted[static_cast<std::size_t>(found - kAxes.begin())] = true;
    }
    amend_preferences(session, [&](Preferences& p) {
        p.puck.dead_zone = call.number("dead_zone", p.puck.dead_zone);
        p.puck.speed = call.number("speed", p.puck.speed);
        p.puck.is_one_axis = call.flag("one_axis", p.puck.is_one_axis);
        if (call.has("inverted")) p.puck.inverted = inverted;
    });
    return {};
}

void add_devices(command::CommandRegistry& registry, Session& session) {
    add(registry,
        {"app.set_gamepad",
         "How the gamepad moves",
         "Sets its dead zone, its speed and whether looking is inverted.",
         "",
         {may_have("dead_zone", ValueType::kNumber), may_have("speed", ValueType::kNumber),
          may_have("inverts_look", ValueType::kBool)}},
        [&](const Call& call) -> Result<void> {
            amend_preferences(session, [&](Preferences& p) {
                p.gamepad.dead_zone = call.number("dead_zone", p.gamepad.dead_zone);
                p.gamepad.speed = call.number("speed", p.gamepad.speed);
                p.gamepad.inverts_look = call.flag("inverts_look", p.gamepad.inverts_look);
            });
            return {};
        });
    add(registry,
        {"app.set_puck",
         "How the SpaceMouse moves",
         "Sets its dead zone, its speed, one axis at a time, and inverted axes.",
         "",
         {may_have("dead_zone", ValueType::kNumber), may_have("speed", ValueType::kNumber),
          may_have("one_axis", ValueType::kBool), may_have("inverted", ValueType::kTextList)}},
        [&](const Call& call) { return set_puck(session, call); });
}

}  // namespace

void add_input_commands(command::CommandRegistry& registry, Session& session) {
    add_scanning(registry, session);
    add_typing(registry, session);
    add_buttons(registry, session);
    add_devices(registry, session);
}

}  // namespace belvedere::window
