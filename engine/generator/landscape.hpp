// SPDX-License-Identifier: Apache-2.0
// The land the city stands on: how its plan is bent, and how high the ground is.
#pragma once

#include <cstdint>

#include "engine/generator/polygon.hpp"

namespace belvedere::generator {

// Two planes: in the *plan* streets are straight and the river is the strip |y| < half its width;
// the *land* is the plan bent smoothly, in metres east and north of the city's origin. Heights are
// metres above the river's water. Immutable; any thread. A pure function of the seed and sizes.
class Landscape {
  public:
    struct Shape {
        std::uint64_t seed = 1;
        double city_radius_m = 1000.0;  // Hills rise outside.
        double river_width_m = 70.0;
    };
    explicit Landscape(const Shape& shape) : shape_(shape) {}

    [[nodiscard]] Point to_land(const Point& plan) const;
    // To within a few metres; good enough to ask what lies where.
    [[nodiscard]] Point to_plan(const Point& land) const;
    // Of the ground; at the river's banks about kBankHeight_m.
    [[nodiscard]] double height(const Point& land) const;
    [[nodiscard]] double river_width() const { return shape_.river_width_m; }
    [[nodiscard]] double city_radius() const { return shape_.city_radius_m; }
    [[nodiscard]] std::uint64_t seed() const { return shape_.seed; }

    // The castle hill's top, in the plan.
    [[nodiscard]] Point hill() const;

    static constexpr double kBankHeight_m = 5.0;
    static constexpr double kHillRadius_m = 300.0;
    static constexpr double kHillHeight_m = 36.0;

  private:
    [[nodiscard]] Point bend(const Point& plan) const;

    Shape shape_;
};

}  // namespace belvedere::generator
