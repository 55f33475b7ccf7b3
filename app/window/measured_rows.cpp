// SPDX-License-Identifier: Apache-2.0
#include "app/window/measured_rows.hpp"

#include "app/measure/measure.hpp"
#include "app/panels/unit_text.hpp"
#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows area_rows(std::span<const glm::dvec3> points, measure::World world) {
    if (points.size() < 3) return {};
    const measure::AreaMeasure area = measure::measure_area(points, world);
    if (area.is_crossing) {
        return {{"Area", "none: the outline crosses itself"},
                {"Perimeter", geo::format_length(area.perimeter_m)}};
    }
    return {{"Area", geo::format_area(area.plane_m2)},
            {"On the ground", geo::format_area(area.ground_m2)},
            {"Perimeter", geo::format_length(area.perimeter_m)},
            {"Off its plane", "at most " + geo::format_length(area.plane_error_m)}};
}

}  // namespace

Rows measured_rows(std::span<const glm::dvec3> points, panels::MeasureTool tool,
                   city::Ground ground) {
    const measure::World world =
        ground == city::Ground::kModel ? measure::World::kFlat : measure::World::kEarth;
    if (tool == panels::MeasureTool::kArea) return area_rows(points, world);
    if (points.size() < 2) return {};
    const measure::PathMeasure path = measure::measure_path(points, world);
    if (tool == panels::MeasureTool::kHeight) {
        return {{"Height difference", geo::format_length(path.rise_m)},
                {"Climb", geo::format_length(path.climb_m)},
                {"Descent", geo::format_length(path.descent_m)},
                {"Slope", panels::number_text(path.slope_deg, 1) + "°"}};
    }
    return {{"Length", geo::format_length(path.length_m)},
            {"On the ground", geo::format_length(path.ground_m)},
            {"Height difference", geo::format_length(path.rise_m)},
            {"Direction", panels::number_text(path.azimuth_deg, 1) + "° from north"}};
}

}  // namespace belvedere::window
