// SPDX-License-Identifier: Apache-2.0
// Arcs and circles of GML as lines of positions (OGC 07-036, clause 10.4.7).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citygml/xml_tree.hpp"

namespace belvedere::content::citygml {

// How far a line may lie from the arc that it stands for, and how much it may turn at once.
inline constexpr double kArcError_m = 0.01;
inline constexpr double kArcStep_rad = 0.0872664626;  // 5 degrees.

// What positions are measured in.
struct CurvePlane {
    bool is_geographic = false;  // x and y are degrees; else all three are metres.
    bool is_y_first = false;     // The file has north before east: its angles begin there.
};

// Puts positions on the arcs between every three of `positions` from `first` on, each of which ends
// where the next begins (gml:Arc, gml:ArcString). Those that are given stay; what lies on a line
// stays one.
void bend_arcs(std::vector<glm::dvec3>& positions, std::size_t first, const CurvePlane& plane);
// The circle through the three positions from `first` on, back to its beginning (gml:Circle).
void bend_circle(std::vector<glm::dvec3>& positions, std::size_t first, const CurvePlane& plane);

// A gml:ArcByCenterPoint or gml:CircleByCenterPoint. It lies level; angles are counted from the
// first axis of the file towards the second, in degrees.
struct CentredArc {
    double radius_m = 0.0;
    double start_deg = 0.0, end_deg = 360.0;
};
// Nothing without a radius of a known unit (m, km, ft, miles, nautical miles) or, of an arc,
// without both angles.
[[nodiscard]] std::optional<CentredArc> centred_arc(XmlElement element);
// Puts it in the place of its centre, the last of `positions`.
void bend_centred(std::vector<glm::dvec3>& positions, const CentredArc& arc,
                  const CurvePlane& plane);

}  // namespace belvedere::content::citygml
