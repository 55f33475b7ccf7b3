// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/curve_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/content/decode/citygml/number_text.hpp"

namespace belvedere::content::citygml {
namespace {

constexpr double kTurn_rad = 2.0 * std::numbers::pi;
// A step is never finer: that is a line of 16 m in a circle of 100 km.
constexpr double kStepLeast_rad = 1.5e-4;

// Metres east and north that a unit of x and y is.
glm::dvec3 metres_at(const glm::dvec3& place, const CurvePlane& plane) {
    if (!plane.is_geographic) return glm::dvec3(1.0);
    constexpr double kMetresPerDegree = 111'195.0;  // Of a sphere of 6,371 km.
    const double latitude = std::clamp(place.y, -89.9, 89.9) * std::numbers::pi / 180.0;
    return {kMetresPerDegree * std::cos(latitude), kMetresPerDegree, 1.0};
}

std::size_t steps_of(double angle_rad, double radius_m) {
    double step = kArcStep_rad;
    if (radius_m > kArcError_m) {
        step = std::min(step, 2.0 * std::acos(1.0 - kArcError_m / radius_m));
    }
    step = std::max(step, kStepLeast_rad);
    return static_cast<std::size_t>(std::ceil(std::abs(angle_rad) / step));
}

// A circle in space: its centre, and two arms as long as its radius, the first to where it begins.
struct SpaceCircle {
    glm::dvec3 centre{0.0}, first_arm{0.0}, second_arm{0.0};
    double radius_m = 0.0;

