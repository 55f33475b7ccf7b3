// SPDX-License-Identifier: Apache-2.0
// Whether a solid is closed: each edge of its shells is an edge of another surface too (ISO 19107,
// GM_Shell; val3dity's error 302).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citymodel {

// Looks at solids one after the other; one thread. Its memory serves the next solid.
//
// A closed solid costs one look at each corner and no memory: every edge is in a sum as often as it
// is met, and twice is nothing. Of another one the edges are sorted, and only the ends of those
// that have no equal are compared by how near they are.
class SolidEdges {
  public:
    // How many edges of these polygons (ranges of CityBatch::polygons) are met an odd number of
    // times; 0 for a closed solid, however many shells it has. Corners of open edges that are no
    // farther apart than `tolerance` in each coordinate are one.
    [[nodiscard]] std::uint64_t count_open(const CityBatch& batch, std::span<const Range> polygons,
                                           const glm::dvec3& tolerance);

  private:
    struct Edge {
        std::uint64_t key = 0;             // The same from both sides.
        std::uint32_t first = 0, end = 0;  // In CityBatch::vertices.
    };
    using Cell = std::array<std::int64_t, 3>;
    struct Place {
        Cell cell{};
        glm::dvec3 at{0.0};
        std::uint32_t number = 0;  // Of the end of an edge, or of the place itself.
    };
    void keep_single(const CityBatch& batch, std::span<const Range> polygons);
    void number_ends(const CityBatch& batch, const glm::dvec3& tolerance);
    [[nodiscard]] std::uint32_t number_near(const Place& end, const glm::dvec3& tolerance);
    [[nodiscard]] std::uint64_t count_single_numbered();

    std::vector<Edge> edges_;              // That are met an odd number of times.
    std::vector<Place> ends_, places_;     // Ends of them, cell by cell; those that are not one.
    std::vector<std::uint32_t> numbers_;   // Of the place of each end.
    std::vector<std::uint64_t> numbered_;  // Edges between places.
};

// Notes in the batch that an object has a solid with so many of them, if any.
void warn_of_open_edges(CityBatch& batch, std::uint64_t edges, std::string_view object_id);

}  // namespace belvedere::content::citymodel
