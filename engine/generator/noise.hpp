// SPDX-License-Identifier: Apache-2.0
// Smooth random fields and angles by plain arithmetic, so that they are the same on every machine
// (the C library's sine differs between versions). Pure functions; any thread.
#pragma once

#include <cstdint>

#include <glm/vec2.hpp>

namespace belvedere::generator {

// Value noise with a quintic blend over unit cells: -1 ... 1, twice differentiable, slope <= 3.75.
[[nodiscard]] double smooth_noise(std::uint64_t seed, const glm::dvec2& position);
[[nodiscard]] double smooth_noise(std::uint64_t seed, double position);

// Unit vector at an angle in turns (1 = full circle), counter-clockwise from +x. Error < 1e-7.
[[nodiscard]] glm::dvec2 direction_at(double turns);

// 0 below `low`, 1 above `high`, smooth between.
[[nodiscard]] constexpr double smooth_step(double low, double high, double x) {
    const double t = x <= low ? 0.0 : x >= high ? 1.0 : (x - low) / (high - low);
    return t * t * (3.0 - 2.0 * t);
}

}  // namespace belvedere::generator
