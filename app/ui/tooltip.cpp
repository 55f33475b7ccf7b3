// SPDX-License-Identifier: Apache-2.0
// Hints beside what is hovered or has the keyboard (WCAG 2.2, 1.4.13). They stay while the pointer
// is on the widget or on the hint itself, or the keyboard on the widget; Escape puts one away and
// moves neither. A press of a mouse button does too: whatever lies below is meant.
#include "app/ui/tooltip.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::ui {
namespace {

// Between a widget and its hint, in parts of the usual space.
constexpr float kGap = 0.75F;

float hint_gap() {
    return px(context().theme->metrics.spacing_px) * kGap;
}

// On the hint, or on the way to it from its widget.
bool is_pointed_at(const Hint& hint) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const float gap = hint_gap() + 1.0F;
    return at.x >= hint.rect.x0 - gap && at.x < hint.rect.x1 + gap && at.y >= hint.rect.y0 - gap &&
           at.y < hint.rect.y1 + gap;
}

// A hint was put away, and what it covered is not to show another one in its place.
bool is_pointer_waited_for() {
    const auto& at = context().hint_put_away_at;
    const ImVec2 now = ImGui::GetIO().MousePos;
    return at && at->x == now.x && at->y == now.y;
}

bool any_button_pressed() {
    const ImGuiIO& io = ImGui::GetIO();
    return std::any_of(std::begin(io.MouseClicked), std::end(io.MouseClicked),
                       [](bool is_clicked) { return is_clicked; });
}

// Never over the widget itself: below it, or above where there is no room.
Rect place_of(const Rect& widget, const text::ShapedText& text, float pad) {
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float width = text.width_px + 2.0F * pad;
    const float height = text.height_px + 2.0F * pad;
    const float gap = hint_gap();
    const bool is_below = widget.y1 + gap + height <= window.y;
    const float x = std::clamp(widget.x0, 0.0F, std::max(0.0F, window.x - width));
    const float y = is_below ? widget.y1 + gap : widget.y0 - gap - height;
    return {x, y, x + width, y + height};
}

}  // namespace

void tooltip_of(const Item& item, const std::string& hint) {
    Context& ui = context();
    if (hint.empty()) return;
    ui.nodes[item.node].description = hint;
    const bool by_keyboard = item.is_focused && ui.shows_focus && item.is_visible;
    const bool is_kept = ui.hint.owner == item.key && ui.hint.is_by_pointer &&
                         !any_button_pressed() && is_pointed_at(ui.hint);
    const bool by_pointer = item.is_hovered || is_kept;
    if (!by_pointer && !by_keyboard) return;
    if (item.key == ui.hint_put_away) {
        ui.keeps_hint_away = true;
        return;
    }
    if (!by_keyboard && is_pointer_waited_for()) return;
    // One hint at a time: that below the pointer before that of the keyboard, and the one that is
    // read before those it covers.
    const bool covers = ui.next_hint.is_kept || (ui.next_hint.is_by_pointer && !is_kept);
    if (ui.next_hint.owner != 0 && (covers || !by_pointer)) return;
    ui.next_hint = {item.key, item.rect, hint, by_pointer, is_kept};
}

void tooltip(const std::string& content) {
    const Item& last = context().last_item;
    if (last.node != kNoNode) tooltip_of(last, content);
}

void draw_hint() {
    Context& ui = context();
    // Once its widget was left it may come again.
    if (!std::exchange(ui.keeps_hint_away, false)) ui.hint_put_away = 0;
    if (!is_pointer_waited_for()) ui.hint_put_away_at.reset();
    ui.hint = std::exchange(ui.next_hint, {});
    if (ui.hint.owner == 0) return;
    const float pad = px(ui.theme->metrics.spacing_px);
    const float room = ImGui::GetIO().DisplaySize.x - 2.0F * pad;
    const float most = std::min(px(ui.theme->metrics.dock_width_px), room);
    const SetText text = ui.type.paragraph(ui.hint.text, TextSize::kBody, most);
    ui.hint.rect = place_of(ui.hint.rect, *text, pad);
    ImGui::SetNextWindowPos(low_corner(ui.hint.rect));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
    ImGui::BeginTooltip();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({text->width_px, text->height_px});
    ui.type.paint(*ImGui::GetWindowDrawList(), *text, at, packed(ui.theme->colors.text), most);
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

bool put_hint_away() {
    Context& ui = context();
    if (ui.hint.owner == 0 || ui.hint.owner == ui.hint_put_away) return false;
    ui.hint_put_away = ui.hint.owner;
    ui.hint_put_away_at = ImGui::GetIO().MousePos;
    ui.keeps_hint_away = true;
    return true;
}

}  // namespace belvedere::ui
