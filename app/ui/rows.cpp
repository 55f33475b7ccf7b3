// SPDX-License-Identifier: Apache-2.0
#include "app/ui/rows.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

// Rows above and below what is seen, so that an arrow key finds the next one.
constexpr int kBeyond = 2;

}  // namespace

Item draw_row(const RowLook& look) {
    const Colors& c = context().theme->colors;
    ItemSpec spec{.id = look.id, .role = look.role, .name = look.text, .value = look.detail};
    spec.size = {ImGui::GetContentRegionAvail().x, control_height()};
    spec.stop = look.stop;
    spec.is_enabled = look.is_enabled;
    spec.states = look.states;
    spec.states.insert(access::State::kSelectable);
    spec.states.set(access::State::kSelected, look.is_selected);
    spec.actions = look.actions;
    spec.actions.insert(access::Action::kSelect);
    Item row = item(std::move(spec));
    if (take_request(row.key, access::Action::kSelect)) row.is_pressed = true;
    if (!row.is_visible) return row;
    const float gap = px(context().theme->metrics.spacing_px);
    if (row.is_hovered || row.is_held || look.is_selected) {
        fill_box(row.rect, row.is_held      ? c.control_active
                           : row.is_hovered ? c.control_hover
                                            : c.control);
    }
    // A bar beside what is selected: colour alone tells nobody.
    if (look.is_selected) {
        fill_box({row.rect.x0, row.rect.y0, row.rect.x0 + gap * 0.4F, row.rect.y1}, c.accent);
    }
    const float width = row.rect.width() - look.indent_px - 2.0F * gap;
    const SetText detail = context().type.line(look.detail, TextSize::kBody, width * 0.5F);
    const float taken = look.detail.empty() ? 0.0F : detail->width_px + gap;
    const SetText text =
        context().type.line(look.text, TextSize::kBody, std::max(1.0F, width - taken));
    paint_in_row(*text, row.rect.x0 + gap + look.indent_px, row.rect,
                 look.is_enabled ? c.text : c.text_off);
    if (!look.detail.empty()) paint_before(*detail, row.rect.x1 - gap, row.rect, c.text_muted);
    context().nodes[row.node].is_cut = text->is_cut || (!look.detail.empty() && detail->is_cut);
    if (text->is_cut) tooltip_of(row, look.text);
    return row;
}

void RowList::draw(std::size_t count, const std::function<void(std::size_t row)>& body) const {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ImGui::GetStyle().ItemSpacing.x, 0.0F));
    const float step = control_height();
    const ImVec2 start = ImGui::GetCursorPos();
    const ImGuiWindow& window = *ImGui::GetCurrentWindow();
    const float top = ImGui::GetCursorScreenPos().y;
    const auto first_seen = static_cast<int>((window.ClipRect.Min.y - top) / step) - kBeyond;
    const auto last_seen = static_cast<int>((window.ClipRect.Max.y - top) / step) + kBeyond;
    const int last = static_cast<int>(count) - 1;
    for (int row = std::max(0, first_seen); row <= std::min(last, last_seen); ++row) {
        ImGui::SetCursorPos({start.x, start.y + step * static_cast<float>(row)});
        body(static_cast<std::size_t>(row));
    }
    ImGui::SetCursorPos({start.x, start.y + step * static_cast<float>(count)});
    ImGui::PopStyleVar();
    ImGui::Dummy({0.0F, 0.0F});
}

bool RowList::row(std::size_t index, const std::string& text, const std::string& detail,
                  bool is_selected) const {
    const std::string id = std::to_string(index);
    RowLook look{.role = role, .id = id, .text = text, .detail = detail};
    look.is_selected = is_selected;
    look.stop = stop;
    return draw_row(look).is_pressed;
}

}  // namespace belvedere::ui
