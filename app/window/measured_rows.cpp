// SPDX-License-Identifier: Apache-2.0
#include "app/window/measured_rows.hpp"

#include "app/measure/measure.hpp"
#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"
#include "engine/geo/coordinate_text.hpp"

namespace belvedere::window {
namespace {

using Rows = std::vector<panels::MeasureRow>;

Rows area_rows(std::span<const glm::dvec3> points, measure::World world) {
    if (points.size() < 3) return {};
    const measure::AreaMeasure area = measure::measure_area(points, world);
    if (area.is_crossing) {
        return {{{"measured.area", "Area"},
                 words::text({"measured.crossing", "none: the outline crosses itself"})},
                {{"measured.perimeter", "Perimeter"}, geo::format_length(area.perimeter_m)}};
    }
    return {{{"measured.area", "Area"}, geo::format_area(area.plane_m2)},
            {{"measured.ground", "On the ground"}, geo::format_area(area.ground_m2)},
            {{"measured.perimeter", "Perimeter"}, geo::format_length(area.perimeter_m)},
            {{"measured.off_plane", "Off its plane"},
             words::text({"measured.at_most", "at most {length}"},
                         {{"length", geo::format_length(area.plane_error_m)}})}};
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
        return {{{"measured.rise", "Height difference"}, geo::format_length(path.rise_m)},
                {{"measured.climb", "Climb"}, geo::format_length(path.climb_m)},
                {{"measured.descent", "Descent"}, geo::format_length(path.descent_m)},
                {{"measured.slope", "Slope"}, panels::angle_text(path.slope_deg)}};
    }
    return {{{"measured.length", "Length"}, geo::format_length(path.length_m)},
            {{"measured.ground", "On the ground"}, geo::format_length(path.ground_m)},
            {{"measured.rise", "Height difference"}, geo::format_length(path.rise_m)},
            {{"measured.direction", "Direction"}, panels::bearing_text(path.azimuth_deg)}};
}

}  // namespace belvedere::window
