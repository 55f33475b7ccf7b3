// SPDX-License-Identifier: Apache-2.0
// What folds and unfolds: sections and trees; and rows and tabs, of which one is chosen.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/containers.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/rows.hpp"

namespace belvedere::ui {
namespace {

// Whether something is open, kept from frame to frame.
bool& open_state(Key64 key, Initially initially) {
    return context().open.try_emplace(key, initially == Initially::kOpen).first->second;
}

// Right opens, left closes, as in every tree.
void fold_by_keys(const Item& item, bool& is_open) {
    if (take_request(item.key, access::Action::kExpand)) is_open = true;
    if (take_request(item.key, access::Action::kCollapse)) is_open = false;
    if (!item.is_focused || !has_keyboard()) return;
    if (!is_open && take_press(input::Key::kRight)) is_open = true;
    if (is_open && take_press(input::Key::kLeft)) is_open = false;
}

void note_folding(const Item& item, bool is_open) {
    Node& node = context().nodes[item.node];
    node.states.insert(access::State::kExpandable);
    node.states.insert(is_open ? access::State::kExpanded : access::State::kCollapsed);
    node.actions.insert(access::Action::kExpand);
    node.actions.insert(access::Action::kCollapse);
}

}  // namespace

void section(std::string_view id, const Message& message, Initially initially, const Body& body) {
    const std::string name = translated(message);
    const Colors& c = context().theme->colors;
    ItemSpec spec{.id = id, .role = Role::kButton, .name = name};
    const float width = ImGui::GetContentRegionAvail().x;
    const float side = control_height();
    const float gap = px(context().theme->metrics.spacing_px);
    const SetText text =
        context().type.paragraph(name, TextSize::kBody, std::max(1.0F, width - side - gap));
    spec.size = {width, height_around(*text)};
    const Item head = item(std::move(spec));
    bool& is_open = open_state(head.key, initially);
    if (head.is_pressed) is_open = !is_open;
    fold_by_keys(head, is_open);
    note_folding(head, is_open);
    if (head.is_visible) {
        fill_box(head.rect, head.is_hovered ? c.control_hover : c.control);
        outline_quietly(head.rect);
        draw_arrow({head.rect.x0, head.rect.y0, head.rect.x0 + side, head.rect.y1},
                   is_open ? Arrow::kDown : Arrow::kForward, c.text);
        paint_in_row(*text, head.rect.x0 + side, head.rect, c.text, width - side - gap);
    }
    if (!is_open) return;
    const ScopeGuard guard(id, head.node);
    body();
    ImGui::Dummy({0.0F, px(context().theme->metrics.spacing_px) * 0.5F});
}

bool tree_item(std::string_view id, const TreeItem& tree, const Body& children) {
    Context& ui = context();
    const float side = control_height();
    const float indent = static_cast<float>(ui.tree_depth) * side * 0.6F;
    RowLook look{.role = Role::kTreeItem, .id = id, .text = tree.text};
    look.is_selected = tree.selected;
    look.grows = true;
    look.indent_px = indent + side * 0.7F;
    look.stop = ui.tree_stop != 0 ? ui.tree_stop : access::node_id(full_id("tree")).value;
    const Item row = draw_row(look);
    ui.nodes[row.node].level = ui.tree_depth + 1;
    bool is_open = false;
    bool is_toggled = false;
    if (!tree.leaf) {
        bool& state = open_state(row.key, tree.initially);
        if (tree.reveals) state = true;
        const float pointer = ImGui::GetIO().MousePos.x - row.rect.x0;
        is_toggled = row.is_pressed && row.is_hovered && pointer < indent + side;
        if (is_toggled) state = !state;
        fold_by_keys(row, state);
        note_folding(row, state);
        is_open = state;
        if (row.is_visible) {
            draw_arrow(
                {row.rect.x0 + indent, row.rect.y0, row.rect.x0 + indent + side, row.rect.y1},
                is_open ? Arrow::kDown : Arrow::kForward, ui.theme->colors.text_muted);
        }
    }
    if (is_open) {
        const Key64 stop = std::exchange(ui.tree_stop, look.stop);
        ++ui.tree_depth;
        {
            const ScopeGuard guard(id, row.node);
            children();
        }
        --ui.tree_depth;
        ui.tree_stop = stop;
    }
    return row.is_pressed && !is_toggled;
}

void list(std::string_view id, const Body& body) {
    Context& ui = context();
    const Key64 around = std::exchange(ui.list_stop, access::node_id(full_id(id)).value);
    body();
    ui.list_stop = around;
}

bool list_row(std::string_view id, const std::string& content, const std::string& detail,
              bool selected) {
    RowLook look{.role = Role::kOption, .id = id, .text = content, .detail = detail};
    look.is_selected = selected;
    look.grows = true;
    look.stop = context().list_stop;
    return draw_row(look).is_pressed;
}

std::optional<std::string> tabs(std::string_view id, std::span<const Tab> tabs,
                                std::string_view chosen) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    Node list;
    list.id = full_id(id);
    list.role = Role::kTabList;
    if (!ui.containers.empty()) list.name = ui.nodes[ui.containers.back()].name;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    list.rect =
        on_screen({at.x, at.y, at.x + ImGui::GetContentRegionAvail().x, at.y + control_height()});
    list.states.insert(access::State::kDecorative);
    const std::uint32_t node = add_node(std::move(list));
    const ScopeGuard guard(id, node);
    const Key64 stop = access::node_id(full_id("tabs")).value;
    const float padding = std::round(px(ui.theme->metrics.spacing_px) * 0.75F);
    const float right = at.x + ImGui::GetContentRegionAvail().x;
    // The first word stands where the panel's other words do.
    const float start = std::max(0.0F, ImGui::GetCursorPosX() - padding);
    std::optional<std::string> pressed;
    for (const Tab& tab : tabs) {
        const bool is_current = tab.id == chosen;
        ItemSpec spec{.id = tab.id, .role = Role::kTab, .name = translated(tab.message)};
        const SetText text = ui.type.line(spec.name, TextSize::kBody);
        spec.size = {text->width_px + 2.0F * padding, control_height()};
        spec.stop = stop;
        spec.states.insert(access::State::kSelectable);
        spec.states.set(access::State::kSelected, is_current);
        spec.actions.insert(access::Action::kSelect);
        // On to the next line where they do not fit: long words, large text.
        const bool is_first = &tab == tabs.data();
        if (!is_first && ImGui::GetItemRectMax().x + spec.size.x <= right) {
            ImGui::SameLine(0.0F, 0.0F);
        } else {
            ImGui::SetCursorPosX(start);
        }
        const float tab_width = spec.size.x;
        const Item drawn = item(std::move(spec));
        ui.nodes[drawn.node].is_cut = tab_width > std::ceil(right - at.x) + 0.5F;
        if (drawn.is_pressed || take_request(drawn.key, access::Action::kSelect)) {
            pressed = std::string(tab.id);
        }
        if (!drawn.is_visible) continue;
        if (drawn.is_hovered) fill_box(drawn.rect, c.control_hover);
        paint_in_row(*text, drawn.rect.x0 + padding, drawn.rect,
                     is_current ? c.text : c.text_muted);
        if (is_current) {
            fill_box({drawn.rect.x0 + padding, drawn.rect.y1 - px(3.0F), drawn.rect.x1 - padding,
                      drawn.rect.y1},
                     c.accent);
        }
    }
    ImGui::Dummy({0.0F, padding * 0.25F});
    return pressed;
}

}  // namespace belvedere::ui
