// SPDX-License-Identifier: Apache-2.0
// The ground's height near a district, sampled once: asking the landscape costs a microsecond,
// asking the grid a hundredth of it.
#pragma once

#include <cstddef>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/generator/city_plan.hpp"
#include "engine/generator/landscape.hpp"

namespace belvedere::generator {

// Bilinear over squares that are the same for every grid of one spacing, so that districts side by
// side agree along their border. Immutable; any thread.
class HeightGrid {
  public:
    // Covers the box from `low` to `high` and a little more.
    HeightGrid(const Landscape& landscape, const Point& low, const Point& high, double spacing_m);

    // Points outside take the nearest height inside.
    [[nodiscard]] double height(const Point& land) const;
    // Unit length, up.
    [[nodiscard]] glm::dvec3 normal(const Point& land) const;
    [[nodiscard]] double spacing() const { return spacing_m_; }

  private:
    [[nodiscard]] double sample(std::size_t x, std::size_t y) const;

    double spacing_m_;
    Point origin_{};
    std::size_t columns_ = 0, rows_ = 0;
    std::vector<double> heights_;
};

inline constexpr double kCitySpacing_m = 32.0;
// With a spacing that suits the district: kCitySpacing_m in the city, coarser in the countryside.
[[nodiscard]] HeightGrid make_height_grid(const District& district, const Landscape& landscape);

}  // namespace belvedere::generator
