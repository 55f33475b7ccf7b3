// SPDX-License-Identifier: Apache-2.0
// Menus and dialogs.
#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/containers.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/layers.hpp"
#include "app/ui/rows.hpp"

namespace belvedere::ui {

void menu(std::string_view id, const Message& message, const Body& body) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    const std::string name = translated(message);
    const SetText text = ui.type.line(name, TextSize::kBody);
    const float padding = ImGui::GetStyle().FramePadding.x;
    ItemSpec spec{.id = id, .role = Role::kMenu, .name = name};
    spec.size = {text->width_px + 2.0F * padding, control_height()};
    spec.states = {access::State::kHasPopup, access::State::kExpandable};
    spec.actions = {access::Action::kShowMenu};
    const Item head = item(std::move(spec));
    const bool is_asked = take_request(head.key, access::Action::kShowMenu).has_value();
    const bool is_down = head.is_focused && has_keyboard() && take_press(input::Key::kDown);
    if (head.is_pressed || is_asked || is_down) {
        is_layer_open(head.key) ? close_layer(head.key) : open_layer(head.key);
    }
    const bool is_open = is_layer_open(head.key);
    ui.nodes[head.node].states.insert(is_open ? access::State::kExpanded
                                              : access::State::kCollapsed);
    if (head.is_visible) {
        if (is_open || head.is_hovered) fill_box(head.rect, c.control_hover);
        paint_in_row(*text, head.rect.x0 + padding, head.rect, c.text);
    }
    LayerLook look{.role = Role::kMenu, .name = name, .at = {head.rect.x0, head.rect.y1}};
    look.width = px(ui.theme->metrics.dock_width_px);
    ui.menu_owner = head.key;
    layer(id, head.key, look, body);
    ui.menu_owner = 0;
}

bool menu_item(std::string_view id, const MenuItem& entry) {
    Context& ui = context();
    const Key64 owner = ui.menu_owner;
    RowLook look{.role = Role::kMenuItem, .id = id, .text = entry.text, .detail = entry.shortcut};
    look.is_enabled = entry.enabled;
    look.stop = owner;
    look.is_selected = entry.checked;
    look.grows = true;
    const Item row = draw_row(look);
    Node& node = ui.nodes[row.node];
    node.value.clear();
    node.shortcut = entry.shortcut;
    if (row.is_pressed && owner != 0) close_layer(owner);
    return row.is_pressed;
}

bool dialog(std::string_view id, const Message& message, bool open, const Body& body) {
    Context& ui = context();
    const Key64 key = access::node_id("dialog." + std::string(id)).value;
    const auto shown = std::find(ui.dialogs.begin(), ui.dialogs.end(), key);
    if (!open) {
        if (shown != ui.dialogs.end()) {
            ui.dialogs.erase(shown);
            close_layer(key);
        }
        return false;
    }
    if (shown == ui.dialogs.end()) {
        ui.dialogs.push_back(key);
        open_layer(key);
    } else if (!is_layer_open(key)) {
        // Escape or a click outside; it stays closed until the caller has heard of it.
        return false;
    }
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    LayerLook look{.role = Role::kDialog, .name = translated(message)};
    // A little above the middle; in a low window as high as that.
    const bool is_low = window.y < px(ui.theme->metrics.dock_width_px) * 1.8F;
    look.at = {window.x * 0.5F, window.y * (is_low ? 0.02F : 0.18F)};
    look.pivot = {0.5F, 0.0F};
    look.width = std::min(px(ui.theme->metrics.dock_width_px) * 1.8F, window.x * 0.96F);
    look.height_max = window.y * (is_low ? 0.96F : 0.75F);
    look.is_modal = true;
    layer(id, key, look, body);
    return is_layer_open(key);
}

}  // namespace belvedere::ui
