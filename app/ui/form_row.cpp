// SPDX-License-Identifier: Apache-2.0
#include "app/ui/form_row.hpp"

#include <algorithm>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr float kLabelShare = 0.36F;     // Of the row, where labels are short.
constexpr float kLabelShareMost = 0.55F;  // Longer ones stand above their control.

}  // namespace

float begin_form_row(std::string_view id, const std::string& name) {
    Context& ui = context();
    const float start = ImGui::GetCursorPosX();
    const float width = ImGui::GetContentRegionAvail().x;
    const float gap = px(ui.theme->metrics.spacing_px);
    SetText text = ui.type.line(name, TextSize::kBody);
    const bool fits = text->width_px + gap <= width * kLabelShareMost;
    if (!fits) text = ui.type.paragraph(name, TextSize::kBody, width);
    const float label_width =
        fits ? std::max(width * kLabelShare, text->width_px + gap) : text->width_px;
    const std::string label_id = std::string(id) + ".label";
    const Item label = item({.id = label_id,
                             .role = Role::kStaticText,
                             .name = name,
                             .size = {label_width, fits ? control_height() : text->height_px},
                             .activation = Activation::kNone,
                             .takes_focus = false});
    ui.nodes[label.node].label_for = full_id(id);
    if (label.is_visible) {
        paint_in_row(*text, label.rect.x0, label.rect, ui.theme->colors.text_muted);
    }
    if (!fits) return width;
    ImGui::SameLine(start + label_width, 0.0F);
    return width - label_width;
}

}  // namespace belvedere::ui
