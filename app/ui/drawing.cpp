// SPDX-License-Identifier: Apache-2.0
#include "app/ui/drawing.hpp"

#include <imgui.h>

#include <algorithm>
#include <limits>
#include <vector>

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

void note_text(std::string_view id, const std::string& content, const Rect& rect) {
    Node node;
    node.id = std::string(id);
    node.role = Role::kStaticText;
    node.name = content;
    node.rect = rect;
    add_node(std::move(node));
}

TextSize text_size(CaptionSize size) {
    return size == CaptionSize::kLarge ? TextSize::kTitle : TextSize::kBody;
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

namespace {

// Lines of a label at most; what is longer is read in a panel.
constexpr std::uint32_t kLabelLines = 5;

SetText label_text(const std::string& content, float width_max_px) {
    Type& type = context().type;
    if (width_max_px <= 0.0F) return type.line(content, TextSize::kBody);
    const float pad = px(context().theme->metrics.spacing_px) * 0.5F;
    const float room = std::max(1.0F, width_max_px - 2.0F * pad);
    SetText line = type.line(content, TextSize::kBody);
    if (line->width_px <= room) return line;
    return type.lines(content, TextSize::kBody, room, kLabelLines);
}

}  // namespace

void draw_label(std::string_view id, Point at, const std::string& content, Anchor anchor,
                float width_max_px) {
    Context& ui = context();
    const float pad = px(ui.theme->metrics.spacing_px) * 0.5F;
    const SetText text = label_text(content, width_max_px);
    const float share = anchor == Anchor::kLeft ? 0.0F : anchor == Anchor::kCenter ? 0.5F : 1.0F;
    const ImVec2 from{at.x - text->width_px * share, at.y - text->height_px * 0.5F};
    const ImVec2 to{from.x + text->width_px, from.y + text->height_px};
    canvas().AddRectFilled({from.x - pad, from.y - pad * 0.5F}, {to.x + pad, to.y + pad * 0.5F},
                           packed(ui.theme->colors.overlay), px(ui.theme->metrics.rounding_px));
    ui.type.paint_on_picture(canvas(), *text, from, packed(ui.theme->colors.overlay_text));
    note_text(id, content, {from.x, from.y, to.x, to.y});
}

Point label_extent(const std::string& content, float width_max_px) {
    const float pad = px(context().theme->metrics.spacing_px) * 0.5F;
    const SetText text = label_text(content, width_max_px);
    return {text->width_px + 2.0F * pad, text->height_px + pad};
}

namespace {

SetText set_caption(const std::string& content, const CaptionLook& look) {
    const float pad = px(context().theme->metrics.spacing_px);
    const float room =
        look.width_max_px > 0.0F ? look.width_max_px - pad : ImGui::GetIO().DisplaySize.x;
    return context().type.paragraph(content, text_size(look.size), room);
}

}  // namespace

void draw_caption(std::string_view id, Point at, const std::string& content,
                  const CaptionLook& look) {
    Context& ui = context();
    const Colors& c = ui.theme->colors;
    const SetText text = set_caption(content, look);
    const float pad = px(ui.theme->metrics.spacing_px) * 0.5F;
    const ImVec2 from{at.x - text->width_px * 0.5F, at.y - text->height_px * 0.5F};
    const ImVec2 to{from.x + text->width_px, from.y + text->height_px};
    const bool is_solid = look.ground == CaptionGround::kSolid;
    canvas().AddRectFilled({from.x - pad, from.y - pad * 0.5F}, {to.x + pad, to.y + pad * 0.5F},
                           packed(is_solid ? c.surface : c.overlay),
                           px(ui.theme->metrics.rounding_px));
    ui.type.paint_on_picture(canvas(), *text, from, packed(is_solid ? c.text : c.overlay_text));
    note_text(id, content, {from.x, from.y, to.x, to.y});
}

float caption_height(const std::string& content, const CaptionLook& look) {
    return std::max(context().type.line_height(text_size(look.size)),
                    set_caption(content, look)->height_px);
}

void draw_plain(std::string_view id, Point at, const std::string& content) {
    Context& ui = context();
    const SetText text = ui.type.line(content, TextSize::kSmall);
    const ImVec2 from{at.x - text->width_px * 0.5F, at.y - text->height_px * 0.5F};
    ui.type.paint_on_picture(canvas(), *text, from, packed(ui.theme->colors.overlay_text));
    note_text(id, content, {from.x, from.y, from.x + text->width_px, from.y + text->height_px});
}

Point text_extent(const std::string& content) {
    const SetText text = context().type.line(content, TextSize::kBody);
    return {text->width_px, text->height_px};
}

const Metrics& metrics() {
    return context().theme->metrics;
}

float scaled(float logical) {
    return px(logical);
}

Rect placed(const Rect& layout) {
    return on_screen(layout);
}

}  // namespace belvedere::ui
