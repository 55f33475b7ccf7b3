// SPDX-License-Identifier: Apache-2.0
// Triangulators of other libraries, as far as they were there when this was built.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <glm/vec2.hpp>

namespace belvedere::bench {

// Rings one after the other, the exterior first; none repeats its first corner.
struct FlatPolygon {
    std::vector<glm::dvec2> corners;
    std::vector<std::uint32_t> sizes;
};

struct Outcome {
    std::uint64_t triangles = 0, failed = 0;
    double area = 0.0;
};

struct PeerTriangulator {
    const char* name;
    std::function<Outcome(std::span<const FlatPolygon>)> run;
};

// Of those that are installed.
[[nodiscard]] const std::vector<PeerTriangulator>& peer_triangulators();

}  // namespace belvedere::bench
