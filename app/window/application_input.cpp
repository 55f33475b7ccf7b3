// SPDX-License-Identifier: Apache-2.0
// Application: the step that takes input, and who of picture, panels and keys gets it.
#include <algorithm>
#include <iterator>
#include <utility>

#include "app/window/application_state.hpp"
#include "app/window/device_buttons.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::window {
namespace {

// Keys that mean something in a text field together with Ctrl.
bool is_editing(input::Key key) {
    using enum input::Key;
    constexpr input::Key kEditing[] = {kA,  kC,    kV,    kX,   kY,         kZ,      kLeft,  kRight,
                                       kUp, kDown, kHome, kEnd, kBackspace, kDelete, kInsert};
    return std::find(std::begin(kEditing), std::end(kEditing), key) != std::end(kEditing);
}

bool is_escape(const input::InputEvent& event) {
    const auto* key = std::get_if<input::KeyEvent>(&event);
    return key != nullptr && key->key == input::Key::kEscape && key->press == input::Press::kDown;
}

}  // namespace

void Application::poll_input() {
    const std::vector<input::InputEvent> events = window->wait_events(wait_s());
    step_begin_s = system_clock().steady_seconds();
    const ui::Capture capture = frame.capture();
    for (const input::InputEvent& event : events) {
        if (const auto* key = std::get_if<input::KeyEvent>(&event)) {
            // A screen reader's own commands are not ours, and neither are keys we do not know.
            if (assistive.takes(*key) || key->key == input::Key::kNone) continue;
        }
        if (take_key_for_command(event) || take_switch(event) || take_key_for_stage(event))
            continue;
        const bool puts_hint_away = is_escape(event) && frame.shows_hint();
        frame.push(event);
        if (!puts_hint_away) route(event, capture);
        point_for_audience(event);
    }
    poll_audience();
    if (assistive.carry_requests(frame) || assistive.owes_tree()) session.changed = true;
    carry_object_requests();
    session.telling.is_listened_to = assistive.is_heard();
    if (assistive.take_view_focus()) frame.give_keyboard_to_picture();
    poll_devices();
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
    if (event.press != input::Press::kDown || take_key_for_command(event)) return;
    const std::string id = command_of(event.button, session.person.preferences);
    const command::Command* command = registry.find(id);
    if (command == nullptr || !command::CommandRegistry::is_enabled(*command)) return;
    commands.emit(id);
}

bool Application::take_switch(const input::InputEvent& event) {
    if (!session.person.preferences.scan.is_on) return false;
    if (std::holds_alternative<input::TextEvent>(event)) return swallows_text;
    const auto* key = std::get_if<input::KeyEvent>(&event);
    if (key == nullptr) return false;
    swallows_text = false;
    const command::Command* command = registry.for_key({key->key, key->modifiers});
    if (command == nullptr || !command->id.starts_with("scan.")) return false;
    swallows_text = true;
    if (key->press == input::Press::kDown) commands.emit(command->id);
    return true;
}

void Application::route(const input::InputEvent& event, const ui::Capture& capture) {
    if (const auto* key = std::get_if<input::KeyEvent>(&event)) {
        handle_key(*key, capture);
    } else if (const auto* size = std::get_if<input::ResizeEvent>(&event)) {
        graphics->resize(size->width_px, size->height_px);
        session.changed = true;
    } else if (const auto* drop = std::get_if<input::DropEvent>(&event)) {
        for (const std::string& path : drop->paths)
            commands.emit("source.open", {{"uri", path}});
    } else if (std::holds_alternative<input::CloseEvent>(event)) {
        session.wants_quit = true;
    } else if (const auto* focus = std::get_if<input::FocusEvent>(&event)) {
        is_active = focus->focused;
        session.changed = true;
    } else if (std::holds_alternative<input::RefreshEvent>(event) ||
               std::holds_alternative<input::ScaleEvent>(event)) {
        session.changed = true;
    }
    const bool has_sources = panels->layout.has_sources;
    const bool over_picture = has_sources && !over_panel(event, capture);
    view_input.handle(event, over_picture);
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

bool Application::take_key_for_command(const input::InputEvent& event) {
    const std::string& id = session.person.waits_for_key;
    if (id.empty()) return false;
    if (std::holds_alternative<input::TextEvent>(event)) return true;
    if (const auto* button = std::get_if<input::DeviceButtonEvent>(&event)) {
        commands.emit("buttons.set", {{"command", id}, {"button", input::to_text(button->button)}});
        return true;
    }
    const auto* key = std::get_if<input::KeyEvent>(&event);
    // A key that was down before is let go by the widget that saw it go down.
    if (key == nullptr || key->press == input::Press::kUp) return false;
    const bool is_modifier = key->key >= input::Key::kShift && key->key <= input::Key::kSuper;
    if (is_modifier || key->press == input::Press::kRepeat || !commands.empty()) return true;
    if (key->key == input::Key::kEscape) {
        commands.emit("keys.stop_waiting");
    } else {
        const std::string chord = input::to_text({key->key, key->modifiers});
        commands.emit("keys.set", {{"command", id}, {"key", chord}});
    }
    return true;
}

void Application::handle_key(const input::KeyEvent& event, const ui::Capture& capture) {
    if (event.press == input::Press::kUp) return;
    const bool is_function_key = event.key >= input::Key::kF1 && event.key <= input::Key::kF12;
    const bool is_plain = (event.modifiers.bits & ~input::Modifiers::kShift) == 0;
    // Plain keys belong to a focused widget; editing keys with Ctrl to a text field.
    if (capture.keyboard && is_plain && !is_function_key) return;
    // A dialog that opens with the next frame takes what is typed meanwhile.
    if (is_in_dialog() && is_plain && !is_function_key) return;
    if (capture.text && is_editing(event.key) && !is_function_key) return;
    const input::KeyChord chord{event.key, event.modifiers};
    if (!session.person.preferences.character_keys && input::is_character(chord)) return;
    const command::Command* command = registry.for_key(chord);
    if (command == nullptr || !command::CommandRegistry::is_enabled(*command)) return;
    // Held keys repeat movements only.
    if (event.press == input::Press::kRepeat && !command->id.starts_with("view.")) return;
    commands.emit(command->id);
}

}  // namespace belvedere::window
