// SPDX-License-Identifier: Apache-2.0
// Places that are lines: stretches of road, of river, of pipe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/twin/ids.hpp"

namespace belvedere::twin {

// WGS 84. A longitude that is not a number parts one line from the next.
struct LinePoint {
    double longitude_deg = 0.0;
    double latitude_deg = 0.0;
    friend bool operator==(const LinePoint&, const LinePoint&) = default;
};

// Points of one place, and of all, at most: 16 bytes each. A longer line is thinned evenly, its
// ends stay.
inline constexpr std::size_t kLinePointsMost = 512;
inline constexpr std::size_t kLinePointsAll = 2'000'000;

// A line as the text of an observation whose kind is a position: the points' bytes, for this
// process alone. Thinned to kLinePointsMost.
[[nodiscard]] std::string line_text(std::span<const LinePoint> points);
// The points again; empty where the text is none of those.
[[nodiscard]] std::vector<LinePoint> line_of(std::string_view text);

// The newest line of each entity that has one. Owned by the store, one thread.
class PlaceLines {
  public:
    // Takes the place of an earlier one; no points: the entity has none any more. What is beyond
    // kLinePointsAll is counted and not kept: the entity still has the middle of its line.
    void set(EntityId entity, std::vector<LinePoint> points);
    // Empty where there is none. Until the next set().
    [[nodiscard]] std::span<const LinePoint> of(EntityId entity) const;
    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    [[nodiscard]] std::uint64_t left_out() const { return left_out_; }
    [[nodiscard]] std::size_t bytes() const { return points_ * sizeof(LinePoint); }

  private:
    std::unordered_map<std::uint32_t, std::vector<LinePoint>> lines_;
    std::size_t points_ = 0;
    std::uint64_t left_out_ = 0;
};

}  // namespace belvedere::twin
