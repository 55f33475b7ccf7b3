// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/noise.hpp"

#include <cmath>

#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace {

double lattice_value(std::uint64_t seed, std::int64_t x, std::int64_t y) {
    const std::uint64_t bits =
        mix_bits(seed + static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15ULL +
                 static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FULL);
    return static_cast<double>(bits >> 11U) * 0x1.0p-52 - 1.0;
}

double quintic(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

// Sine of an angle of at most a quarter turn, by its Taylor polynomial.
double sine_of_small(double radians) {
    const double s = radians * radians;
    return radians *
           (1.0 + s * (-1.0 / 6.0 +
                       s * (1.0 / 120.0 +
                            s * (-1.0 / 5040.0 + s * (1.0 / 362880.0 + s * (-1.0 / 39916800.0 +
                                                                            s / 6227020800.0))))));
}

double sine_of_turns(double turns) {
    constexpr double kTwoPi = 6.283185307179586;
    double t = turns - std::floor(turns);
    if (t > 0.75) {
        t -= 1.0;
    } else if (t > 0.25) {
        t = 0.5 - t;
    }
    return sine_of_small(t * kTwoPi);
}

}  // namespace

double smooth_noise(std::uint64_t seed, const glm::dvec2& position) {
    const double cell_x = std::floor(position.x);
    const double cell_y = std::floor(position.y);
    const auto x = static_cast<std::int64_t>(cell_x);
    const auto y = static_cast<std::int64_t>(cell_y);
    const double tx = quintic(position.x - cell_x);
    const double ty = quintic(position.y - cell_y);
    const double a = lattice_value(seed, x, y);
    const double b = lattice_value(seed, x + 1, y);
    const double c = lattice_value(seed, x, y + 1);
    const double d = lattice_value(seed, x + 1, y + 1);
    const double low = a + (b - a) * tx;
    return low + (c + (d - c) * tx - low) * ty;
}

double smooth_noise(std::uint64_t seed, double position) {
    const double cell = std::floor(position);
    const auto x = static_cast<std::int64_t>(cell);
    const double a = lattice_value(seed, x, 0);
    return a + (lattice_value(seed, x + 1, 0) - a) * quintic(position - cell);
}

glm::dvec2 direction_at(double turns) {
    return {sine_of_turns(turns + 0.25), sine_of_turns(turns)};
}

}  // namespace belvedere::generator
