// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/place_lines.hpp"

#include <cmath>
#include <cstring>
#include <utility>

namespace belvedere::twin {
namespace {

// Whether the point parts lines, or ends one: such points stay when a line is thinned.
bool is_end(std::span<const LinePoint> points, std::size_t index) {
    const auto parts = [&](std::size_t i) { return std::isnan(points[i].longitude_deg); };
    if (index == 0 || index + 1 == points.size() || parts(index)) return true;
    return parts(index - 1) || parts(index + 1);
}

}  // namespace

std::string line_text(std::span<const LinePoint> points) {
    std::vector<LinePoint> kept(points.begin(), points.end());
    std::size_t stride = 1;
    while (kept.size() > kLinePointsMost) {
        ++stride;
        kept.clear();
        for (std::size_t i = 0; i < points.size(); ++i) {
            // Of thousands of short parts even the ends are too many.
            const bool stays = i % stride == 0 || (stride < 64 && is_end(points, i));
            if (stays) kept.push_back(points[i]);
        }
    }
    std::string text(kept.size() * sizeof(LinePoint), '\0');
    if (!kept.empty()) std::memcpy(text.data(), kept.data(), text.size());
    return text;
}

std::vector<LinePoint> line_of(std::string_view text) {
    if (text.size() % sizeof(LinePoint) != 0 || text.size() > kLinePointsMost * sizeof(LinePoint)) {
        return {};
    }
    std::vector<LinePoint> points(text.size() / sizeof(LinePoint));
    if (!points.empty()) std::memcpy(points.data(), text.data(), text.size());
    return points;
}

void PlaceLines::set(EntityId entity, std::vector<LinePoint> points) {
    const auto known = lines_.find(entity.value);
    if (known != lines_.end()) {
        points_ -= known->second.size();
        lines_.erase(known);
    }
    if (points.empty()) return;
    if (points_ + points.size() > kLinePointsAll) {
        ++left_out_;
        return;
    }
    points_ += points.size();
    lines_.emplace(entity.value, std::move(points));
}

std::span<const LinePoint> PlaceLines::of(EntityId entity) const {
    const auto found = lines_.find(entity.value);
    return found == lines_.end() ? std::span<const LinePoint>() : std::span(found->second);
}

}  // namespace belvedere::twin
