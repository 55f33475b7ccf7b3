// SPDX-License-Identifier: Apache-2.0
// Where a tile's frame stands, and how the source's coordinates come into it.
#pragma once

#include <optional>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::content {

// A box that grows, in the source's double coordinates.
class SourceBounds {
  public:
    void add(const glm::dvec3& position);
    // The eight corners of a box under a matrix.
    void add(const glm::dmat4& matrix, const glm::dvec3& low, const glm::dvec3& high);
    [[nodiscard]] bool is_empty() const { return !(low_.x <= high_.x); }
    [[nodiscard]] glm::dvec3 center() const { return (low_ + high_) * 0.5; }
    [[nodiscard]] double radius() const;

  private:
    glm::dvec3 low_{1e300}, high_{-1e300};
};

// Errors of an affine below this are not worth mapping each vertex.
inline constexpr double kAffineErrorMax_m = 0.01;

// Immutable; lives no longer than the mapping it was made for.
struct TileFrame {
    geo::LocalFrame frame;
    // Source to frame where one affine is good enough for the whole tile.
    std::optional<glm::dmat4> affine;
    const geo::WorldMapping* mapping = nullptr;

    // The best affine about one point of the source, within `radius`.
    [[nodiscard]] glm::dmat4 affine_at(const glm::dvec3& point, double radius) const;
};

// East, north, up at the centre of `bounds`; for a source without a place on Earth, its own axes
// there. kBadData when the centre lies outside the area of the source's CRS.
[[nodiscard]] Result<TileFrame> make_tile_frame(const SourceBounds& bounds,
                                                const geo::WorldMapping& mapping);

}  // namespace belvedere::content
