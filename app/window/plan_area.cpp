// SPDX-License-Identifier: Apache-2.0
#include "app/window/plan_area.hpp"

namespace belvedere::window {

bool is_inside(std::span<const glm::dvec2> polygon, const glm::dvec2& point) {
    bool in = false;
    for (std::size_t i = 0, before = polygon.size() - 1; i < polygon.size(); before = i++) {
        const glm::dvec2 a = polygon[i];
        const glm::dvec2 b = polygon[before];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        if (point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

PlanArea::PlanArea(std::span<const glm::dvec3> corners, const geo::LocalFrame& frame)
    : frame_(frame) {
    for (const glm::dvec3& corner : corners)
        outline_.emplace_back(frame_.to_local(corner));
    if (outline_.size() != 2) return;
    const glm::dvec2 a = outline_[0];
    const glm::dvec2 b = outline_[1];
    outline_ = {a, {b.x, a.y}, b, {a.x, b.y}};
}

bool PlanArea::contains(const glm::dvec3& position) const {
    return is_inside(outline_, glm::dvec2(frame_.to_local(position)));
}

}  // namespace belvedere::window