    [[nodiscard]] glm::dvec3 at(double angle_rad) const {
        return centre + std::cos(angle_rad) * first_arm + std::sin(angle_rad) * second_arm;
    }
    // From 0 to a whole turn, in the sense in which the circle goes.
    [[nodiscard]] double angle_of(const glm::dvec3& place) const {
        const glm::dvec3 arm = place - centre;
        const double angle = std::atan2(glm::dot(arm, second_arm), glm::dot(arm, first_arm));
        return angle < 0.0 ? angle + kTurn_rad : angle;
    }
};

// Through three places in metres, from the first over the second; nothing when they are on a line.
std::optional<SpaceCircle> circle_through(const std::array<glm::dvec3, 3>& places) {
    const glm::dvec3 a = places[1] - places[0], b = places[2] - places[0];
    const glm::dvec3 normal = glm::cross(a, b);
    const double area = glm::length(normal);
    // Flatter than this, the arc is nowhere a tenth of a millimetre from its chord for each metre.
    if (!(area > 1e-7 * std::max(glm::dot(a, a), glm::dot(b, b)))) return std::nullopt;
    const glm::dvec3 to_centre =
        (glm::cross(normal, a) * glm::dot(b, b) + glm::cross(b, normal) * glm::dot(a, a)) /
        (2.0 * area * area);
    SpaceCircle circle;
    circle.centre = places[0] + to_centre;
    circle.first_arm = -to_centre;
    circle.second_arm = glm::cross(normal / area, circle.first_arm);
    circle.radius_m = glm::length(to_centre);
    return circle;
}

// Places strictly between two angles of a circle about an origin.
void add_between(std::vector<glm::dvec3>& out, const SpaceCircle& circle,
                 const std::pair<double, double>& angles, const glm::dvec3& origin,
                 const glm::dvec3& metres) {
    const double angle = angles.second - angles.first;
    const std::size_t steps = steps_of(angle, circle.radius_m);
    for (std::size_t i = 1; i < steps; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(steps);
        out.push_back(origin + circle.at(angles.first + angle * share) / metres);
    }
}

std::optional<SpaceCircle> circle_from(const glm::dvec3* given, const glm::dvec3& metres) {
    return circle_through(
        {glm::dvec3(0.0), (given[1] - given[0]) * metres, (given[2] - given[0]) * metres});
}

// Metres that a unit is; 0 for one that is not known.
double metres_of_unit(std::string_view unit) {
    constexpr std::pair<std::string_view, double> kUnits[] = {{"", 1.0},
                                                              {"m", 1.0},
                                                              {"metre", 1.0},
                                                              {"urn:ogc:def:uom:EPSG::9001", 1.0},
                                                              {"km", 1000.0},
                                                              {"ft", 0.3048},
                                                              {"[ft_i]", 0.3048},
                                                              {"mi", 1609.344},
                                                              {"[mi_i]", 1609.344},
                                                              {"NM", 1852.0},
                                                              {"[nmi_i]", 1852.0}};
    for (const auto& [name, metres] : kUnits) {
        if (name == unit) return metres;
    }
    return 0.0;
}

}  // namespace

void bend_arcs(std::vector<glm::dvec3>& positions, std::size_t first, const CurvePlane& plane) {
    if (positions.size() < first + 3) return;
    const std::vector<glm::dvec3> given(positions.begin() + static_cast<std::ptrdiff_t>(first),
                                        positions.end());
    positions.resize(first);
    positions.push_back(given.front());
    std::size_t at = 0;
    for (; at + 2 < given.size(); at += 2) {
        const glm::dvec3 metres = metres_at(given[at], plane);
        const auto circle = circle_from(&given[at], metres);
        double middle = 0.0;
        if (circle) middle = circle->angle_of((given[at + 1] - given[at]) * metres);
        if (circle) add_between(positions, *circle, {0.0, middle}, given[at], metres);
        positions.push_back(given[at + 1]);
        if (circle) {
            const double end = circle->angle_of((given[at + 2] - given[at]) * metres);
            add_between(positions, *circle, {middle, end}, given[at], metres);
        }
        positions.push_back(given[at + 2]);
    }
    for (++at; at < given.size(); ++at)
        positions.push_back(given[at]);  // What is left of no arc.
}

void bend_circle(std::vector<glm::dvec3>& positions, std::size_t first, const CurvePlane& plane) {
    if (positions.size() < first + 3) return;
    const glm::dvec3 begin = positions[first];
    bend_arcs(positions, first, plane);
    // The rest of it: from the third position back to the first.
    const glm::dvec3 metres = metres_at(begin, plane);
    const glm::dvec3 third = positions.back();
    const std::size_t middle = first + (positions.size() - first) / 2;
    const glm::dvec3 given[] = {begin, positions[middle], third};
    if (const auto circle = circle_from(given, metres)) {
        add_between(positions, *circle, {circle->angle_of((third - begin) * metres), kTurn_rad},
                    begin, metres);
    }
    positions.push_back(begin);
}

std::optional<CentredArc> centred_arc(XmlElement element) {
    CentredArc arc;
    bool has_start = false, has_end = false;
    std::string memory;
    for (XmlElement part = element.first_child(); part; part = part.next_sibling()) {
        const auto number = number_of(part.text(memory));
        if (!number) continue;
        if (part.local() == "radius") {
            arc.radius_m = *number * metres_of_unit(part.attribute("uom"));
        } else if (part.local() == "startAngle") {
            arc.start_deg = *number;
            has_start = true;
        } else if (part.local() == "endAngle") {
            arc.end_deg = *number;
            has_end = true;
        }
    }
    const bool is_circle = element.local() == "CircleByCenterPoint";
    if (is_circle) arc = {arc.radius_m, 0.0, 360.0};
    const bool is_whole = is_circle || (has_start && has_end);
    const bool is_sound = std::isfinite(arc.radius_m) && arc.radius_m > 0.0 &&
                          std::abs(arc.start_deg) <= 720.0 && std::abs(arc.end_deg) <= 720.0;
    return is_whole && is_sound ? std::optional(arc) : std::nullopt;
}

void bend_centred(std::vector<glm::dvec3>& positions, const CentredArc& arc,
                  const CurvePlane& plane) {
    if (positions.empty()) return;
    const glm::dvec3 centre = positions.back();
    positions.pop_back();
    const glm::dvec3 metres = metres_at(centre, plane);
    SpaceCircle circle;
    circle.first_arm =
        plane.is_y_first ? glm::dvec3(0.0, arc.radius_m, 0.0) : glm::dvec3(arc.radius_m, 0.0, 0.0);
    circle.second_arm =
        plane.is_y_first ? glm::dvec3(arc.radius_m, 0.0, 0.0) : glm::dvec3(0.0, arc.radius_m, 0.0);
    circle.radius_m = arc.radius_m;
    const double start = arc.start_deg * std::numbers::pi / 180.0;
    const double end = arc.end_deg * std::numbers::pi / 180.0;
    const glm::dvec3 begin = centre + circle.at(start) / metres;
    positions.push_back(begin);
    add_between(positions, circle, {start, end}, centre, metres);
    const bool is_circle = std::abs(arc.end_deg - arc.start_deg) == 360.0;
    positions.push_back(is_circle ? begin : centre + circle.at(end) / metres);
}

}  // namespace belvedere::content::citygml
