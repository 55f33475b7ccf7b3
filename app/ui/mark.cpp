// SPDX-License-Identifier: Apache-2.0
#include "app/ui/mark.hpp"

#include <algorithm>

#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

// Beside the ring of the keyboard, so that the two are told apart.
constexpr float kTimesFocusRing = 2.5F;

void draw_rings(const Context& ui, const Rect& around, float width) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const Metrics& m = ui.theme->metrics;
    // Whole even where what is marked fills the window.
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const auto ring = [&](float grow, Color color) {
        const float inset = width * 0.5F;
        list.AddRect({std::max(around.x0 - grow, inset), std::max(around.y0 - grow, inset)},
                     {std::min(around.x1 + grow, window.x - inset),
                      std::min(around.y1 + grow, window.y - inset)},
                     packed(color), px(m.rounding_px) + grow, 0, width);
    };
    ring(width * 1.5F, ui.theme->colors.focus_back);
    ring(width * 0.5F, ui.theme->colors.focus);
}

void draw_plate(Context& ui, const Mark& mark, const Rect& around, float width) {
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float pad = px(ui.theme->metrics.spacing_px) * 0.5F;
    const SetText text = ui.type.line(mark.label, TextSize::kBody, window.x * 0.5F);
    const float height = text->height_px + 2.0F * pad;
    const float wide = text->width_px + 2.0F * pad;
    const bool fits_above = around.y0 - 2.0F * width - height > 0.0F;
    const float y = fits_above ? around.y0 - 2.0F * width - height
                               : std::min(around.y1 + 2.0F * width, window.y - height);
    const float x = std::clamp(around.x0, 0.0F, std::max(0.0F, window.x - wide));
    list.AddRectFilled({x, y}, {x + wide, y + height}, packed(ui.theme->colors.surface_raised),
                       px(ui.theme->metrics.rounding_px));
    ui.type.paint(list, *text, {x + pad, y + pad}, packed(ui.theme->colors.text));
}

}  // namespace

void draw_mark(Context& ui) {
    if (!ui.mark) return;
    const float width = px(ui.theme->metrics.focus_ring_px) * kTimesFocusRing;
    // Where it stands on the screen; mirroring is its own reverse.
    const Rect around = on_screen(ui.mark->around);
    draw_rings(ui, around, width);
    if (!ui.mark->label.empty()) draw_plate(ui, *ui.mark, around, width);
}

}  // namespace belvedere::ui
