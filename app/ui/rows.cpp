// SPDX-License-Identifier: Apache-2.0
#include "app/ui/rows.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

// Rows above and below what is seen, so that an arrow key finds the next one.
constexpr int kBeyond = 2;

// Where the two texts of a row stand.
struct RowTexts {
    SetText text, detail;
    bool is_stacked = false;  // The detail stands below.
    float width = 0.0F, height = 0.0F;
};

RowTexts set_texts(const RowLook& look) {
    Type& type = context().type;
    const float gap = px(context().theme->metrics.spacing_px);
    RowTexts row;
    row.width = std::max(1.0F, ImGui::GetContentRegionAvail().x - look.indent_px - 2.0F * gap);
    row.height = control_height();
    row.detail = type.line(look.detail, TextSize::kBody);
    row.text = type.line(look.text, TextSize::kBody);
    const float taken = look.detail.empty() ? 0.0F : row.detail->width_px + 2.0F * gap;
    if (row.text->width_px + taken <= row.width) return row;
    if (look.grows) {
        constexpr std::uint32_t kLines = 3;
        row.is_stacked = true;
        row.text = type.lines(look.text, TextSize::kBody, row.width, kLines);
        row.height = height_around(*row.text);
        if (look.detail.empty()) return row;
        row.detail = type.lines(look.detail, TextSize::kBody, row.width, kLines);
        row.height += std::ceil(row.detail->height_px);
        return row;
    }
    row.detail = type.line(look.detail, TextSize::kBody, row.width * 0.5F);
    const float left = look.detail.empty() ? 0.0F : row.detail->width_px + gap;
    row.text = type.line(look.text, TextSize::kBody, std::max(1.0F, row.width - left));
    return row;
}

void paint_texts(const RowLook& look, const RowTexts& texts, const Rect& row) {
    const Colors& c = context().theme->colors;
    const float gap = px(context().theme->metrics.spacing_px);
    const float x = row.x0 + gap + look.indent_px;
    const Color ink = look.is_enabled ? c.text : c.text_off;
    if (!texts.is_stacked) {
        paint_in_row(*texts.text, x, row, ink);
        if (!look.detail.empty()) paint_before(*texts.detail, row.x1 - gap, row, c.text_muted);
        return;
    }
    Rect above = row;
    if (!look.detail.empty()) above.y1 -= std::ceil(texts.detail->height_px);
    paint_in_row(*texts.text, x, above, ink, texts.width);
    if (look.detail.empty()) return;
    const float around = (control_height() - context().type.line_height(TextSize::kBody)) * 0.5F;
    const Rect below{row.x0, above.y1 - around, row.x1, row.y1 - around};
    paint_in_row(*texts.detail, x, below, c.text_muted, texts.width);
}

}  // namespace

Item draw_row(const RowLook& look) {
    const Colors& c = context().theme->colors;
    const RowTexts texts = set_texts(look);
    ItemSpec spec{.id = look.id, .role = look.role, .name = look.text, .value = look.detail};
    spec.size = {ImGui::GetContentRegionAvail().x, texts.height};
    spec.stop = look.stop;
    spec.is_enabled = look.is_enabled;
    spec.states = look.states;
    spec.states.insert(access::State::kSelectable);
    spec.states.set(access::State::kSelected, look.is_selected);
    spec.actions = look.actions;
    spec.actions.insert(access::Action::kSelect);
    Item row = item(std::move(spec));
    if (take_request(row.key, access::Action::kSelect)) row.is_pressed = true;
    context().nodes[row.node].is_cut = texts.text->is_cut || texts.detail->is_cut;
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
    paint_texts(look, texts, row.rect);
    if (texts.text->is_cut) tooltip_of(row, look.text);
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
    for (int row = 0; row <= last; ++row) {
        const bool is_kept = row == 0 || row == last || static_cast<std::size_t>(row) == selected;
        if (!is_kept && (row < first_seen || row > last_seen)) continue;
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
