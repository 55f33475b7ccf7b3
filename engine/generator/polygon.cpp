// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <glm/geometric.hpp>

namespace belvedere::generator {

namespace {

template <class Points>
double shoelace(const Points& points) {
    double sum = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        sum += cross(points[i], points[(i + 1) % points.size()]);
    }
    return sum / 2;
}

template <class Points>
Point mean(const Points& points) {
    Point sum(0.0);
    for (const Point& p : points)
        sum += p;
    return sum / static_cast<double>(points.size());
}

TracedPolygon clipped(const TracedPolygon& polygon, const Point& in, double offset,
                      std::size_t source) {
    TracedPolygon kept;
    const std::size_t count = polygon.corners.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Point& a = polygon.corners[i];
        const Point& b = polygon.corners[(i + 1) % count];
        const double da = glm::dot(in, a) - offset;
        const double db = glm::dot(in, b) - offset;
        if (da >= 0) {
            kept.corners.push_back(a);
            kept.sources.push_back(polygon.sources[i]);
        }
        if ((da >= 0) == (db >= 0)) continue;
        kept.corners.push_back(a + (b - a) * (da / (da - db)));
        // Leaving the half-plane the new edge begins; entering it the old one goes on.
        kept.sources.push_back(da >= 0 ? source : polygon.sources[i]);
    }
    return kept;
}

// The middle of the area, not of the corners.
Point centroid(const Polygon& polygon) {
    Point sum(0.0);
    double weight = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point a = polygon[i] - polygon[0];
        const Point b = polygon[(i + 1) % polygon.size()] - polygon[0];
        const double area = cross(a, b);
        sum += (a + b) * area;
        weight += area * 3.0;
    }
    return weight > 1e-9 ? polygon[0] + sum / weight : mean(polygon);
}

double largest_half_width(const Polygon& polygon, const Point& center, const Point& axis,
                          double aspect) {
    double low = 0.0;
    double high = 400.0;
    for (int step = 0; step < 11; ++step) {
        const double half = (low + high) / 2;
        const Quad tried = rectangle(center, axis, half * aspect, half);
        const bool fits =
            std::ranges::all_of(tried, [&](const Point& p) { return contains(polygon, p); });
        (fits ? low : high) = half;
    }
    return low;
}

// Rises with the angle of `v` from 0 to 4, a quarter turn for each unit; no arc tangent needed.
double diamond_angle(const Point& v) {
    const double sum = std::abs(v.x) + std::abs(v.y);
    if (sum < 1e-12) return 0.0;
    const double t = v.x / sum;
    return v.y >= 0 ? 1.0 - t : 3.0 + t;
}

}  // namespace

double cross(const Point& a, const Point& b) {
    return a.x * b.y - a.y * b.x;
}

double length(const Point& v) {
    return std::sqrt(v.x * v.x + v.y * v.y);
}

Point direction(const Point& v) {
    const double size = length(v);
    return size > 1e-9 ? v / size : Point(1.0, 0.0);
}

Point outward(const Point& edge) {
    return {edge.y, -edge.x};
}

double signed_area(const Polygon& polygon) {
    return shoelace(polygon);
}

double signed_area(const Quad& quad) {
    return shoelace(quad);
}

Point middle(const Polygon& polygon) {
    return mean(polygon);
}

Point middle(const Quad& quad) {
    return mean(quad);
}

bool is_convex(const Quad& quad) {
    for (std::size_t i = 0; i < 4; ++i) {
        const Point before = direction(quad[(i + 1) % 4] - quad[i]);
        const Point after = direction(quad[(i + 2) % 4] - quad[(i + 1) % 4]);
        if (cross(before, after) < 0.34) return false;
    }
    return true;
}

