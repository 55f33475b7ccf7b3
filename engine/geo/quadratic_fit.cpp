// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/quadratic_fit.hpp"

#include <algorithm>
#include <span>
#include <string>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace belvedere::geo {
namespace {

constexpr std::size_t kFitted = 27;   // 3 x 3 x 3.
constexpr std::size_t kChecked = 50;  // 5 x 5 x 2.

std::array<double, 10> terms_at(const glm::dvec3& p) {
    return {1.0, p.x, p.y, p.z, p.x * p.x, p.y * p.y, p.z * p.z, p.x * p.y, p.x * p.z, p.y * p.z};
}

glm::dvec3 fitted_place(std::size_t i) {
    const std::size_t layer = i / 9;
    return {static_cast<double>(i % 3) - 1.0, static_cast<double>(i / 3 % 3) - 1.0,
            static_cast<double>(layer) - 1.0};
}

glm::dvec3 checked_place(std::size_t i) {
    const std::size_t layer = i / 25;
    return {static_cast<double>(i % 5) * 0.5 - 1.0, static_cast<double>(i / 5 % 5) * 0.5 - 1.0,
            static_cast<double>(layer) * 2.0 - 1.0};
}

glm::dvec3 value_of(const std::array<glm::dvec3, 10>& coefficients, const glm::dvec3& place) {
    const std::array<double, 10> terms = terms_at(place);
    glm::dvec3 value(0.0);
    for (std::size_t k = 0; k < terms.size(); ++k)
        value += coefficients[k] * terms[k];
    return value;
}

// On this grid the functions below are orthogonal, so that each coefficient is a sum: the squares
// once 2/3, their mean, is taken off. `about` is near all values, so that digits are kept.
std::array<glm::dvec3, 10> coefficients_of(std::span<const glm::dvec3, kFitted> world,
                                           const glm::dvec3& about) {
    constexpr double kMeanSquare = 2.0 / 3.0;
    constexpr std::array<double, 10> kSquares = {27.0, 18.0, 18.0, 18.0, 6.0,
                                                 6.0,  6.0,  12.0, 12.0, 12.0};
    std::array<glm::dvec3, 10> sums{};
    for (std::size_t i = 0; i < kFitted; ++i) {
        std::array<double, 10> terms = terms_at(fitted_place(i));
        for (std::size_t k = 4; k < 7; ++k)
            terms[k] -= kMeanSquare;
        for (std::size_t k = 0; k < terms.size(); ++k)
            sums[k] += (world[i] - about) * terms[k];
    }
    for (std::size_t k = 0; k < sums.size(); ++k)
        sums[k] /= kSquares[k];
    sums[0] += about - (sums[4] + sums[5] + sums[6]) * kMeanSquare;
    return sums;
}

}  // namespace

glm::dvec3 QuadraticMap::at(const glm::dvec3& position) const {
    return value_of(coefficients, (position - center) / reach);
}

QuadraticMap::Tangent QuadraticMap::tangent_at(const glm::dvec3& position) const {
    const glm::dvec3 p = (position - center) / reach;
    const auto& c = coefficients;
    Tangent tangent;
    tangent.value = value_of(c, p);
    tangent.linear[0] = (c[1] + 2.0 * p.x * c[4] + p.y * c[7] + p.z * c[8]) / reach.x;
    tangent.linear[1] = (c[2] + 2.0 * p.y * c[5] + p.x * c[7] + p.z * c[9]) / reach.y;
    tangent.linear[2] = (c[3] + 2.0 * p.z * c[6] + p.x * c[8] + p.y * c[9]) / reach.z;
    return tangent;
}

double QuadraticMap::bend_within(const glm::dvec3& half) const {
    const std::array<double, 10> terms = terms_at(half / reach);
    double bend = 0.0;
    for (std::size_t k = 4; k < terms.size(); ++k)
        bend += glm::length(coefficients[k]) * terms[k];
    return bend;
}

QuadraticMap QuadraticMap::moved(const glm::dmat3& turn, const glm::dvec3& origin) const {
    QuadraticMap map = *this;
    map.coefficients[0] -= origin;
    for (glm::dvec3& coefficient : map.coefficients)
        coefficient = turn * coefficient;
    return map;
}

Result<QuadraticMap> fit_quadratic(const WorldMapping& mapping, const glm::dvec3& center,
                                   const glm::dvec3& reach, double error_max_m) {
    std::array<glm::dvec3, kFitted + kChecked> world;
    for (std::size_t i = 0; i < kFitted; ++i)
        world[i] = center + fitted_place(i) * reach;
    for (std::size_t i = 0; i < kChecked; ++i)
        world[kFitted + i] = center + checked_place(i) * reach;
    if (mapping.to_world(world) != 0) {
        return fail(ErrorKind::kBadData, "positions lie outside the area of " + mapping.name());
    }
    QuadraticMap map{center, reach, {}};
    map.coefficients = coefficients_of(std::span(world).first<kFitted>(), world[kFitted / 2]);
    double error = 0.0;
    for (std::size_t i = 0; i < world.size(); ++i) {
        const glm::dvec3 place = i < kFitted ? fitted_place(i) : checked_place(i - kFitted);
        error = std::max(error, glm::distance(world[i], value_of(map.coefficients, place)));
    }
    if (!(error <= error_max_m)) {
        return fail(ErrorKind::kLimit, "a quadratic would be off by " + std::to_string(error) +
                                           " m, more than " + std::to_string(error_max_m) + " m");
    }
    return map;
}

}  // namespace belvedere::geo
