// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/polygon_fill.hpp"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citymodel {
namespace {

// Area over squared perimeter below which a ring is a line: a wall of 100 m would be thinner than
// 40 nanometres.
constexpr double kNoArea = 1e-12;

// Twice the area, along the normal (Newell).
glm::dvec3 newell_normal(std::span<const glm::dvec3> ring) {
    glm::dvec3 normal(0.0);
    const glm::dvec3 origin = ring.front();
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        normal += glm::cross(ring[i] - origin, ring[i + 1] - origin);
    return normal;
}

double perimeter(std::span<const glm::dvec3> ring) {
    double length = glm::distance(ring.back(), ring.front());
    for (std::size_t i = 1; i < ring.size(); ++i)
        length += glm::distance(ring[i - 1], ring[i]);
    return length;
}

double signed_area(std::span<const glm::dvec2> ring) {
    double twice = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        twice += turn(ring[0], ring[i], ring[i + 1]);
    return twice * 0.5;
}

}  // namespace

FilledPolygon PolygonFiller::fill(std::span<const glm::dvec3> corners,
                                  std::span<const std::uint32_t> ring_sizes,
                                  std::vector<std::uint32_t>& triangles) {
    const std::size_t exterior = ring_sizes.empty() ? 0 : ring_sizes.front();
    if (exterior < 3 || exterior > corners.size()) return {};
    const auto ring = corners.first(exterior);
    const glm::dvec3 twice_area = newell_normal(ring);
    const double length = glm::length(twice_area);
    if (!std::isfinite(length)) return {};
    const double around = perimeter(ring);
    if (!(length * 0.5 > kNoArea * around * around)) return {};
    const glm::dvec3 normal = twice_area / length;
    if (ring_sizes.size() == 1 && exterior == 3) {
        for (std::uint32_t i = 0; i < 3; ++i)
            triangles.push_back(i);
        return {FillOutcome::kWhole, normal, length * 0.5};
    }
    if (ring_sizes.size() == 1 && exterior == 4) {
        const FilledPolygon quad = fill_quad(ring, triangles);
        if (quad.outcome == FillOutcome::kWhole) return {quad.outcome, normal, length * 0.5};
    }
    return fill_rings(corners, ring_sizes, normal, triangles);
}

FilledPolygon PolygonFiller::fill_quad(std::span<const glm::dvec3> corners,
                                       std::vector<std::uint32_t>& triangles) {
    const glm::dvec3 along_02 = corners[2] - corners[0], along_13 = corners[3] - corners[1];
    const glm::dvec3 normal = glm::cross(along_02, along_13);
    const auto faces = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        return glm::dot(glm::cross(corners[b] - corners[a], corners[c] - corners[a]), normal);
    };
    const double a = faces(0, 1, 2), b = faces(0, 2, 3);
    const double c = faces(0, 1, 3), d = faces(1, 2, 3);
    FilledPolygon filled;
    if (a > 0.0 && b > 0.0 && (std::min(a, b) >= std::min(c, d))) {
        for (const std::uint32_t corner : {0U, 1U, 2U, 0U, 2U, 3U})
            triangles.push_back(corner);
        filled.outcome = FillOutcome::kWhole;
    } else if (c > 0.0 && d > 0.0) {
        for (const std::uint32_t corner : {0U, 1U, 3U, 1U, 2U, 3U})
            triangles.push_back(corner);
        filled.outcome = FillOutcome::kWhole;
    }
    return filled;
}

FilledPolygon PolygonFiller::fill_rings(std::span<const glm::dvec3> corners,
                                        std::span<const std::uint32_t> ring_sizes,
                                        const glm::dvec3& normal,
                                        std::vector<std::uint32_t>& triangles) {
    const glm::dvec3 size = glm::abs(normal);
    const glm::dvec3 least = size.x <= size.y && size.x <= size.z ? glm::dvec3(1.0, 0.0, 0.0)
                             : size.y <= size.z                   ? glm::dvec3(0.0, 1.0, 0.0)
                                                                  : glm::dvec3(0.0, 0.0, 1.0);
    const glm::dvec3 u = glm::normalize(glm::cross(least, normal));
    const glm::dvec3 v = glm::cross(normal, u);
    flat_.clear();
    for (const glm::dvec3& corner : corners) {
        const glm::dvec3 from_first = corner - corners.front();
        flat_.emplace_back(glm::dot(from_first, u), glm::dot(from_first, v));
        if (!std::isfinite(flat_.back().x + flat_.back().y)) return {};
    }
    nodes_.clear();
    is_mended_ = false;
    const auto exterior = std::span<const glm::dvec2>(flat_).first(ring_sizes.front());
    const double area = signed_area(exterior);
    const std::uint32_t start = nodes_.add_ring(exterior, 0, RingNodes::Direction::kAsGiven);
    if (start == RingNodes::kNoNode) return {};
    const double holes = bridge_holes(ring_sizes);
    clip(start, triangles);
    return {is_mended_ ? FillOutcome::kMended : FillOutcome::kWhole, normal, area - holes};
}

