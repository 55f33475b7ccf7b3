// SPDX-License-Identifier: Apache-2.0
#include "app/ui/item.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace belvedere::ui {
namespace {

Node node_of(ItemSpec& spec, Key64 key) {
    Node node;
    node.role = spec.role;
    node.name = std::move(spec.name);
    node.value = std::move(spec.value);
    node.description = spec.hint;
    node.states = spec.states;
    node.actions = spec.actions;
    node.enabled = spec.is_enabled;
    node.stop = spec.stop;
    if (spec.takes_focus && spec.is_enabled) {
        node.key = key;
        node.actions.insert(access::Action::kFocus);
    }
    if (spec.activation == Activation::kPress && spec.is_enabled) {
        node.actions.insert(access::Action::kPress);
    }
    return node;
}

// The keyboard is here because a person brought it here, by whatever means but the pointer.
bool keeps_focus(Key64 key) {
    Context& ui = context();
    if (take_request(key, access::Action::kFocus)) {
        set_focus(key);
        ui.shows_focus = true;
    }
    if (ui.focus != key) return false;
    ui.frames_without_focus = 0;
    return true;
}

bool is_pressed_by_keys() {
    return take_press(input::Key::kSpace) || take_press(input::Key::kEnter);
}

}  // namespace

std::optional<access::Request> take_request(Key64 key, access::Action action) {
    auto& requests = context().requests;
    const auto found =
        std::find_if(requests.begin(), requests.end(), [&](const access::Request& request) {
            return request.node.value == key && request.action == action;
        });
    if (found == requests.end()) return std::nullopt;
    access::Request request = std::move(*found);
    requests.erase(found);
    return request;
}

Item item(ItemSpec spec) {
    Context& ui = context();
    Item result;
    const std::string hint = spec.hint;
    spec.size = {std::ceil(spec.size.x), std::ceil(spec.size.y)};
    std::string id = full_id(spec.id);
    result.key = access::node_id(id).value;
    // ImGui's ids have 32 bits; two widgets of one window that share them are not to be feared.
    const auto imgui_id = static_cast<ImGuiID>(result.key ^ (result.key >> 32)) | 1U;
    // On whole pixels: lines that lie between two of them are blurred, and fainter than they
    // should.
    const ImVec2 cursor = ImGui::GetCurrentWindow()->DC.CursorPos;
    const ImVec2 at{std::floor(cursor.x), std::floor(cursor.y)};
    const ImRect box(at, {at.x + spec.size.x, at.y + spec.size.y});
    result.rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y};
    ImGui::ItemSize(spec.size, 0.0F);
    result.is_visible = ImGui::ItemAdd(box, imgui_id);
    // Else a press that is held for more than two frames is forgotten: ids of our own are not
    // asked for by GetID(), which does this.
    ImGui::KeepAliveID(imgui_id);
    const bool acts = spec.activation != Activation::kNone && spec.is_enabled;
    const bool is_text = spec.activation == Activation::kText;
    if (result.is_visible && acts) {
        result.is_pressed =
            ImGui::ButtonBehavior(box, imgui_id, &result.is_hovered, &result.is_held,
                                  is_text ? ImGuiButtonFlags_PressedOnClick : 0);
    } else if (result.is_visible) {
        result.is_hovered = ImGui::ItemHoverable(box, imgui_id);
    }
    if (result.is_pressed && spec.takes_focus) {
        // Tab goes on from here; keys stay with the picture.
        ui.focus = result.key;
        ui.shows_focus = false;
    }
    if (spec.takes_focus && spec.is_enabled) result.is_focused = keeps_focus(result.key);
    if (acts && !is_text && result.is_focused && is_pressed_by_keys()) result.is_pressed = true;
    if (acts && take_request(result.key, access::Action::kPress)) result.is_pressed = true;
    if (result.is_focused && std::exchange(ui.scrolls_to_focus, false)) {
        // With the ring around it.
        const float ring = 2.0F * px(ui.theme->metrics.focus_ring_px) + 2.0F;
        ImRect whole = box;
        whole.Expand({0.0F, ring});
        ImGui::ScrollToBringRectIntoView(ImGui::GetCurrentWindow(), whole);
    }
    Node node = node_of(spec, result.key);
    node.id = std::move(id);
    node.rect = on_screen(result.rect);
    node.focused = result.is_focused && has_keyboard();
    result.node = add_node(std::move(node));
    tooltip_of(result, hint);
    if (result.is_visible && result.is_focused && ui.shows_focus) {
        const ImRect& clip = ImGui::GetCurrentWindow()->ClipRect;
        ui.ring = {result.rect, {clip.Min.x, clip.Min.y, clip.Max.x, clip.Max.y}};
    }
    ui.last_item = result;
    return result;
}

}  // namespace belvedere::ui
