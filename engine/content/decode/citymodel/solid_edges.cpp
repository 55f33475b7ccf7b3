// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/solid_edges.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace belvedere::content::citymodel {
namespace {

// Whole numbers as doubles have zeroes below: what stands above is brought down before each
// multiplication, which carries it up again.
std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15ULL;
    return value ^ (value >> 29);
}

std::uint64_t hash_of(const glm::dvec3& at) {
    // Adding nothing makes one zero of the two.
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value + 0.0); };
    std::uint64_t hash = mixed(bits(at.x));
    hash = mixed(hash + bits(at.y));
    return mixed(hash * 0xBF58476D1CE4E5B9ULL + bits(at.z));
}

// Calls `visit` with the key and the ends of each edge.
template <class Visit>
void visit_edges(const CityBatch& batch, std::span<const Range> polygons, const Visit& visit) {
    for (const Range& range : polygons) {
        for (std::uint32_t p = 0; p < range.count; ++p) {
            const Range rings = batch.polygons[range.first + p].rings;
            for (std::uint32_t r = 0; r < rings.count; ++r) {
                const Range corners = batch.rings[rings.first + r].corners;
                if (corners.count == 0) continue;
                const auto ring = std::span(batch.corners).subspan(corners.first, corners.count);
                std::uint32_t last = ring.back();
                std::uint64_t before = hash_of(batch.vertices[last]);
                for (const std::uint32_t corner : ring) {
                    const std::uint64_t here = hash_of(batch.vertices[corner]);
                    if (here != before) visit(mixed(here + before), last, corner);
                    before = here;
                    last = corner;
                }
            }
        }
    }
}

// Calls `keep` with each of sorted values that is there an odd number of times.
template <class Value, class Key, class Keep>
void visit_odd(const std::vector<Value>& sorted, const Key& key_of, const Keep& keep) {
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        while (last < sorted.size() && key_of(sorted[last]) == key_of(sorted[first]))
            ++last;
        if ((last - first) % 2 != 0) keep(sorted[first]);
        first = last;
    }
}

// Where a coordinate is a number of which a cell holds many, the cell; else what it is, so that a
// cell never holds two values that are not near.
std::int64_t cell_of(double value, double size) {
    constexpr double kCellsMost = 4e15;
    const double cell = std::floor(value / size);
    if (std::abs(cell) < kCellsMost) return static_cast<std::int64_t>(cell);
    return std::bit_cast<std::int64_t>(value) / 2;
}

double finite_or_zero(double value) {
    return std::isfinite(value) ? value : 0.0;
}

}  // namespace

std::uint64_t SolidEdges::count_open(const CityBatch& batch, std::span<const Range> polygons,
                                     const glm::dvec3& tolerance) {
    std::uint64_t parity = 0;
    visit_edges(batch, polygons,
                [&](std::uint64_t key, std::uint32_t, std::uint32_t) { parity ^= key; });
    if (parity == 0) return 0;
    keep_single(batch, polygons);
    if (tolerance == glm::dvec3(0.0)) return edges_.size();
    number_ends(batch, tolerance);
    return count_single_numbered();
}

void SolidEdges::keep_single(const CityBatch& batch, std::span<const Range> polygons) {
    edges_.clear();
    visit_edges(batch, polygons, [&](std::uint64_t key, std::uint32_t first, std::uint32_t end) {
        edges_.push_back({key, first, end});
    });
    std::ranges::sort(edges_, {}, &Edge::key);
    std::size_t kept = 0;
    visit_odd(
        edges_, [](const Edge& edge) { return edge.key; },
        [&](const Edge& edge) { edges_[kept++] = edge; });
    edges_.resize(kept);
}

// The first place that is found near an end, cell by cell; what is near lies in the same cell or in
// one beside it, and those that come later look back at it themselves.
std::uint32_t SolidEdges::number_near(const Place& end, const glm::dvec3& tolerance) {
    for (int row = 0; row < 5; ++row) {
        const Cell& cell = end.cell;
        const std::int64_t x = row < 3 ? cell[0] - 1 : cell[0];
        const std::int64_t y = row < 3 ? cell[1] + row - 1 : cell[1] + row - 4;
        auto place = std::ranges::lower_bound(places_, Cell{x, y, cell[2] - 1}, {}, &Place::cell);
        for (; place != places_.end() && place->cell <= Cell{x, y, cell[2] + 1}; ++place) {
            const glm::dvec3 apart = glm::abs(place->at - end.at);
            const bool is_near =
                apart.x <= tolerance.x && apart.y <= tolerance.y && apart.z <= tolerance.z;
            if (is_near) return place->number;
        }
    }
    places_.push_back(end);
    places_.back().number = static_cast<std::uint32_t>(places_.size() - 1);
    return places_.back().number;
}

void SolidEdges::number_ends(const CityBatch& batch, const glm::dvec3& tolerance) {
    ends_.clear();
    places_.clear();
    for (const Edge& edge : edges_) {
        for (const std::uint32_t corner : {edge.first, edge.end}) {
            Place end;
            end.number = static_cast<std::uint32_t>(ends_.size());
            for (glm::length_t axis = 0; axis < 3; ++axis) {
                end.at[axis] = finite_or_zero(batch.vertices[corner][axis]);
                end.cell[static_cast<std::size_t>(axis)] = cell_of(end.at[axis], tolerance[axis]);
            }
            ends_.push_back(end);
        }
    }
    std::ranges::sort(ends_, {}, &Place::cell);
    numbers_.resize(ends_.size());
    for (const Place& end : ends_)
        numbers_[end.number] = number_near(end, tolerance);
}

std::uint64_t SolidEdges::count_single_numbered() {
    numbered_.clear();
    for (std::size_t i = 0; i < numbers_.size(); i += 2) {
        const auto [low, high] = std::minmax(numbers_[i], numbers_[i + 1]);
        if (low != high) numbered_.push_back(std::uint64_t{low} << 32 | high);
    }
    std::ranges::sort(numbered_);
    std::uint64_t open = 0;
    visit_odd(
        numbered_, [](std::uint64_t edge) { return edge; }, [&](std::uint64_t) { ++open; });
    return open;
}

void warn_of_open_edges(CityBatch& batch, std::uint64_t edges, std::string_view object_id) {
    if (edges == 0) return;
    warn(batch.warnings, "a solid is not closed: no second surface is at an edge of it", object_id,
         edges);
}

}  // namespace belvedere::content::citymodel
