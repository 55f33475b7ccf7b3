// SPDX-License-Identifier: Apache-2.0
// Stretches of road in the colour of what is measured there: devices whose place is a line.
#pragma once

#include <cstddef>
#include <vector>

#include <glm/vec3.hpp>

#include "app/layers/device_symbols.hpp"

namespace belvedere::layers {

// One device's line, in pieces of at most kRoadPiece_m, so that it follows the ground.
struct ValueRoad {
    twin::EntityId entity;
    SignColor color;  // Of the device's symbol; see-through where it is not current.
    struct Point {
        geo::Geodetic position;
        glm::dvec3 place{0.0};  // World, on the surface once it was looked for.
        bool is_placed = false;
        bool begins = false;  // No piece leads here from the point before.
    };
    std::vector<Point> points;
};
inline constexpr double kRoadPiece_m = 25.0;
// Points of all roads; roads beyond them are counted.
inline constexpr std::size_t kRoadPointsMost = 200'000;

// Keeps the roads of all devices that are shown, and puts them on the city. Main thread.
class ValueRoads {
  public:
    // About 0.1 us a device and 0.2 us a point. True when a road or a colour changed.
    bool update(const DeviceSymbols& devices, const twin::TwinStore& store);
    // Puts points on the surface, for about `seconds_max`; true when some are left. Where there is
    // none they stand at their device's height.
    bool place(const DeviceSymbols::Surface& surface, double seconds_max);
    void clear() { *this = {}; }

    [[nodiscard]] const std::vector<ValueRoad>& roads() const { return roads_; }
    [[nodiscard]] std::size_t left_out() const { return left_out_; }

  private:
    std::vector<ValueRoad> roads_;
    std::size_t left_out_ = 0;
    std::size_t place_next_ = 0;
};

}  // namespace belvedere::layers
