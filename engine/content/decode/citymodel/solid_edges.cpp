// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/solid_edges.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

namespace belvedere::content::citymodel {
namespace {

std::uint64_t mixed(std::uint64_t value) {
    // The finisher of SplitMix64 (Steele et al. 2014).
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::uint64_t hash_of(const glm::dvec3& at) {
    // Zero has two signs.
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value + 0.0); };
    return mixed(bits(at.x) + mixed(bits(at.y) + mixed(bits(at.z))));
}

// Calls `visit` with the corners of each ring.
template <class Visit>
void visit_rings(const CityBatch& batch, std::span<const Range> polygons, const Visit& visit) {
    for (const Range& range : polygons) {
        for (std::uint32_t p = 0; p < range.count; ++p) {
            const Range rings = batch.polygons[range.first + p].rings;
            for (std::uint32_t r = 0; r < rings.count; ++r) {
                const Range corners = batch.rings[rings.first + r].corners;
                visit(std::span(batch.corners).subspan(corners.first, corners.count));
            }
        }
    }
}

// Each edge is in the sum as often as it is met, and twice is nothing.
std::uint64_t parity_of(const CityBatch& batch, std::span<const Range> polygons) {
    std::uint64_t parity = 0;
    visit_rings(batch, polygons, [&](std::span<const std::uint32_t> ring) {
        if (ring.empty()) return;
        std::uint64_t before = hash_of(batch.vertices[ring.back()]);
        for (const std::uint32_t corner : ring) {
            const std::uint64_t here = hash_of(batch.vertices[corner]);
            if (here != before) parity ^= mixed(here + before);
            before = here;
        }
    });
    return parity;
}

// Numbers places, near ones alike.
class Places {
  public:
    explicit Places(const glm::dvec3& tolerance) : tolerance_(tolerance) {}

    std::uint32_t number_of(const glm::dvec3& at) {
        std::array<std::int64_t, 3> cell{};
        for (std::size_t axis = 0; axis < 3; ++axis)
            cell[axis] = cell_of(at[static_cast<glm::length_t>(axis)],
                                 tolerance_[static_cast<glm::length_t>(axis)]);
        for (std::int64_t k = 0; k < 27; ++k) {
            const auto found = known_.find(
                key_of({cell[0] + k % 3 - 1, cell[1] + k / 3 % 3 - 1, cell[2] + k / 9 - 1}));
            if (found == known_.end()) continue;
            for (const std::uint32_t number : found->second) {
                const glm::dvec3 apart = glm::abs(places_[number] - at);
                if (apart.x <= tolerance_.x && apart.y <= tolerance_.y && apart.z <= tolerance_.z) {
                    return number;
                }
            }
        }
        const auto number = static_cast<std::uint32_t>(places_.size());
        places_.push_back(at);
        known_[key_of(cell)].push_back(number);
        return number;
    }

  private:
    static std::int64_t cell_of(double value, double size) {
        if (!std::isfinite(value)) return 0;
        if (size == 0.0) return std::bit_cast<std::int64_t>(value + 0.0) >> 2;
        // Numbers of files may be of any size; far cells may share a key.
        return static_cast<std::int64_t>(std::fmod(std::floor(value / size), 4e18));
    }
    static std::uint64_t key_of(const std::array<std::int64_t, 3>& cell) {
        std::uint64_t key = 0;
        for (const std::int64_t part : cell)
            key = mixed(key + static_cast<std::uint64_t>(part));
        return key;
    }

    glm::dvec3 tolerance_;
    std::vector<glm::dvec3> places_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> known_;
};

}  // namespace

std::uint64_t open_edges(const CityBatch& batch, std::span<const Range> polygons,
                         const glm::dvec3& tolerance) {
    if (parity_of(batch, polygons) == 0) return 0;
    Places places(tolerance);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    visit_rings(batch, polygons, [&](std::span<const std::uint32_t> ring) {
        if (ring.empty()) return;
        std::uint32_t before = places.number_of(batch.vertices[ring.back()]);
        for (const std::uint32_t corner : ring) {
            const std::uint32_t here = places.number_of(batch.vertices[corner]);
            if (here != before) edges.emplace_back(std::min(here, before), std::max(here, before));
            before = here;
        }
    });
    std::ranges::sort(edges);
    std::uint64_t open = 0;
    for (std::size_t first = 0; first < edges.size();) {
        std::size_t last = first;
        while (last < edges.size() && edges[last] == edges[first])
            ++last;
        open += (last - first) % 2;
        first = last;
    }
    return open;
}

void warn_of_open_edges(CityBatch& batch, std::uint64_t edges, std::string_view object_id) {
    if (edges == 0) return;
    warn(batch.warnings, "a solid is not closed: no second surface is at an edge of it", object_id,
         edges);
}

}  // namespace belvedere::content::citymodel
