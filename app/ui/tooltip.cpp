// SPDX-License-Identifier: Apache-2.0
// Hints beside what is hovered or has the keyboard.
#include <algorithm>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::ui {

void tooltip_of(const Item& item, const std::string& hint) {
    Context& ui = context();
    if (hint.empty()) return;
    ui.nodes[item.node].description = hint;
    const bool by_keyboard = item.is_focused && ui.shows_focus && item.is_visible;
    if (!item.is_hovered && !by_keyboard) return;
    const float pad = px(ui.theme->metrics.spacing_px);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float most = std::min(px(ui.theme->metrics.dock_width_px), window.x - 2.0F * pad);
    const SetText text = ui.type.paragraph(hint, TextSize::kBody, most);
    // Never over the widget itself: below it, or above where there is no room.
    const float gap = pad * 0.75F;
    const float height = text->height_px + 2.0F * pad;
    const bool is_below = item.rect.y1 + gap + height <= window.y;
    const float x =
        std::clamp(item.rect.x0, 0.0F, std::max(0.0F, window.x - text->width_px - 2.0F * pad));
    ImGui::SetNextWindowPos({x, is_below ? item.rect.y1 + gap : item.rect.y0 - gap - height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
    ImGui::BeginTooltip();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({text->width_px, text->height_px});
    ui.type.paint(*ImGui::GetWindowDrawList(), *text, at, packed(ui.theme->colors.text), most);
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

void tooltip(const std::string& content) {
    const Item& last = context().last_item;
    if (last.node != kNoNode) tooltip_of(last, content);
}

}  // namespace belvedere::ui
