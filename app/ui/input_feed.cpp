// SPDX-License-Identifier: Apache-2.0
#include "app/ui/input_feed.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <bitset>
#include <cfloat>
#include <optional>
#include <utility>

#include "app/ui/context.hpp"
#include "app/ui/focus.hpp"
#include "app/ui/key_use.hpp"
#include "app/ui/tooltip.hpp"
#include "engine/text/utf8.hpp"

namespace belvedere::ui {
namespace {

using input::Key;
using input::Press;

// In a mirrored window "left" on the keyboard is where lines end.
Key in_layout(Key key) {
    if (!context().is_mirrored) return key;
    if (key == Key::kLeft) return Key::kRight;
    return key == Key::kRight ? Key::kLeft : key;
}

std::optional<Way> way_of(Key key) {
    switch (in_layout(key)) {
        case Key::kLeft:
            return Way::kLeft;
        case Key::kRight:
            return Way::kRight;
        case Key::kUp:
            return Way::kUp;
        case Key::kDown:
            return Way::kDown;
        default:
            return std::nullopt;
    }
}

void move_focus(Key64 to) {
    if (to == 0) return;
    set_focus(to);
    context().shows_focus = true;
    context().edited = 0;
}

ImVec2 pointer_at(float x, float y) {
    const Context& ui = context();
    return {ui.is_mirrored ? ui.width_px - x : x, y};
}

}  // namespace

struct InputFeed::Seen {
    bool press = false;  // A key press that a widget has to see.
    std::bitset<3> buttons;
    bool any_button = false;
};

void InputFeed::push(const input::InputEvent& event) {
    // Consecutive moves are one move: only the last position counts.
    if (std::holds_alternative<input::PointerMoveEvent>(event) && !events_.empty() &&
        std::holds_alternative<input::PointerMoveEvent>(events_.back())) {
        events_.back() = event;
        return;
    }
    if (events_.size() >= kEventsMax) events_.pop_front();
    events_.push_back(event);
}

void InputFeed::apply(std::span<const Node> nodes) {
    Context& ui = context();
    ui.press.reset();
    ui.typed.clear();
    // A layer that has just opened takes the keyboard as soon as there is something in it.
    if (ui.opens_layer()) {
        --ui.layers.back().frames_new;
        const Key64 first = next_stop(nodes, 0, Step::kNext);
        const bool is_inside =
            std::any_of(nodes.begin(), nodes.end(), [](const Node& node) { return node.is_layer; });
        if (is_inside && first != 0) {
            if (ui.edited == 0) set_focus(first);
            ui.layers.back().frames_new = 0;
        }
    }
    Seen seen;
    while (!events_.empty() && apply_one(events_.front(), seen, nodes))
        events_.pop_front();
}

void InputFeed::settle(std::span<const Node> nodes) {
    Context& ui = context();
    if (!ui.press) return;
    const input::KeyChord press = *std::exchange(ui.press, std::nullopt);
    if (press.key == Key::kEscape) {
        ui.focus = 0;
        ui.edited = 0;
        return;
    }
    if (press.modifiers.bits != 0 || ui.edited != 0) return;
    if (const auto way = way_of(press.key)) move_focus(neighbour(nodes, ui.focus, *way));
    if (press.key == Key::kHome) move_focus(end_of_stop(nodes, ui.focus, Step::kPrevious));
    if (press.key == Key::kEnd) move_focus(end_of_stop(nodes, ui.focus, Step::kNext));
}

bool InputFeed::apply_key(const input::KeyEvent& event, Seen& seen, std::span<const Node> nodes) {
    Context& ui = context();
    const Capture capture{.keyboard = has_keyboard(), .text = ui.edited != 0};
    const bool is_escape = event.key == Key::kEscape && event.press != Press::kUp;
    if (is_escape && !seen.press && put_hint_away()) return true;
    // Without the keyboard, keys move the camera or are shortcuts: not ours.
    if (!is_for_widgets(event, capture)) return true;
    if (seen.press) return false;
    if (is_walking_key(event)) {
        const bool is_back = event.modifiers.has(input::Modifiers::kShift);
        move_focus(next_stop(nodes, ui.focus, is_back ? Step::kPrevious : Step::kNext));
        return true;
    }
    seen.press = true;
    ui.closed_by_click = 0;
    ui.press = input::KeyChord{event.key, event.modifiers};
    if (ui.edited == 0) ui.press->key = in_layout(event.key);
    return true;
}

bool InputFeed::apply_one(const input::InputEvent& event, Seen& seen, std::span<const Node> nodes) {
    ImGuiIO& io = ImGui::GetIO();
    if (const auto* key = std::get_if<input::KeyEvent>(&event)) return apply_key(*key, seen, nodes);
    if (const auto* text = std::get_if<input::TextEvent>(&event)) {
        if (seen.press) return false;
        // Control characters are keys, not text; TextEdit leaves them out.
        text::append_utf8(text->codepoint, context().typed);
    } else if (const auto* move = std::get_if<input::PointerMoveEvent>(&event)) {
        if (seen.any_button) return false;
        io.MousePos = pointer_at(move->x, move->y);
    } else if (std::holds_alternative<input::PointerLeaveEvent>(event)) {
        if (seen.any_button) return false;
        io.MousePos = {-FLT_MAX, -FLT_MAX};
    } else if (const auto* button = std::get_if<input::MouseButtonEvent>(&event)) {
        const auto index = static_cast<std::size_t>(button->button);
        if (seen.buttons[index]) return false;
        seen.buttons[index] = true;
        seen.any_button = true;
        io.MousePos = pointer_at(button->x, button->y);
        io.MouseDown[index] = button->press == Press::kDown;
        if (button->press == Press::kDown) context().closed_by_click = 0;
    } else if (const auto* scroll = std::get_if<input::ScrollEvent>(&event)) {
        io.MouseWheel += scroll->y;
        io.MouseWheelH += scroll->x;
    } else if (const auto* focus = std::get_if<input::FocusEvent>(&event)) {
        io.AddFocusEvent(focus->focused);
    }
    return true;
}

}  // namespace belvedere::ui
