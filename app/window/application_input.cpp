// SPDX-License-Identifier: Apache-2.0
// Application: the step that takes input, and who of picture, panels and keys gets it.
#include <algorithm>
#include <utility>

#include "app/window/application_state.hpp"
#include "app/window/device_buttons.hpp"
#include "app/window/key_owner.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::window {

void Application::poll_input() {
    const std::vector<input::InputEvent> events = window->wait_events(wait_s());
    step_begin_s = system_clock().steady_seconds();
    for (const input::InputEvent& event : events) {
        if (const auto* key = std::get_if<input::KeyEvent>(&event)) {
            // A screen reader's own commands are not ours, and neither are keys we do not know.
            if (assistive.takes(*key) || key->key == input::Key::kNone) continue;
        }
        if (!follow_window(event)) turns.push(event);
    }
    const ui::Settled settled = commands.empty() ? frame.capture().settled : ui::Settled::kNo;
    turns.hand_on(settled, [this](const input::InputEvent& event) { return take_turn(event); });
    poll_audience();
    if (assistive.carry_requests(frame) || assistive.owes_tree()) session.changed = true;
    carry_object_requests();
    session.telling.is_listened_to = assistive.is_heard();
    if (assistive.take_view_focus()) frame.give_keyboard_to_picture();
    poll_devices();
}

bool Application::follow_window(const input::InputEvent& event) {
    if (const auto* size = std::get_if<input::ResizeEvent>(&event)) {
        graphics->resize(size->width_px, size->height_px);
    } else if (const auto* drop = std::get_if<input::DropEvent>(&event)) {
        for (const std::string& path : drop->paths)
            commands.emit("source.open", {{"uri", path}});
    } else if (std::holds_alternative<input::CloseEvent>(event)) {
        session.wants_quit = true;
    } else if (const auto* focus = std::get_if<input::FocusEvent>(&event)) {
        is_active = focus->focused;
    } else if (!std::holds_alternative<input::RefreshEvent>(event) &&
               !std::holds_alternative<input::ScaleEvent>(event)) {
        return false;
    }
    frame.push(event);
    session.changed = true;
    return true;
}

InputOutcome Application::take_turn(const input::InputEvent& event) {
    if (const auto taken = take_key_for_command(event)) return *taken;
    if (const auto taken = take_switch(event)) return *taken;
    if (const auto taken = take_key_for_stage(event)) return *taken;
    const ui::Capture capture = frame.capture();
    if (const auto* key = std::get_if<input::KeyEvent>(&event)) return take_key(*key, capture);
    if (std::holds_alternative<input::TextEvent>(event)) {
        if (capture.text) frame.push(event);
        return InputOutcome::kPassed;
    }
    frame.push(event);
    const bool has_sources = panels->layout.has_sources;
    view_input.handle(event, has_sources && !over_panel(event, capture));
    point_for_audience(event);
    // What a click comes to shows in a frame; keys wait for it, the pointer goes on.
    return std::holds_alternative<input::MouseButtonEvent>(event) ? InputOutcome::kActs
                                                                  : InputOutcome::kPassed;
}

InputOutcome Application::take_key(const input::KeyEvent& event, const ui::Capture& capture) {
    // Escape puts a hint away first, whoever has the keyboard.
    const bool is_escape = event.key == input::Key::kEscape && event.press == input::Press::kDown;
    if (is_escape && frame.shows_hint()) {
        frame.push(event);
        return InputOutcome::kActs;
    }
    const KeyOwner owner =
        owner_of(event, {capture, session.person.preferences.character_keys}, registry);
    if (owner.command != nullptr) {
        commands.emit(owner.command->id);
        return is_movement(*owner.command) ? InputOutcome::kTaken : InputOutcome::kActs;
    }
    if (!owner.is_widget) return InputOutcome::kPassed;
    frame.push(event);
    return InputOutcome::kActs;
}

