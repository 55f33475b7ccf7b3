// SPDX-License-Identifier: Apache-2.0
#include "app/ui/input_feed.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <bitset>
#include <cfloat>
#include <utility>
#include <vector>

#include "app/ui/context.hpp"

namespace belvedere::ui {
namespace {

using input::Key;
using input::Press;

// Keys that widgets act on by themselves; all others mean something only together with Ctrl.
bool is_widget_key(Key key) {
    using enum Key;
    constexpr Key kActing[] = {kLeft, kRight,  kUp,     kDown,      kPageUp, kPageDown, kHome,
                               kEnd,  kInsert, kDelete, kBackspace, kSpace,  kEnter,    kEscape};
    return std::find(std::begin(kActing), std::end(kActing), key) != std::end(kActing);
}

std::size_t slot(Key key) {
    return static_cast<std::size_t>(key);
}

// A key goes to the widgets only while the keyboard is theirs; otherwise it moves the camera.
bool widgets_take_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.WantTextInput || io.NavVisible ||
           ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void move_focus(std::span<const Node> nodes, bool backwards) {
    std::vector<std::uint32_t> keys;
    const ImGuiID now = ImGui::GetCurrentContext()->NavId;
    std::size_t at = 0;
    bool found = false;
    for (const Node& node : nodes) {
        if (node.key == 0) continue;
        if (node.key == now) {
            at = keys.size();
            found = true;
        }
        keys.push_back(node.key);
    }
    if (keys.empty()) return;
    const std::size_t step = backwards ? keys.size() - 1 : 1;
    std::size_t next = backwards ? keys.size() - 1 : 0;
    // ImGui puts its invisible cursor on the first item of a window; that is not yet a focus.
    const bool only_preset = at == 0 && ImGui::GetCurrentContext()->NavDisableHighlight;
    if (found && !only_preset) next = (at + step) % keys.size();
    ImGui::ClearActiveID();
    context().focus_request = keys[next];
}

bool release_focus() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const bool popup =
        ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    if (popup || g.ActiveId != 0 || !ImGui::GetIO().NavVisible) return false;
    ImGui::SetWindowFocus(nullptr);
    return true;
}

}  // namespace

struct InputFeed::Seen {
    bool text = false;        // Typed characters.
    bool widget_key = false;  // A key that widgets act on.
    std::bitset<input::kKeyCount> keys;
    std::bitset<3> buttons;
    bool any_button = false;
};

InputFeed::InputFeed() {
    ImGuiIO& io = ImGui::GetIO();
    const std::pair<ImGuiKey, Key> map[] = {
        {ImGuiKey_Tab, Key::kTab},
        {ImGuiKey_LeftArrow, Key::kLeft},
        {ImGuiKey_RightArrow, Key::kRight},
        {ImGuiKey_UpArrow, Key::kUp},
        {ImGuiKey_DownArrow, Key::kDown},
        {ImGuiKey_PageUp, Key::kPageUp},
        {ImGuiKey_PageDown, Key::kPageDown},
        {ImGuiKey_Home, Key::kHome},
        {ImGuiKey_End, Key::kEnd},
        {ImGuiKey_Insert, Key::kInsert},
        {ImGuiKey_Delete, Key::kDelete},
        {ImGuiKey_Backspace, Key::kBackspace},
        {ImGuiKey_Space, Key::kSpace},
        {ImGuiKey_Enter, Key::kEnter},
        {ImGuiKey_Escape, Key::kEscape},
        {ImGuiKey_A, Key::kA},
        {ImGuiKey_C, Key::kC},
        {ImGuiKey_V, Key::kV},
        {ImGuiKey_X, Key::kX},
        {ImGuiKey_Y, Key::kY},
        {ImGuiKey_Z, Key::kZ},
    };
    for (const auto& [imgui_key, key] : map)
        io.KeyMap[imgui_key] = static_cast<int>(key);
}

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
    Seen seen;
    while (!events_.empty() && apply_one(events_.front(), seen, nodes))
        events_.pop_front();
}

bool InputFeed::apply_key(const input::KeyEvent& event, Seen& seen, std::span<const Node> nodes) {
    ImGuiIO& io = ImGui::GetIO();
    if (seen.keys[slot(event.key)]) return false;
    io.KeyCtrl = event.modifiers.has(input::Modifiers::kControl);
    io.KeyShift = event.modifiers.has(input::Modifiers::kShift);
    io.KeyAlt = event.modifiers.has(input::Modifiers::kAlt);
    io.KeySuper = event.modifiers.has(input::Modifiers::kSuper);
    const bool down = event.press != Press::kUp;
    if (event.key == Key::kTab && !io.KeyCtrl && !io.KeyAlt) {
        if (down) move_focus(nodes, io.KeyShift);
        return true;
    }
    if (event.key == Key::kEscape && down && release_focus()) return true;
    if (event.press == Press::kRepeat) return true;  // ImGui repeats held keys itself.
    // A release is always handed on, so that no key sticks.
    if (down && !widgets_take_keys()) return true;
    // Letters reach a field as text; as keys they would only cost a frame each while one types.
    if (!io.KeyCtrl && !is_widget_key(event.key)) {
        io.KeysDown[slot(event.key)] = false;
        return true;
    }
    // What was typed before a key is read before it.
    if (down && seen.text) return false;
    seen.widget_key = seen.widget_key || down;
    seen.keys[slot(event.key)] = true;
    io.KeysDown[slot(event.key)] = down;
    return true;
}

bool InputFeed::apply_one(const input::InputEvent& event, Seen& seen, std::span<const Node> nodes) {
    ImGuiIO& io = ImGui::GetIO();
    if (const auto* key = std::get_if<input::KeyEvent>(&event)) return apply_key(*key, seen, nodes);
    if (const auto* text = std::get_if<input::TextEvent>(&event)) {
        if (seen.widget_key) return false;
        seen.text = true;
        io.AddInputCharacter(static_cast<unsigned int>(text->codepoint));
    } else if (const auto* move = std::get_if<input::PointerMoveEvent>(&event)) {
        if (seen.any_button) return false;
        io.MousePos = {move->x, move->y};
    } else if (std::holds_alternative<input::PointerLeaveEvent>(event)) {
        if (seen.any_button) return false;
        io.MousePos = {-FLT_MAX, -FLT_MAX};
    } else if (const auto* button = std::get_if<input::MouseButtonEvent>(&event)) {
        const auto index = static_cast<std::size_t>(button->button);
        if (seen.buttons[index]) return false;
        seen.buttons[index] = true;
        seen.any_button = true;
        io.MousePos = {button->x, button->y};
        io.MouseDown[index] = button->press == Press::kDown;
    } else if (const auto* scroll = std::get_if<input::ScrollEvent>(&event)) {
        io.MouseWheel += scroll->y;
        io.MouseWheelH += scroll->x;
    } else if (const auto* focus = std::get_if<input::FocusEvent>(&event)) {
        io.AddFocusEvent(focus->focused);
        if (!focus->focused) std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
    }
    return true;
}

}  // namespace belvedere::ui