bool contains(const Polygon& polygon, const Point& point) {
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Point& a = polygon[i];
        const Point& b = polygon[j];
        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

TracedPolygon traced_inset(const Polygon& polygon, const std::vector<double>& distances) {
    TracedPolygon kept{polygon, {}};
    for (std::size_t i = 0; i < polygon.size(); ++i)
        kept.sources.push_back(i);
    for (std::size_t i = 0; i < polygon.size() && kept.corners.size() >= 3; ++i) {
        const Point& from = polygon[i];
        const Point in = -outward(direction(polygon[(i + 1) % polygon.size()] - from));
        kept = clipped(kept, in, glm::dot(in, from) + distances[i], i);
    }
    if (kept.corners.size() < 3 || signed_area(kept.corners) < 2.0) return {};
    return kept;
}

Polygon mitred_inset(const Polygon& polygon, const std::vector<double>& distances) {
    const std::size_t count = polygon.size();
    Polygon result(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Point d0 = direction(polygon[i] - polygon[(i + count - 1) % count]);
        const Point d1 = direction(polygon[(i + 1) % count] - polygon[i]);
        const Point in0 = -outward(d0) * distances[(i + count - 1) % count];
        const Point in1 = -outward(d1) * distances[i];
        const double turn = cross(d0, d1);
        // Nearly straight: the offset lines meet far away or nowhere, the mean is on both.
        result[i] = std::abs(turn) < 0.05 ? polygon[i] + (in0 + in1) * 0.5
                                          : polygon[i] + in0 + d0 * (cross(in1 - in0, d1) / turn);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t next = (i + 1) % count;
        if (glm::dot(result[next] - result[i], polygon[next] - polygon[i]) <= 0.0) return {};
    }
    return signed_area(result) > 30.0 ? result : Polygon{};
}

Polygon inset(const Polygon& polygon, double distance) {
    return traced_inset(polygon, std::vector<double>(polygon.size(), distance)).corners;
}

Strip make_strip(const Polygon& polygon, double depth) {
    Strip strip{polygon, {}, {}};
    for (std::size_t i = 0; i < polygon.size(); ++i)
        strip.sources.push_back(i);
    while (strip.outer.size() >= 3) {
        strip.inner = mitred_inset(strip.outer, std::vector<double>(strip.outer.size(), depth));
        if (!strip.inner.empty()) return strip;
        std::size_t shortest = 0;
        double least = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < strip.outer.size(); ++i) {
            const double size = length(strip.outer[(i + 1) % strip.outer.size()] - strip.outer[i]);
            if (size < least) {
                least = size;
                shortest = i;
            }
        }
        // Without the short edge's second end; the edge before it reaches further round.
        const auto gone = static_cast<std::ptrdiff_t>((shortest + 1) % strip.outer.size());
        const auto edge = static_cast<std::ptrdiff_t>(shortest);
        strip.outer.erase(strip.outer.begin() + gone);
        strip.sources.erase(strip.sources.begin() + edge);
        if (gone < edge) {
            // The erased corner was the first: its edge is now the last one's.
            std::ranges::rotate(strip.sources, strip.sources.begin() + 1);
        }
    }
    return {};
}

std::vector<std::array<Point, 3>> fill_ring(const Polygon& outer, const Polygon& inner) {
    std::vector<std::array<Point, 3>> triangles;
    if (outer.size() < 3 || inner.size() < 3) return triangles;
    // Both are walked round the inner one's middle; who comes next by angle is joined next.
    const Point center = middle(inner);
    const double base = diamond_angle(outer[0] - center);
    const auto angle_of = [&](const Point& p) {
        const double angle = diamond_angle(p - center) - base;
        return angle < 0.0 ? angle + 4.0 : angle;
    };
    std::size_t start = 0;
    for (std::size_t i = 1; i < inner.size(); ++i) {
        if (angle_of(inner[i]) < angle_of(inner[start])) start = i;
    }
    std::size_t o = 0;
    std::size_t n = 0;
    while (o < outer.size() || n < inner.size()) {
        const Point& a = outer[o % outer.size()];
        const Point& b = inner[(start + n) % inner.size()];
        const Point& next_a = outer[(o + 1) % outer.size()];
        const Point& next_b = inner[(start + n + 1) % inner.size()];
        const double angle_a = o + 1 < outer.size() ? angle_of(next_a) : 4.0;
        const double angle_b =
            n + 1 < inner.size() ? angle_of(next_b) : 4.0 + angle_of(inner[start]);
        if (o < outer.size() && (n == inner.size() || angle_a < angle_b)) {
            triangles.push_back({a, next_a, b});
            ++o;
        } else {
            triangles.push_back({a, next_b, b});
            ++n;
        }
    }
    return triangles;
}

std::vector<std::size_t> turning_corners(const Polygon& polygon) {
    std::vector<std::size_t> corners;
    const std::size_t count = polygon.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Point d0 = direction(polygon[i] - polygon[(i + count - 1) % count]);
        const Point d1 = direction(polygon[(i + 1) % count] - polygon[i]);
        if (std::abs(cross(d0, d1)) > 0.087 || glm::dot(d0, d1) < 0.0) corners.push_back(i);
    }
    return corners;
}

Quad rectangle(const Point& center, const Point& axis, double half_length, double half_width) {
    const Point along = axis * half_length;
    const Point side = -outward(axis) * half_width;
    return {center - along - side, center + along - side, center + along + side,
            center - along + side};
}

InnerRectangle inner_rectangle(const Polygon& polygon) {
    InnerRectangle best;
    if (polygon.size() < 3) return best;
    best.center = centroid(polygon);
    double best_area = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point axis = direction(polygon[(i + 1) % polygon.size()] - polygon[i]);
        for (const double aspect : {0.45, 0.7, 1.0, 1.45, 2.2, 3.2}) {
            const double half = largest_half_width(polygon, best.center, axis, aspect);
            if (half * half * aspect <= best_area) continue;
            best_area = half * half * aspect;
            best.axis = axis;
            best.half_length = half * aspect;
            best.half_width = half;
        }
    }
    if (best.half_width > best.half_length) {
        std::swap(best.half_width, best.half_length);
        best.axis = -outward(best.axis);
    }
    return best;
}

}  // namespace belvedere::generator