void Application::poll_devices() {
    const preferences::Preferences& wish = session.person.preferences;
    const input::GamepadState now = window->gamepad();
    pad_pace.note(now, step_begin_s);
    for (const input::DeviceButtonEvent& event : button_events(std::exchange(pad, now), now))
        press_device_button(event);
    const platform::Puck::News news = puck.take();
    for (const input::DeviceButtonEvent& event : news.buttons)
        press_device_button(event);
    if (is_in_dialog()) return;
    (void)view_input.move_by(motion_of(pad, wish.gamepad), last_frame_s);
    (void)view_input.move_by(motion_of(news.state, wish.puck), last_frame_s);
}

void Application::press_device_button(const input::DeviceButtonEvent& event) {
    if (event.press != input::Press::kDown || take_key_for_command(event).has_value()) return;
    const std::string id = command_of(event.button, session.person.preferences);
    const command::Command* command = registry.find(id);
    if (command == nullptr || !command::CommandRegistry::is_enabled(*command)) return;
    commands.emit(id);
}

std::optional<InputOutcome> Application::take_switch(const input::InputEvent& event) {
    if (!session.person.preferences.scan.is_on) return std::nullopt;
    const auto* key = std::get_if<input::KeyEvent>(&event);
    if (key == nullptr) return std::nullopt;
    const command::Command* command = registry.for_key({key->key, key->modifiers});
    if (command == nullptr || !command->id.starts_with("scan.")) return std::nullopt;
    if (key->press != input::Press::kDown) return InputOutcome::kTaken;
    commands.emit(command->id);
    return InputOutcome::kActs;
}

bool Application::over_panel(const input::InputEvent& event, const ui::Capture& capture) const {
    // ImGui answers for the last frame; panels stand still, so their places answer for this one.
    const auto inside = [&](float x, float y) {
        const ViewArea& a = session.area;
        return x >= a.x0 && x < a.x1 && y >= a.y0 && y < a.y1;
    };
    if (is_in_dialog()) return true;
    if (const auto* move = std::get_if<input::PointerMoveEvent>(&event)) {
        return !inside(move->x, move->y);
    }
    if (const auto* button = std::get_if<input::MouseButtonEvent>(&event)) {
        return !inside(button->x, button->y) || (capture.pointer && pointer_in_notice());
    }
    return capture.pointer;
}

bool Application::pointer_in_notice() const {
    const auto nodes = frame.nodes();
    const auto at = view_input.pointer();
    return at && std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
               return node.id == "notices" && node.rect.contains(at->x, at->y);
           });
}

bool Application::is_in_dialog() const {
    return session.shows_help || session.shows_palette || session.shows_open ||
           session.shows_layouts || session.shows_settings || session.shows_about ||
           session.save.is_shown || session.person.shows_page || session.picture.shows_dialog;
}

std::optional<InputOutcome> Application::take_key_for_command(const input::InputEvent& event) {
    const std::string& id = session.person.waits_for_key;
    if (id.empty()) return std::nullopt;
    if (const auto* button = std::get_if<input::DeviceButtonEvent>(&event)) {
        commands.emit("buttons.set", {{"command", id}, {"button", input::to_text(button->button)}});
        return InputOutcome::kActs;
    }
    const auto* key = std::get_if<input::KeyEvent>(&event);
    // A key that was down before is let go by the widget that saw it go down.
    if (key == nullptr || key->press == input::Press::kUp) return std::nullopt;
    const bool is_modifier = key->key >= input::Key::kShift && key->key <= input::Key::kSuper;
    if (is_modifier || key->press == input::Press::kRepeat) return InputOutcome::kTaken;
    if (key->key == input::Key::kEscape) {
        commands.emit("keys.stop_waiting");
    } else {
        const std::string chord = input::to_text({key->key, key->modifiers});
        commands.emit("keys.set", {{"command", id}, {"key", chord}});
    }
    return InputOutcome::kActs;
}

}  // namespace belvedere::window
