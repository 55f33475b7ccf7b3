// SPDX-License-Identifier: Apache-2.0
#include "app/ui/drawing.hpp"

#include <imgui.h>

#include <cfloat>

#include "app/ui/context.hpp"

namespace belvedere::ui {
namespace {

ImU32 color_of(Paint paint) {
    const Colors& c = context().theme->colors;
    switch (paint) {
        case Paint::kText:
            return packed(c.overlay_text);
        case Paint::kMarker:
            return packed(c.marker);
        case Paint::kShade:
            return packed(c.overlay);
        case Paint::kAccent:
            return packed(c.accent);
    }
    return packed(c.overlay_text);
}

ImDrawList& canvas() {
    return *ImGui::GetBackgroundDrawList();
}

}  // namespace

void draw_line(std::span<const Point> points, Paint paint, float width_logical) {
    std::vector<ImVec2> path;
    path.reserve(points.size());
    for (const Point& point : points)
        path.emplace_back(point.x, point.y);
    canvas().AddPolyline(path.data(), static_cast<int>(path.size()), color_of(paint), 0,
                         px(width_logical));
}

void draw_filled(std::span<const Point> convex, Paint paint) {
    std::vector<ImVec2> path;
    path.reserve(convex.size());
    for (const Point& point : convex)
        path.emplace_back(point.x, point.y);
    canvas().AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), color_of(paint));
}

void draw_dot(Point center, Paint paint, float radius_logical) {
    canvas().AddCircleFilled({center.x, center.y}, px(radius_logical), color_of(paint));
}

void draw_label(std::string_view id, Point at, const std::string& content, Anchor anchor) {
    Context& ui = context();
    ui.fonts.note(content);
    const ImVec2 extent = ImGui::CalcTextSize(content.c_str());
    const float share = anchor == Anchor::kLeft ? 0.0F : anchor == Anchor::kCenter ? 0.5F : 1.0F;
    const float pad = px(ui.theme->metrics.spacing_px) * 0.5F;
    const ImVec2 from{at.x - extent.x * share, at.y - extent.y * 0.5F};
    canvas().AddRectFilled({from.x - pad, from.y - pad * 0.5F},
                           {from.x + extent.x + pad, from.y + extent.y + pad * 0.5F},
                           packed(ui.theme->colors.overlay), px(ui.theme->metrics.rounding_px));
    canvas().AddText(from, packed(ui.theme->colors.overlay_text), content.c_str());
    Node node;
    node.id = std::string(id);
    node.role = Role::kText;
    node.name = content;
    node.rect = {from.x, from.y, from.x + extent.x, from.y + extent.y};
    ui.nodes.push_back(std::move(node));
}

void draw_plain(std::string_view id, Point at, const std::string& content) {
    Context& ui = context();
    ui.fonts.note(content);
    ImFont* font = ui.fonts.small;
    const ImVec2 extent = font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.0F, content.c_str());
    const ImVec2 from{at.x - extent.x * 0.5F, at.y - extent.y * 0.5F};
    canvas().AddText(font, font->FontSize, from, packed(ui.theme->colors.overlay_text),
                     content.c_str());
    Node node;
    node.id = std::string(id);
    node.name = content;
    node.rect = {from.x, from.y, from.x + extent.x, from.y + extent.y};
    ui.nodes.push_back(std::move(node));
}

Point text_extent(const std::string& content) {
    const ImVec2 extent = ImGui::CalcTextSize(content.c_str());
    return {extent.x, extent.y};
}

float scaled(float logical) {
    return px(logical);
}

}  // namespace belvedere::ui
