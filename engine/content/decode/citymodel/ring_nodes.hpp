// SPDX-License-Identifier: Apache-2.0
// The linked corners of rings on a plane, as ear clipping takes them apart.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <glm/vec2.hpp>

namespace belvedere::content::citymodel {

struct RingNode {
    glm::dvec2 at{0.0};
    std::uint32_t corner = 0;  // Of the polygon.
    std::uint32_t previous = 0, next = 0;
    bool is_linked = true;
};

// Twice the signed area of a triangle; positive counter-clockwise.
[[nodiscard]] inline double turn(const glm::dvec2& a, const glm::dvec2& b, const glm::dvec2& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

class RingNodes {
  public:
    void clear();
    // Links a ring in the direction asked for; equal neighbours are left out. kNoNode when fewer
    // than three corners are left.
    enum class Direction { kAsGiven, kReversed };
    [[nodiscard]] std::uint32_t add_ring(std::span<const glm::dvec2> ring,
                                         std::uint32_t first_corner, Direction direction);
    // Cuts the polygon open between two of its nodes, so that the ring of `hole` becomes part of
    // the ring of `outer`.
    void bridge(std::uint32_t outer, std::uint32_t hole);
    // The node of `outer`'s ring that the leftmost node of a hole sees; kNoNode when there is none.
    [[nodiscard]] std::uint32_t seen_from(std::uint32_t hole, std::uint32_t outer);
    void unlink(std::uint32_t node);

    // Prepares a search for nodes inside triangles; from now on nodes are only unlinked.
    void sort_into_grid(std::uint32_t start);
    // Whether the corner at `node` can be cut off: it is convex, and no other node lies in it.
    [[nodiscard]] bool is_ear(std::uint32_t node);

    [[nodiscard]] const RingNode& operator[](std::uint32_t node) const { return nodes_[node]; }
    [[nodiscard]] std::uint32_t leftmost(std::uint32_t ring) const;
    [[nodiscard]] double turn_at(std::uint32_t node) const {
        const RingNode& n = nodes_[node];
        return turn(nodes_[n.previous].at, n.at, nodes_[n.next].at);
    }
    [[nodiscard]] std::uint32_t count(std::uint32_t ring) const;
    // Comparisons made since clear(); see limits::kFillTests.
    [[nodiscard]] std::uint64_t tests() const { return tests_; }
    void add_tests(std::uint64_t count) { tests_ += count; }

    static constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

  private:
    struct Cells {
        std::uint32_t columns = 0, rows = 0;
        glm::dvec2 low{0.0}, cell{1.0};
        std::vector<std::uint32_t> starts, nodes;

        [[nodiscard]] std::uint32_t column(double x) const;
        [[nodiscard]] std::uint32_t row(double y) const;
    };
    [[nodiscard]] bool blocks(std::uint32_t node, const glm::dvec2& a, const glm::dvec2& b,
                              const glm::dvec2& c);
    [[nodiscard]] bool is_blocked_in_grid(const glm::dvec2& a, const glm::dvec2& b,
                                          const glm::dvec2& c);
    [[nodiscard]] bool is_inside_corner(std::uint32_t node, const glm::dvec2& point) const;

    std::vector<RingNode> nodes_;
    Cells cells_;
    std::uint64_t tests_ = 0;
};

}  // namespace belvedere::content::citymodel
