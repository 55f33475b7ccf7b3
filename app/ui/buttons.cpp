// SPDX-License-Identifier: Apache-2.0
// Widgets that are pressed: buttons, toggles, checks, links.
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/ui/controls.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::ui {
namespace {

struct ButtonColors {
    Color rest, hover, active, text;
};

ButtonColors colors_of(Emphasis emphasis, bool on) {
    const Colors& c = context().theme->colors;
    if (on && emphasis == Emphasis::kQuiet && c.quiet_border.a == 0) {
        return {c.control, c.control_hover, c.control_active, c.text};
    }
    if (on || emphasis == Emphasis::kPrimary) return {c.accent, c.accent, c.accent, c.accent_text};
    if (emphasis == Emphasis::kQuiet) return {kNoColor, c.control_hover, c.control_active, c.text};
    return {c.control, c.control_hover, c.control_active, c.text};
}

// On to the next line where a button does not fit beside the one before it: long words, large text.
void wrap_before(float width) {
    const ImGuiWindow& window = *ImGui::GetCurrentWindow();
    const float start =
        window.Pos.x - window.Scroll.x + window.DC.Indent.x + window.DC.ColumnsOffset.x;
    if (window.DC.CursorPos.x <= start + 1.0F || is_one_line()) return;
    if (width > ImGui::GetContentRegionAvail().x + 1.0F) ImGui::NewLine();
}

Item draw_button(ItemSpec spec, const ButtonLook& look, bool on) {
    const ButtonColors colors = colors_of(look.emphasis, on);
    const float padding = ImGui::GetStyle().FramePadding.x;
    SetText text = context().type.line(spec.name, TextSize::kBody);
    const float wanted = text->width_px + 2.0F * padding;
    if (look.width == Width::kContent) wrap_before(wanted);
    const float room = ImGui::GetContentRegionAvail().x;
    constexpr float kRounding_px = 1.5F;
    const bool is_wide = wanted > room + kRounding_px && !is_one_line();
    if (is_wide) text = context().type.paragraph(spec.name, TextSize::kBody, room - 2.0F * padding);
    const float width = look.width == Width::kFill || is_wide ? room : wanted;
    spec.size = {std::max(width, target_side()), height_around(*text)};
    spec.hint = look.hint;
    spec.is_enabled = look.enabled == Enabled::kYes;
    const Item result = item(std::move(spec));
    if (!result.is_visible) return result;
    const bool is_off = look.enabled == Enabled::kNo;
    const Color fill = is_off              ? context().theme->colors.control
                       : result.is_held    ? colors.active
                       : result.is_hovered ? colors.hover
                                           : colors.rest;
    fill_box(result.rect, fill);
    if (look.emphasis == Emphasis::kNormal && !on) outline_control(result.rect);
    if (look.emphasis == Emphasis::kQuiet && !on) outline_quietly(result.rect);
    const Color ink = is_off ? context().theme->colors.text_off : colors.text;
    const float x =
        std::max(result.rect.x0 + padding, result.rect.center_x() - text->width_px * 0.5F);
    paint_in_row(*text, is_wide ? result.rect.x0 + padding : x, result.rect, ink,
                 room - 2.0F * padding);
    return result;
}

// The box of a check and its mark; a mark is there as well as a colour.
void draw_check_box(const Item& item, float side, bool on) {
    const Colors& c = context().theme->colors;
    const float top = item.rect.center_y() - side * 0.5F;
    const Rect box{item.rect.x0, top, item.rect.x0 + side, top + side};
    fill_box(box, on ? c.accent : item.is_hovered ? c.control_hover : c.control);
    outline_control(box);
    if (!on) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // A tick is a letter of a kind: it is not mirrored.
    const bool is_mirrored = context().is_mirrored;
    const auto at = [&](float x, float y) {
        return ImVec2(is_mirrored ? box.x1 - side * x : box.x0 + side * x, box.y0 + side * y);
    };
    const ImVec2 mark[] = {at(0.22F, 0.52F), at(0.43F, 0.72F), at(0.79F, 0.28F)};
    list.AddPolyline(mark, 3, packed(c.accent_text), 0, side * 0.13F);
}

std::optional<bool> draw_check(std::string_view id, const std::string& name, bool on,
                               bool has_label) {
    const Colors& c = context().theme->colors;
    const float side = check_side();
    const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
    const float room = std::max(side, ImGui::GetContentRegionAvail().x - side - gap);
    const SetText text = context().type.paragraph(name, TextSize::kBody, room);
    ItemSpec spec{.id = id, .role = Role::kCheckBox, .name = name};
    spec.states.insert(access::State::kCheckable);
    spec.states.set(access::State::kChecked, on);
    spec.actions.insert(access::Action::kToggle);
    if (!has_label) spec.hint = name;
    const float width = has_label ? side + gap + text->width_px : std::max(side, target_side());
    spec.size = {width, std::max(control_height(), has_label ? text->height_px : 0.0F)};
    const Item result = item(std::move(spec));
    if (result.is_visible) {
        draw_check_box(result, side, on);
        if (has_label) {
            const Rect beside{result.rect.x0 + side + gap, result.rect.y0, result.rect.x1,
                              result.rect.y1};
            paint_in_row(*text, beside.x0, beside, c.text, room);
        }
    }
    const bool asked = take_request(result.key, access::Action::kToggle).has_value();
    return result.is_pressed || asked ? std::optional(!on) : std::nullopt;
}

}  // namespace

bool button(std::string_view id, const Message& message, const ButtonLook& look) {
    return button(id, ReadyText{translated(message)}, look);
}

bool button(std::string_view id, const ReadyText& name, const ButtonLook& look) {
    return draw_button({.id = id, .role = Role::kButton, .name = name.text}, look, false)
        .is_pressed;
}

bool toggle(std::string_view id, const Message& message, bool on, const ButtonLook& look) {
    ItemSpec spec{.id = id, .role = Role::kToggleButton, .name = translated(message)};
    spec.states.set(access::State::kPressed, on);
    spec.actions.insert(access::Action::kToggle);
    const Item result = draw_button(std::move(spec), look, on);
    return result.is_pressed || take_request(result.key, access::Action::kToggle).has_value();
}

bool tap_key(std::string_view id, const ReadyText& name, float width_px) {
    const Colors& c = context().theme->colors;
    const SetText text = context().type.line(name.text, TextSize::kBody);
    const float padding = ImGui::GetStyle().FramePadding.x;
    ItemSpec spec{.id = id, .name = name.text};
    spec.size = {std::max(width_px, text->width_px + 2.0F * padding), control_height()};
    spec.takes_focus = false;
    const Item key = item(std::move(spec));
    if (key.is_visible) {
        fill_box(key.rect, key.is_held      ? c.control_active
                           : key.is_hovered ? c.control_hover
                                            : c.control);
        outline_control(key.rect);
        paint_in_row(*text, key.rect.center_x() - text->width_px * 0.5F, key.rect, c.text);
    }
    return key.is_pressed;
}

std::optional<bool> check(std::string_view id, const Message& message, bool on) {
    return draw_check(id, translated(message), on, true);
}

std::optional<bool> bare_check(std::string_view id, const Message& message, bool on) {
    return draw_check(id, translated(message), on, false);
}

bool link(std::string_view id, const std::string& content) {
    const Colors& c = context().theme->colors;
    const float room = ImGui::GetContentRegionAvail().x;
    const SetText text = context().type.line(content, TextSize::kBody, room);
    const Item result = item({.id = id,
                              .role = Role::kLink,
                              .name = content,
                              .hint = text->is_cut ? content : std::string(),
                              .size = {std::max(text->width_px, target_side()), control_height()}});
    context().nodes[result.node].is_cut = text->is_cut;
    if (!result.is_visible) return result.is_pressed;
    if (result.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    paint_in_row(*text, result.rect.x0, result.rect, c.accent);
    const float line = result.rect.center_y() + text->height_px * 0.42F;
    // Underlined at rest as well: colour alone tells nobody.
    ImGui::GetWindowDrawList()->AddLine({result.rect.x0, line},
                                        {result.rect.x0 + text->width_px, line}, packed(c.accent),
                                        px(result.is_hovered ? 2.0F : 1.0F));
    return result.is_pressed;
}

}  // namespace belvedere::ui
