// SPDX-License-Identifier: Apache-2.0
// Plane geometry of the city's plan: polygons counter-clockwise, metres. Pure functions; any
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <glm/vec2.hpp>

namespace belvedere::generator {

using Point = glm::dvec2;
using Polygon = std::vector<Point>;
using Quad = std::array<Point, 4>;

[[nodiscard]] double cross(const Point& a, const Point& b);
[[nodiscard]] double length(const Point& v);
// Unit vector; {1, 0} for a vector of no length.
[[nodiscard]] Point direction(const Point& v);
// A quarter turn clockwise: points out of a counter-clockwise polygon from its edge's direction.
[[nodiscard]] Point outward(const Point& edge);
// Positive for counter-clockwise polygons.
[[nodiscard]] double signed_area(const Polygon& polygon);
[[nodiscard]] double signed_area(const Quad& quad);
[[nodiscard]] Point middle(const Polygon& polygon);
[[nodiscard]] Point middle(const Quad& quad);
// Convex, with no corner flatter or sharper than what offsets and roofs can take.
[[nodiscard]] bool is_convex(const Quad& quad);
[[nodiscard]] bool contains(const Polygon& polygon, const Point& point);

// The polygon with edge i moved inwards by distances[i]; as many corners as before. Empty when an
// edge would vanish or turn round, that is, when the polygon is too narrow.
[[nodiscard]] Polygon inset(const Polygon& polygon, const std::vector<double>& distances);
[[nodiscard]] Polygon inset(const Polygon& polygon, double distance);

// The corners where the outline really turns (by more than about 15 degrees), in order.
[[nodiscard]] std::vector<std::size_t> sharp_corners(const Polygon& polygon);

// The largest rectangle of the given direction that is found inside a nearly convex polygon by
// shrinking about its middle; half sizes 0 when there is none worth building on.
struct InnerRectangle {
    Point center{0.0};
    Point axis{1.0, 0.0};  // Of the long side.
    double half_length = 0.0, half_width = 0.0;
};
[[nodiscard]] InnerRectangle inner_rectangle(const Polygon& polygon);
// A rectangle as a counter-clockwise quad whose first edge runs along `axis`.
[[nodiscard]] Quad rectangle(const Point& center, const Point& axis, double half_length,
                             double half_width);

}  // namespace belvedere::generator
