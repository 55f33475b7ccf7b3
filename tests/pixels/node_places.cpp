// SPDX-License-Identifier: Apache-2.0
#include "tests/pixels/node_places.hpp"

#include <algorithm>
#include <cmath>

namespace belvedere::test {

NodePlaces::NodePlaces(std::span<const ui::Node> nodes)
    : nodes_(nodes), containers_(nodes.size(), kNone), in_top_layer_(nodes.size(), false) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].is_layer) top_layer_ = i;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        in_top_layer_[i] = top_layer_ == kNone || i == top_layer_;
        for (std::uint32_t up = nodes[i].parent; up != ui::kNoNode; up = nodes[up].parent) {
            if (containers_[i] == kNone && is_container(up)) containers_[i] = up;
            if (up == top_layer_) in_top_layer_[i] = true;
        }
    }
}

bool NodePlaces::is_container(std::size_t node) const {
    const ui::Node& each = nodes_[node];
    return each.is_layer || each.role == ui::Role::kRegion || each.role == ui::Role::kToolbar ||
           each.role == ui::Role::kTable;
}

const ui::Node* NodePlaces::top_layer() const {
    return top_layer_ == kNone ? nullptr : &nodes_[top_layer_];
}

std::size_t NodePlaces::node_under(const ui::Rect& box, Among among) const {
    std::size_t found = nodes_.size();
    const float x = box.center_x();
    const float y = box.center_y();
    const auto area = [&](std::size_t i) {
        return nodes_[i].rect.width() * nodes_[i].rect.height();
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (in_top_layer_[i] != (among == Among::kTopLayer)) continue;
        if (!nodes_[i].rect.contains(x, y)) continue;
        // What scrolls may be larger than what holds it.
        const bool is_first = found == nodes_.size();
        const bool is_inside = !is_first && containers_[i] == found;
        const bool holds_it = !is_first && containers_[found] == i;
        if (is_first || is_inside || (!holds_it && area(i) <= area(found))) found = i;
    }
    return found;
}

bool NodePlaces::is_in_top_layer(std::size_t node) const {
    return in_top_layer_[node];
}

std::size_t NodePlaces::container(std::size_t node) const {
    return containers_[node];
}

bool NodePlaces::scrolls(std::size_t node) const {
    const std::size_t around = container(node);
    if (around == kNone) return false;
    // Notices are as large as their contents.
    return nodes_[around].role != ui::Role::kToolbar && nodes_[around].id != "notices";
}

ui::Rect NodePlaces::container_rect(std::size_t node, const ui::Rect& window) const {
    const std::size_t around = container(node);
    return around == kNone ? window : nodes_[around].rect;
}

bool NodePlaces::is_in_sight(std::size_t node) const {
    constexpr float kRounding_px = 1.0F;
    const ui::Rect& rect = nodes_[node].rect;
    for (std::size_t up = container(node); up != kNone; up = container(up)) {
        const ui::Rect& around = nodes_[up].rect;
        if (rect.y0 < around.y0 - kRounding_px || rect.y1 > around.y1 + kRounding_px) return false;
    }
    return true;
}

bool NodePlaces::is_seen(std::size_t node, const ui::Rect& window) const {
    constexpr float kRounding_px = 1.0F;
    constexpr float kMostOfIt = 0.8F;
    const ui::Rect& rect = nodes_[node].rect;
    const ui::Rect around = container_rect(node, window);
    if (rect.height() >= around.height() * kMostOfIt) {
        return rect.y0 < around.y1 && rect.y1 > around.y0;
    }
    const auto is_inside = [&](const ui::Rect& outer) {
        return rect.x0 >= outer.x0 - kRounding_px && rect.x1 <= outer.x1 + kRounding_px &&
               rect.y0 >= outer.y0 - kRounding_px && rect.y1 <= outer.y1 + kRounding_px;
    };
    return is_inside(around) && is_inside(window);
}

ui::Rect NodePlaces::check_box(const ui::Node& node, const Shown& shown) {
    const ui::Metrics& metrics = shown.theme.metrics;
    const float line = metrics.body_em_px * shown.look.scale * shown.look.text.line_height;
    const float side = std::round(std::ceil(line));
    const bool is_mirrored = shown.look.language == "ar" || shown.look.language == "qps-rtl";
    const float left = is_mirrored ? node.rect.x1 - side : node.rect.x0;
    const float top = node.rect.center_y() - side * 0.5F;
    return {left, top, left + side, top + side};
}

}  // namespace belvedere::test
