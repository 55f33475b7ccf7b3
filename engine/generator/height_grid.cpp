// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/height_grid.hpp"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace belvedere::generator {

HeightGrid::HeightGrid(const Landscape& landscape, const Point& low, const Point& high,
                       double spacing_m)
    : spacing_m_(spacing_m) {
    origin_ = (glm::floor(low / spacing_m) - 2.0) * spacing_m;
    const Point reach = glm::ceil((high - origin_) / spacing_m) + 3.0;
    columns_ = static_cast<std::size_t>(reach.x);
    rows_ = static_cast<std::size_t>(reach.y);
    heights_.reserve(columns_ * rows_);
    for (std::size_t y = 0; y < rows_; ++y) {
        for (std::size_t x = 0; x < columns_; ++x) {
            const Point step(static_cast<double>(x), static_cast<double>(y));
            heights_.push_back(landscape.height(origin_ + step * spacing_m));
        }
    }
}

double HeightGrid::sample(std::size_t x, std::size_t y) const {
    return heights_[y * columns_ + x];
}

double HeightGrid::height(const Point& land) const {
    const Point at = (land - origin_) / spacing_m_;
    const double fx = std::clamp(at.x, 0.0, static_cast<double>(columns_) - 1.001);
    const double fy = std::clamp(at.y, 0.0, static_cast<double>(rows_) - 1.001);
    const auto x = static_cast<std::size_t>(fx);
    const auto y = static_cast<std::size_t>(fy);
    const double tx = fx - std::floor(fx);
    const double ty = fy - std::floor(fy);
    const double low = sample(x, y) + (sample(x + 1, y) - sample(x, y)) * tx;
    const double high = sample(x, y + 1) + (sample(x + 1, y + 1) - sample(x, y + 1)) * tx;
    return low + (high - low) * ty;
}

glm::dvec3 HeightGrid::normal(const Point& land) const {
    const double d = spacing_m_;
    const double dx = height(land + Point(d, 0.0)) - height(land - Point(d, 0.0));
    const double dy = height(land + Point(0.0, d)) - height(land - Point(0.0, d));
    return glm::normalize(glm::dvec3(-dx, -dy, 2 * d));
}

HeightGrid make_height_grid(const District& district, const Landscape& landscape) {
    Point low(1e30);
    Point high(-1e30);
    for (const Point& plan : district.plan) {
        const Point land = landscape.to_land(plan);
        low = glm::min(low, land);
        high = glm::max(high, land);
    }
    const double size = std::max(high.x - low.x, high.y - low.y);
    double spacing = kCitySpacing_m;
    while (size / spacing > 40.0)
        spacing *= 2.0;
    return {landscape, low, high, spacing};
}

}  // namespace belvedere::generator