double PolygonFiller::bridge_holes(std::span<const std::uint32_t> ring_sizes) {
    struct Hole {
        std::uint32_t node = 0;
        double area = 0.0;
    };
    std::vector<Hole> holes;
    std::uint32_t first = ring_sizes.front();
    for (const std::uint32_t size : ring_sizes.subspan(1)) {
        if (size > flat_.size() - first) break;
        const auto ring = std::span<const glm::dvec2>(flat_).subspan(first, size);
        const double area = size < 3 ? 0.0 : signed_area(ring);
        const auto direction =
            area > 0.0 ? RingNodes::Direction::kReversed : RingNodes::Direction::kAsGiven;
        const std::uint32_t node =
            area == 0.0 ? RingNodes::kNoNode : nodes_.add_ring(ring, first, direction);
        if (node == RingNodes::kNoNode) {
            is_mended_ = true;
        } else {
            holes.push_back({nodes_.leftmost(node), std::abs(area)});
        }
        first += size;
    }
    // From left to right, so that a hole may be joined to one that stands left of it.
    std::ranges::sort(holes, [this](const Hole& a, const Hole& b) {
        const glm::dvec2 &left = nodes_[a.node].at, &right = nodes_[b.node].at;
        return left.x != right.x ? left.x < right.x : left.y < right.y;
    });
    double area = 0.0;
    for (const Hole& hole : holes) {
        const bool is_in_time = nodes_.tests() < limits::kFillTests;
        const std::uint32_t seen = is_in_time ? nodes_.seen_from(hole.node, 0) : RingNodes::kNoNode;
        if (seen == RingNodes::kNoNode) {
            is_mended_ = true;  // The hole lies outside.
            continue;
        }
        nodes_.bridge(seen, hole.node);
        area += hole.area;
    }
    return area;
}

std::uint32_t PolygonFiller::most_convex(std::uint32_t start) {
    nodes_.add_tests(nodes_.count(start));
    std::uint32_t best = start;
    double widest = nodes_.turn_at(start);
    for (std::uint32_t node = nodes_[start].next; node != start; node = nodes_[node].next) {
        const double here = nodes_.turn_at(node);
        // The smallest convex corner does the least harm; any convex one is better than none.
        const bool is_better = here > 0.0 ? widest <= 0.0 || here < widest : here > widest;
        if (!is_better) continue;
        best = node;
        widest = here;
    }
    return best;
}

void PolygonFiller::clip(std::uint32_t start, std::vector<std::uint32_t>& triangles) {
    nodes_.sort_into_grid(start);
    std::uint32_t left = nodes_.count(start);
    std::uint32_t node = start, looked_at = 0;
    const auto cut = [&](std::uint32_t ear) {
        if (nodes_.turn_at(ear) > 0.0) {
            for (const std::uint32_t one : {nodes_[ear].previous, ear, nodes_[ear].next})
                triangles.push_back(nodes_[one].corner);
        }
        nodes_.unlink(ear);
        --left;
        looked_at = 0;
    };
    while (left >= 3) {
        const std::uint32_t next = nodes_[node].next;
        if (nodes_.tests() >= limits::kFillTests) {
            is_mended_ = true;
            cut(node);
            node = next;
        } else if (nodes_.turn_at(node) == 0.0) {
            cut(node);  // On a line between its neighbours.
            node = next;
        } else if (nodes_.is_ear(node)) {
            cut(node);
            // Passing over one keeps triangles from becoming a fan of needles.
            node = nodes_[next].next;
        } else if (++looked_at > left) {
            is_mended_ = true;
            const std::uint32_t worst = most_convex(node);
            node = nodes_[worst].next;
            cut(worst);
        } else {
            node = next;
        }
    }
}

}  // namespace belvedere::content::citymodel
