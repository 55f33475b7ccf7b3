// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/ring_nodes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <glm/common.hpp>

namespace belvedere::content::citymodel {
namespace {

// Fewer nodes are walked through faster than they are sorted.
constexpr std::uint32_t kGridFromNodes = 64;

}  // namespace

void RingNodes::clear() {
    nodes_.clear();
    cells_.columns = 0;
    tests_ = 0;
}

std::uint32_t RingNodes::add_ring(std::span<const glm::dvec2> ring, std::uint32_t first_corner,
                                  Direction direction) {
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    const auto size = static_cast<std::uint32_t>(ring.size());
    for (std::uint32_t i = 0; i < size; ++i) {
        const std::uint32_t corner = direction == Direction::kAsGiven ? i : size - 1 - i;
        const bool has_before = nodes_.size() > first;
        if (has_before && nodes_.back().at == ring[corner]) continue;
        RingNode node;
        node.at = ring[corner];
        node.corner = first_corner + corner;
        nodes_.push_back(node);
    }
    while (nodes_.size() > first + 1 && nodes_.back().at == nodes_[first].at)
        nodes_.pop_back();
    const auto count = static_cast<std::uint32_t>(nodes_.size()) - first;
    if (count < 3) {
        nodes_.resize(first);
        return kNoNode;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        nodes_[first + i].previous = first + (i + count - 1) % count;
        nodes_[first + i].next = first + (i + 1) % count;
    }
    return first;
}

void RingNodes::bridge(std::uint32_t outer, std::uint32_t hole) {
    const auto outer_again = static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t hole_again = outer_again + 1;
    nodes_.push_back(nodes_[outer]);
    nodes_.push_back(nodes_[hole]);
    // outer -> hole ... hole_again -> outer_again -> what came after outer.
    nodes_[nodes_[hole].previous].next = hole_again;
    nodes_[hole_again].next = outer_again;
    nodes_[outer_again].previous = hole_again;
    nodes_[nodes_[outer_again].next].previous = outer_again;
    nodes_[outer].next = hole;
    nodes_[hole].previous = outer;
}

bool RingNodes::is_inside_corner(std::uint32_t node, const glm::dvec2& point) const {
    const glm::dvec2& before = nodes_[nodes_[node].previous].at;
    const glm::dvec2& at = nodes_[node].at;
    const glm::dvec2& after = nodes_[nodes_[node].next].at;
    const bool is_left_of_both = turn(before, at, point) >= 0.0 && turn(at, after, point) >= 0.0;
    const bool is_left_of_one = turn(before, at, point) >= 0.0 || turn(at, after, point) >= 0.0;
    return turn(before, at, after) >= 0.0 ? is_left_of_both : is_left_of_one;
}

std::uint32_t RingNodes::seen_from(std::uint32_t hole, std::uint32_t outer) {
    const glm::dvec2 eye = nodes_[hole].at;
    double nearest = -std::numeric_limits<double>::infinity();
    std::uint32_t best = kNoNode;
    // The edge that a ray to the left meets first; the inside lies right of edges that go down.
    std::uint32_t node = outer;
    do {
        ++tests_;
        const std::uint32_t next = nodes_[node].next;
        const glm::dvec2 &a = nodes_[node].at, &b = nodes_[next].at;
        if (a.y >= eye.y && eye.y >= b.y && a.y != b.y) {
            const double x = a.x + (eye.y - a.y) * (b.x - a.x) / (b.y - a.y);
            if (x <= eye.x && x > nearest) {
                nearest = x;
                best = a.x < b.x ? node : next;
            }
        }
        node = next;
    } while (node != outer);
    if (best == kNoNode) return kNoNode;
    // What stands between the eye and that end hides it: then the one nearest to the ray is seen.
    const glm::dvec2 end = nodes_[best].at, hit(nearest, eye.y);
    const bool is_above = end.y > eye.y;
    const glm::dvec2 &b = is_above ? eye : hit, &c = is_above ? hit : eye;
    double flattest = std::numeric_limits<double>::infinity();
    std::uint32_t seen = best;
    node = outer;
    do {
        ++tests_;
        const glm::dvec2& at = nodes_[node].at;
        const bool is_between = at.x <= eye.x && at.x >= std::min(end.x, nearest) &&
                                turn(end, b, at) * turn(end, b, c) >= 0.0 &&
                                turn(b, c, at) * turn(end, b, c) >= 0.0 &&
                                turn(c, end, at) * turn(end, b, c) >= 0.0;
        if (is_between && at.x != eye.x && is_inside_corner(node, eye)) {
            const double slope = std::abs(at.y - eye.y) / (eye.x - at.x);
            const bool is_nearer = slope == flattest && at.x > nodes_[seen].at.x;
            if (slope < flattest || is_nearer) {
                flattest = slope;
                seen = node;
            }
        }
        node = nodes_[node].next;
    } while (node != outer);
    return seen;
}

void RingNodes::unlink(std::uint32_t node) {
    nodes_[nodes_[node].previous].next = nodes_[node].next;
    nodes_[nodes_[node].next].previous = nodes_[node].previous;
    nodes_[node].is_linked = false;
}

std::uint32_t RingNodes::leftmost(std::uint32_t ring) const {
    std::uint32_t best = ring;
    for (std::uint32_t node = nodes_[ring].next; node != ring; node = nodes_[node].next) {
        const glm::dvec2 &a = nodes_[node].at, &b = nodes_[best].at;
        if (a.x < b.x || (a.x == b.x && a.y < b.y)) best = node;
    }
    return best;
}

std::uint32_t RingNodes::count(std::uint32_t ring) const {
    std::uint32_t count = 1;
    for (std::uint32_t node = nodes_[ring].next; node != ring; node = nodes_[node].next)
        ++count;
    return count;
}

std::uint32_t RingNodes::Cells::column(double x) const {
    const double at = std::floor((x - low.x) / cell.x);
    return static_cast<std::uint32_t>(std::clamp(at, 0.0, static_cast<double>(columns - 1)));
}

std::uint32_t RingNodes::Cells::row(double y) const {
    const double at = std::floor((y - low.y) / cell.y);
    return static_cast<std::uint32_t>(std::clamp(at, 0.0, static_cast<double>(rows - 1)));
}

void RingNodes::sort_into_grid(std::uint32_t start) {
    cells_.columns = 0;
    if (count(start) < kGridFromNodes) return;
    // Only reflex nodes can lie in an ear; cutting makes none of the others reflex.
    std::vector<std::uint32_t> reflex;
    glm::dvec2 low = nodes_[start].at, high = low;
    std::uint32_t node = start;
    do {
        if (turn_at(node) <= 0.0) reflex.push_back(node);
        low = glm::min(low, nodes_[node].at);
        high = glm::max(high, nodes_[node].at);
        node = nodes_[node].next;
    } while (node != start);
    const auto side = static_cast<std::uint32_t>(
        std::clamp(std::sqrt(static_cast<double>(reflex.size())), 1.0, 1024.0));
    cells_.columns = cells_.rows = side;
    cells_.low = low;
    cells_.cell = glm::max((high - low) / static_cast<double>(side), glm::dvec2(1e-300));
    const auto cell_of = [this](std::uint32_t one) {
        return cells_.row(nodes_[one].at.y) * cells_.columns + cells_.column(nodes_[one].at.x);
    };
    cells_.starts.assign(std::size_t{side} * side + 1, 0);
    for (const std::uint32_t one : reflex)
        ++cells_.starts[cell_of(one) + 1];
    for (std::size_t i = 1; i < cells_.starts.size(); ++i)
        cells_.starts[i] += cells_.starts[i - 1];
    cells_.nodes.resize(reflex.size());
    std::vector<std::uint32_t> filled(cells_.starts.begin(), cells_.starts.end() - 1);
    for (const std::uint32_t one : reflex)
        cells_.nodes[filled[cell_of(one)]++] = one;
}

bool RingNodes::blocks(std::uint32_t node, const glm::dvec2& a, const glm::dvec2& b,
                       const glm::dvec2& c) {
    ++tests_;
    const glm::dvec2& at = nodes_[node].at;
    if (turn(a, b, at) < 0.0 || turn(b, c, at) < 0.0 || turn(c, a, at) < 0.0) return false;
    return at != a && at != b && at != c && turn_at(node) <= 0.0;
}

bool RingNodes::is_blocked_in_grid(const glm::dvec2& a, const glm::dvec2& b, const glm::dvec2& c) {
    const glm::dvec2 low = glm::min(a, glm::min(b, c)), high = glm::max(a, glm::max(b, c));
    const std::uint32_t last_row = cells_.row(high.y), last_column = cells_.column(high.x);
    for (std::uint32_t row = cells_.row(low.y); row <= last_row; ++row) {
        for (std::uint32_t column = cells_.column(low.x); column <= last_column; ++column) {
            const std::size_t cell = std::size_t{row} * cells_.columns + column;
            ++tests_;
            for (std::uint32_t i = cells_.starts[cell]; i < cells_.starts[cell + 1]; ++i) {
                const std::uint32_t node = cells_.nodes[i];
                if (nodes_[node].is_linked && blocks(node, a, b, c)) return true;
            }
        }
    }
    return false;
}

bool RingNodes::is_ear(std::uint32_t node) {
    const std::uint32_t before = nodes_[node].previous, after = nodes_[node].next;
    const glm::dvec2 &a = nodes_[before].at, &b = nodes_[node].at, &c = nodes_[after].at;
    if (!(turn(a, b, c) > 0.0)) return false;
    if (cells_.columns > 0) return !is_blocked_in_grid(a, b, c);
    for (std::uint32_t other = nodes_[after].next; other != before; other = nodes_[other].next) {
        if (blocks(other, a, b, c)) return false;
    }
    return true;
}

}  // namespace belvedere::content::citymodel
