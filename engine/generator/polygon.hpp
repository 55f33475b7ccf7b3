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

// A polygon whose edges remember which edge of another polygon they came from.
struct TracedPolygon {
    Polygon corners;
    std::vector<std::size_t> sources;  // sources[i] of the edge from corner i to i + 1.
};
// What is left of a nearly convex polygon when edge i moves inwards by distances[i]; edges that
// vanish are gone. Convex where the polygon is. Empty when nothing is left.
[[nodiscard]] TracedPolygon traced_inset(const Polygon& polygon,
                                         const std::vector<double>& distances);
[[nodiscard]] Polygon inset(const Polygon& polygon, double distance);
// The same with as many corners as before, also for polygons that are not convex; empty when an
// edge would vanish or turn round.
[[nodiscard]] Polygon mitred_inset(const Polygon& polygon, const std::vector<double>& distances);

// Two outlines with corresponding corners, `inner` lying `depth` inside `outer`.
struct Strip {
    Polygon outer, inner;
    std::vector<std::size_t> sources;  // Of outer's edges, in the polygon it was made from.
};
// The largest such strip in a convex polygon: corners with edges too short for the depth are left
// out. Empty when the polygon is too narrow.
[[nodiscard]] Strip make_strip(const Polygon& polygon, double depth);

// Triangles that fill the ring between two counter-clockwise outlines, the second inside the first.
[[nodiscard]] std::vector<std::array<Point, 3>> fill_ring(const Polygon& outer,
                                                          const Polygon& inner);

// The corners where the outline turns by more than about 5 degrees, in order.
[[nodiscard]] std::vector<std::size_t> turning_corners(const Polygon& polygon);

// A large rectangle along one of the edges of a nearly convex polygon, about the middle of its
// area; half sizes 0 when there is none.
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
