// SPDX-License-Identifier: Apache-2.0
#include "app/window/measured_rows.hpp"

#include "app/measure/measure.hpp"
#include "app/panels/unit_text.hpp"
#include "app/words/words.hpp"

namespace belvedere::window {
namespace {

using Rows = std::vector<panels::MeasureRow>;

Rows area_rows(std::span<const glm::dvec3> points, measure::World world) {
    if (points.size() < 3) return {};
    const measure::AreaMeasure area = measure::measure_area(points, world);
    if (area.is_crossing) {
        return {
            {{"measured.area", "Area"},
             words::text({"measured.crossing", "none: the outline crosses itself"})},
            {{"measured.perimeter", "Perimeter"}, panels::measured_length_text(area.perimeter_m)}};
    }
    return {{{"measured.area", "Area"}, panels::measured_area_text(area.plane_m2)},
            {{"measured.ground", "On the ground"}, panels::measured_area_text(area.ground_m2)},
            {{"measured.perimeter", "Perimeter"}, panels::measured_length_text(area.perimeter_m)},
            {{"measured.off_plane", "Off its plane"},
             words::text({"measured.at_most", "at most {length}"},
                         {{"length", panels::measured_length_text(area.plane_error_m)}})}};
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
        return {{{"measured.rise", "Height difference"}, panels::measured_length_text(path.rise_m)},
                {{"measured.climb", "Climb"}, panels::measured_length_text(path.climb_m)},
                {{"measured.descent", "Descent"}, panels::measured_length_text(path.descent_m)},
                {{"measured.slope", "Slope"}, panels::angle_text(path.slope_deg)}};
    }
    return {{{"measured.length", "Length"}, panels::measured_length_text(path.length_m)},
            {{"measured.ground", "On the ground"}, panels::measured_length_text(path.ground_m)},
            {{"measured.rise", "Height difference"}, panels::measured_length_text(path.rise_m)},
            {{"measured.direction", "Direction"}, panels::bearing_text(path.azimuth_deg)}};
}

}  // namespace belvedere::window
