// SPDX-License-Identifier: Apache-2.0
#include "app/ui/form_row.hpp"

#include <algorithm>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

constexpr float kLabelShareMost = 0.55F;  // Longer ones stand above their control.

Item label_item(std::string_view id, const std::string& name, ImVec2 size) {
    const std::string label_id = std::string(id) + ".label";
    const Item label = item({.id = label_id,
                             .role = Role::kStaticText,
                             .name = name,
                             .size = size,
                             .activation = Activation::kNone,
                             .takes_focus = false});
    context().nodes[label.node].label_for = full_id(id);
    return label;
}

}  // namespace

float begin_form_row(std::string_view id, const std::string& name, float needed_px) {
    Context& ui = context();
    const float start = ImGui::GetCursorPosX();
    const float width = ImGui::GetContentRegionAvail().x;
    const SetText text = ui.type.line(name, TextSize::kBody);
    const float needed = text->width_px + px(ui.theme->metrics.spacing_px);
    const float label_width = std::max(width * kNameShare, needed);
    if (needed > width * kLabelShareMost || width - label_width < needed_px) {
        label_above(id, name);
        return width;
    }
    const Item label = label_item(id, name, {label_width, control_height()});
    if (label.is_visible) {
        paint_in_row(*text, label.rect.x0, label.rect, ui.theme->colors.text_muted);
    }
    // Its own offset would count the column of a table twice.
    ImGui::SameLine(0.0F, 0.0F);
    ImGui::SetCursorPosX(start + label_width);
    return width - label_width;
}

void label_above(std::string_view id, const std::string& name) {
    Context& ui = context();
    const float width = ImGui::GetContentRegionAvail().x;
    const SetText text = ui.type.paragraph(name, TextSize::kBody, width);
    const Item label = label_item(id, name, {text->width_px, text->height_px});
    if (label.is_visible) {
        ui.type.paint(*ImGui::GetWindowDrawList(), *text, low_corner(label.rect),
                      packed(ui.theme->colors.text_muted), width);
    }
}

}  // namespace belvedere::ui
