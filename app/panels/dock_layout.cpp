// SPDX-License-Identifier: Apache-2.0
#include "app/panels/dock_layout.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::panels {
namespace {

// A dock never needs more than this share of its direction to be usable.
constexpr float kLeastShareMax = 0.25F;

// Physical pixels of the docks that share one direction of the window.
struct Shared {
    float first = 0.0F, second = 0.0F;
};

float wanted_px(double chosen_px, float usual_px, float scale) {
    return (chosen_px > 0.0 ? static_cast<float>(chosen_px) : usual_px) * scale;
}

// Both as wanted, if together they have room; else what is more than the least shrinks alike.
Shared fitted(Shared wanted, float least, float room) {
    if (wanted.first > 0.0F) wanted.first = std::clamp(wanted.first, least, room);
    if (wanted.second > 0.0F) wanted.second = std::clamp(wanted.second, least, room);
    const float all = wanted.first + wanted.second;
    if (all <= room || wanted.first <= 0.0F || wanted.second <= 0.0F) return wanted;
    const float over = all - 2.0F * least;
    const float share = over > 0.0F ? std::max(0.0F, room - 2.0F * least) / over : 0.0F;
    return {least + (wanted.first - least) * share, least + (wanted.second - least) * share};
}

DockExtent extent(float size, float least, float most, float scale) {
    const auto logical = [scale](float px) { return static_cast<double>(px / scale); };
    return {logical(size), logical(std::min(least, size)), logical(std::max(most, size))};
}

}  // namespace

Places arrange(const LayoutState& layout, const WindowRoom& room) {
    const float width = room.width_px;
    Places p;
    p.toolbar = {0.0F, 0.0F, width, room.toolbar_px * room.scale};
    p.status = {0.0F, room.height_px - room.statusbar_px * room.scale, width, room.height_px};
    p.view = {0.0F, p.toolbar.y1, width, p.status.y0};
    if (!layout.has_sources) {
        p.view.y1 = room.height_px;
        return p;
    }
    const float across = width * (1.0F - kViewShareMin);
    const float narrow = std::min(kDockWidthMin_px * room.scale, width * kLeastShareMax);
    const auto open = [&](bool is_open, double chosen_px, float usual_px) {
        return is_open ? wanted_px(chosen_px, usual_px, room.scale) : 0.0F;
    };
    Shared sides = fitted({open(layout.left_open, layout.left_px, room.dock_width_px),
                           open(layout.right_open, layout.right_px, room.dock_width_px)},
                          narrow, across);
    sides = {std::floor(sides.first), std::floor(sides.second)};
    const float between = std::max(1.0F, p.status.y0 - p.toolbar.y1);
    const float up = between * (1.0F - kViewShareMin);
    const float low = std::min(kDockHeightMin_px * room.scale, between * kLeastShareMax);
    const float below = std::floor(
        fitted({open(layout.bottom_open, layout.bottom_px, room.dock_height_px), 0.0F}, low, up)
            .first);
    p.left_extent = extent(sides.first, narrow, across - sides.second, room.scale);
    p.right_extent = extent(sides.second, narrow, across - sides.first, room.scale);
    p.bottom_extent = extent(below, low, up, room.scale);

    p.view = {sides.first, p.toolbar.y1, width - sides.second, p.status.y0 - below};
    const float edge = std::floor(room.edge_px * room.scale);
    const auto thick = [edge](float dock) { return std::min(edge, dock); };
    p.left_edge = {p.view.x0 - thick(sides.first), p.view.y0, p.view.x0, p.view.y1};
    p.left = {0.0F, p.view.y0, p.left_edge.x0, p.view.y1};
    p.right_edge = {p.view.x1, p.view.y0, p.view.x1 + thick(sides.second), p.view.y1};
    p.right = {p.right_edge.x1, p.view.y0, width, p.view.y1};
    // As wide as the window: its columns stand side by side there.
    p.bottom_edge = {0.0F, p.view.y1, width, p.view.y1 + thick(below)};
    p.bottom = {0.0F, p.bottom_edge.y1, width, p.status.y0};
    return p;
}

}  // namespace belvedere::panels
