// SPDX-License-Identifier: Apache-2.0
// Choice: one of several, in a list that drops down.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "app/ui/controls.hpp"
#include "app/ui/form_row.hpp"
#include "app/ui/item.hpp"
#include "app/ui/label.hpp"
#include "app/ui/layers.hpp"
#include "app/ui/rows.hpp"

namespace belvedere::ui {
namespace {

constexpr float kRowsShown = 12.0F;

Item draw_closed(std::string_view id, const std::string& name, const std::string& shown,
                 float width) {
    const Colors& c = context().theme->colors;
    const float arrow = control_height();
    const float padding = ImGui::GetStyle().FramePadding.x;
    const float room = std::max(1.0F, width - arrow - padding);
    // What does not fit a line goes on in the next.
    constexpr std::uint32_t kLinesMost = 3;
    const SetText text = context().type.lines(shown, TextSize::kBody, room, kLinesMost);
    ItemSpec spec{.id = id, .role = Role::kComboBox, .name = name, .value = shown};
    spec.size = {width, height_around(*text)};
    spec.states = {access::State::kExpandable, access::State::kHasPopup};
    spec.actions = {access::Action::kExpand, access::Action::kCollapse};
    const Item box = item(std::move(spec));
    if (!box.is_visible) return box;
    fill_box(box.rect, box.is_held      ? c.control_active
                       : box.is_hovered ? c.control_hover
                                        : c.control);
    outline_control(box.rect);
    context().nodes[box.node].is_cut = text->is_cut;
    paint_in_row(*text, box.rect.x0 + padding, box.rect, c.text, room);
    const float top = std::round(box.rect.center_y() - arrow * 0.5F);
    draw_arrow({box.rect.x1 - arrow, top, box.rect.x1, top + arrow}, Arrow::kDown, c.text);
    return box;
}

float widest_of(std::span<const std::string> options) {
    float widest = 0.0F;
    for (const std::string& option : options)
        widest = std::max(widest, context().type.line(option, TextSize::kBody)->width_px);
    return widest;
}

// Left, right, up and down change a closed choice without opening it.
std::optional<std::size_t> by_keys(const Item& box, std::size_t count, std::size_t chosen) {
    if (!box.is_focused || is_layer_open(box.key) || !has_keyboard()) return std::nullopt;
    if (take_press(input::Key::kDown) && chosen + 1 < count) return chosen + 1;
    if (take_press(input::Key::kUp) && chosen > 0 && chosen < count) return chosen - 1;
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> choice(std::string_view id, const Message& message,
                                  std::span<const std::string> options, std::size_t chosen) {
    const std::string name = translated(message);
    const float widest = widest_of(options);
    const float around = 2.0F * ImGui::GetStyle().FramePadding.x;
    const float width = begin_form_row(id, name, widest + around + control_height());
    const std::string shown = chosen < options.size() ? options[chosen] : std::string();
    const Item box = draw_closed(id, name, shown, width);
    std::optional<std::size_t> result = by_keys(box, options.size(), chosen);
    const bool opens = take_request(box.key, access::Action::kExpand).has_value();
    const bool closes = take_request(box.key, access::Action::kCollapse).has_value();
    if (box.is_pressed || opens) {
        is_layer_open(box.key) ? close_layer(box.key) : open_layer(box.key);
    }
    if (closes) close_layer(box.key);
    const bool is_open = is_layer_open(box.key);
    Node& node = context().nodes[box.node];
    node.states.set(access::State::kExpanded, is_open);
    if (!is_open && chosen < options.size()) node.chosen = static_cast<int>(chosen);
    LayerLook look{.role = Role::kList, .name = name, .at = {box.rect.x0, box.rect.y1}};
    // Long lists scroll, and short ones do where text is large.
    const float beside =
        px(context().theme->metrics.spacing_px) + ImGui::GetStyle().WindowPadding.x;
    look.width =
        std::max(box.rect.width(), widest + 2.0F * beside + ImGui::GetStyle().ScrollbarSize + 1.0F);
    const auto rows_shown = std::min(kRowsShown, static_cast<float>(options.size()));
    look.height_max = control_height() * rows_shown + 2.0F * ImGui::GetStyle().WindowPadding.y;
    look.above_y = box.rect.y0;
    layer(id, box.key, look, [&] {
        RowList rows{.role = Role::kOption, .stop = box.key, .selected = chosen};
        rows.draw(options.size(), [&](std::size_t row) {
            if (rows.row(row, options[row], {}, row == chosen)) {
                result = row;
                close_layer(box.key);
            }
        });
    });
    return result;
}

}  // namespace belvedere::ui
