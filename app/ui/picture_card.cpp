// SPDX-License-Identifier: Apache-2.0
#include "app/ui/picture_card.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/item.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

// Of the picture: sixteen to nine, two lines of text and a half high.
constexpr float kLinesHigh = 2.6F;
constexpr float kShape = 16.0F / 9.0F;
// A picture never takes more of a narrow card than this.
constexpr float kPictureShare = 0.45F;

void paint_picture(const PictureCard& card, const Rect& place) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    fill_box(place, context().theme->colors.control);
    if (card.picture) {
        const auto image = static_cast<std::uintptr_t>(card.picture->value);
        // A mirrored window is flipped once it is laid out; what a picture shows must not be.
        const bool is_flipped = context().is_mirrored;
        list.AddImage(reinterpret_cast<ImTextureID>(image), low_corner(place), high_corner(place),
                      {is_flipped ? 1.0F : 0.0F, 0.0F}, {is_flipped ? 0.0F : 1.0F, 1.0F});
    }
    outline_control(place);
}

}  // namespace

bool picture_card(std::string_view id, const PictureCard& card) {
    Type& type = context().type;
    const Colors& c = context().theme->colors;
    const float gap = px(context().theme->metrics.spacing_px);
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    const float line = type.line_height(TextSize::kBody);
    const float picture_width =
        std::ceil(std::min(line * kLinesHigh * kShape, width * kPictureShare));
    const float picture_height = std::ceil(picture_width / kShape);
    const float room = std::max(1.0F, width - picture_width - 2.0F * gap);
    const SetText name = type.line(card.name, TextSize::kBody, room);
    const SetText detail = type.line(card.detail, TextSize::kSmall, room);
    const float texts = name->height_px + detail->height_px;
    const float height = std::max({picture_height, std::ceil(texts), control_height()});
    Item card_item = item({.id = id,
                           .role = Role::kLink,
                           .name = card.name,
                           .hint = card.hint,
                           .size = {width, height + gap}});
    // The hint has all of it.
    context().nodes[card_item.node].is_cut = (name->is_cut || detail->is_cut) && card.hint.empty();
    if (!card_item.is_visible) return card_item.is_pressed;
    if (card_item.is_hovered) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        fill_box(card_item.rect, c.control_hover);
    }
    const Rect& box = card_item.rect;
    const float top = std::floor(box.center_y() - picture_height * 0.5F);
    paint_picture(card, {box.x0, top, box.x0 + picture_width, top + picture_height});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = box.x0 + picture_width + gap;
    const float y = std::floor(box.center_y() - texts * 0.5F);
    type.paint(list, *name, {x, y}, packed(c.accent));
    // Underlined at rest as well: colour alone tells nobody.
    const float under = std::floor(y + name->height_px * 0.92F) + 0.5F;
    list.AddLine({x, under}, {x + name->width_px, under}, packed(c.accent),
                 px(card_item.is_hovered ? 2.0F : 1.0F));
    type.paint(list, *detail, {x, y + name->height_px},
               packed(card_item.is_hovered ? c.text : c.text_muted));
    return card_item.is_pressed;
}

}  // namespace belvedere::ui
