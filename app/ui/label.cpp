// SPDX-License-Identifier: Apache-2.0
#include "app/ui/label.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace belvedere::ui {

float target_side() {
    return px(context().theme->metrics.target_min_px);
}

float control_height() {
    const Context& ui = context();
    const float line = ui.type.line_height(TextSize::kBody);
    return std::round(std::max(target_side(), line + px(ui.theme->metrics.spacing_px)));
}

float check_side() {
    return std::round(context().type.line_height(TextSize::kBody));
}

float height_around(const text::ShapedText& text) {
    if (text.lines.size() < 2) return control_height();
    const float line = context().type.line_height(TextSize::kBody);
    return std::ceil(text.height_px + std::max(0.0F, control_height() - line));
}

bool is_one_line() {
    const bool is_bar = (ImGui::GetCurrentWindow()->Flags & ImGuiWindowFlags_NoScrollbar) != 0;
    return is_bar || fits_content();
}

bool fits_content() {
    const bool is_fitted =
        (ImGui::GetCurrentWindow()->Flags & ImGuiWindowFlags_AlwaysAutoResize) != 0;
    return is_fitted && !context().layer_has_width;
}

ImVec2 low_corner(const Rect& rect) {
    return {rect.x0, rect.y0};
}

ImVec2 high_corner(const Rect& rect) {
    return {rect.x1, rect.y1};
}

void fill_box(const Rect& rect, Color color) {
    if (color.a == 0) return;
    ImGui::GetWindowDrawList()->AddRectFilled(low_corner(rect), high_corner(rect), packed(color),
                                              px(context().theme->metrics.rounding_px));
}

namespace {

// A line of whole pixels just inside the rectangle; Dear ImGui draws on the middle of its edge.
void outline(const Rect& rect, Color color) {
    const Metrics& m = context().theme->metrics;
    const float line = std::max(1.0F, std::round(px(m.outline_px)));
    const float in = line * 0.5F - 0.5F;
    ImGui::GetWindowDrawList()->AddRect({rect.x0 + in, rect.y0 + in}, {rect.x1 - in, rect.y1 - in},
                                        packed(color), px(m.rounding_px), 0, line);
}

}  // namespace

void outline_control(const Rect& rect) {
    outline(rect, context().theme->colors.control_border);
}

void outline_quietly(const Rect& rect) {
    const Color color = context().theme->colors.quiet_border;
    if (color.a != 0) outline(rect, color);
}

void paint_in_row(const text::ShapedText& text, float x, const Rect& row, Color color,
                  float width_px) {
    const ImVec2 at{x, row.center_y() - text.height_px * 0.5F};
    context().type.paint(*ImGui::GetWindowDrawList(), text, at, packed(color), width_px);
}

void paint_before(const text::ShapedText& text, float x, const Rect& row, Color color) {
    paint_in_row(text, x - text.width_px, row, color);
}

void draw_arrow(const Rect& box, Arrow arrow, Color color) {
    const float r = std::min(box.width(), box.height()) * 0.22F;
    const ImVec2 c{box.center_x(), box.center_y()};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 ink = packed(color);
    if (arrow == Arrow::kForward) {
        list.AddTriangleFilled({c.x - r * 0.6F, c.y - r}, {c.x + r, c.y}, {c.x - r * 0.6F, c.y + r},
                               ink);
        return;
    }
    list.AddTriangleFilled({c.x - r, c.y - r * 0.6F}, {c.x + r, c.y - r * 0.6F}, {c.x, c.y + r},
                           ink);
}

}  // namespace belvedere::ui
