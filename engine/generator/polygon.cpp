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
        if (cross(before, after) < 0.2) return false;
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

Polygon inset(const Polygon& polygon, const std::vector<double>& distances) {
    const std::size_t count = polygon.size();
    if (count < 3) return {};
    Polygon result(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t before = (i + count - 1) % count;
        const Point d0 = direction(polygon[i] - polygon[before]);
        const Point d1 = direction(polygon[(i + 1) % count] - polygon[i]);
        const Point in0 = -outward(d0) * distances[before];
        const Point in1 = -outward(d1) * distances[i];
        const double turn = cross(d0, d1);
        if (std::abs(turn) < 0.05) {
            // Nearly straight: the offset lines meet far away or nowhere, the mean is on both.
            result[i] = polygon[i] + (in0 + in1) * 0.5;
        } else {
            result[i] = polygon[i] + in0 + d0 * (cross(in1 - in0, d1) / turn);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t next = (i + 1) % count;
        if (glm::dot(result[next] - result[i], polygon[next] - polygon[i]) <= 0.0) return {};
    }
    return signed_area(result) > 1.0 ? result : Polygon{};
}

Polygon inset(const Polygon& polygon, double distance) {
    return inset(polygon, std::vector<double>(polygon.size(), distance));
}

std::vector<std::size_t> sharp_corners(const Polygon& polygon) {
    std::vector<std::size_t> corners;
    const std::size_t count = polygon.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Point d0 = direction(polygon[i] - polygon[(i + count - 1) % count]);
        const Point d1 = direction(polygon[(i + 1) % count] - polygon[i]);
        if (cross(d0, d1) > 0.26 || glm::dot(d0, d1) < 0.0) corners.push_back(i);
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
    best.center = middle(polygon);
    double longest = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point edge = polygon[(i + 1) % polygon.size()] - polygon[i];
        if (length(edge) > longest) {
            longest = length(edge);
            best.axis = direction(edge);
        }
    }
    const Point side = -outward(best.axis);
    double reach_long = 0.0;
    double reach_wide = 0.0;
    for (const Point& p : polygon) {
        reach_long = std::max(reach_long, std::abs(glm::dot(p - best.center, best.axis)));
        reach_wide = std::max(reach_wide, std::abs(glm::dot(p - best.center, side)));
    }
    for (int step = 20; step >= 4; --step) {
        const double scale = step / 20.0;
        const Quad tried =
            rectangle(best.center, best.axis, reach_long * scale, reach_wide * scale);
        if (std::ranges::all_of(tried, [&](const Point& p) { return contains(polygon, p); })) {
            best.half_length = reach_long * scale;
            best.half_width = reach_wide * scale;
            break;
        }
    }
    if (best.half_width > best.half_length) {
        std::swap(best.half_width, best.half_length);
        best.axis = side;
    }
    return best;
}

}  // namespace belvedere::generator
