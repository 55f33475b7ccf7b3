// SPDX-License-Identifier: Apache-2.0
#include "app/window/measurement.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

double height_of(const glm::dvec3& position, city::Ground ground) {
    return ground == city::Ground::kModel ? position.z : geo::to_geodetic(position).height_m;
}

}  // namespace

Measurement measure(std::span<const glm::dvec3> points, city::Ground ground) {
    Measurement result;
    if (points.empty()) return result;
    const geo::LocalFrame frame = city::horizon_at(points.front(), ground);
    double lowest = height_of(points.front(), ground);
    double highest = lowest;
    glm::dvec3 normal{0.0};
    glm::dvec3 before = frame.to_local(points.back());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const glm::dvec3 local = frame.to_local(points[i]);
        normal += glm::cross(before, local);
        before = local;
        const double height = height_of(points[i], ground);
        lowest = std::min(lowest, height);
        highest = std::max(highest, height);
        if (i == 0) continue;
        const double length = glm::distance(points[i - 1], points[i]);
        const double rise = height - height_of(points[i - 1], ground);
        result.length_m += length;
        result.horizontal_m += std::sqrt(std::max(0.0, length * length - rise * rise));
    }
    result.height_m = height_of(points.back(), ground) - height_of(points.front(), ground);
    result.height_range_m = highest - lowest;
    result.area_m2 = glm::length(normal) * 0.5;
    result.horizontal_area_m2 = std::abs(normal.z) * 0.5;
    result.perimeter_m = result.length_m + glm::distance(points.back(), points.front());
    return result;
}

std::vector<std::pair<std::string, std::string>> measurement_rows(
    std::span<const glm::dvec3> points, panels::MeasureTool tool, city::Ground ground) {
    if (points.size() < 2) return {};
    const Measurement m = measure(points, ground);
    if (tool == panels::MeasureTool::kHeight) {
        return {{"Height difference", geo::format_length(m.height_m)},
                {"Lowest to highest", geo::format_length(m.height_range_m)},
                {"Horizontal", geo::format_length(m.horizontal_m)}};
    }
    if (tool == panels::MeasureTool::kArea) {
        if (points.size() < 3) return {};
        return {{"Area", geo::format_area(m.area_m2)},
                {"Seen from above", geo::format_area(m.horizontal_area_m2)},
                {"Perimeter", geo::format_length(m.perimeter_m)}};
    }
    return {{"Length", geo::format_length(m.length_m)},
            {"Horizontal", geo::format_length(m.horizontal_m)},
            {"Height difference", geo::format_length(m.height_m)}};
}

}  // namespace belvedere::window
