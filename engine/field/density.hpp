// SPDX-License-Identifier: Apache-2.0
// Density: how many samples there are for each area around a place.
#pragma once

#include <span>

#include "engine/field/nearest_samples.hpp"

namespace belvedere::field {

// Silverman (1986), "Density Estimation for Statistics and Data Analysis", section 3.4 and 4.2.1,
// in two dimensions: 0.9 * min(standard distance, median distance to the middle * sqrt(1 / ln 2)) *
// count^(-1/5). At least 1 m; 0 without samples. Metres. Pure.
[[nodiscard]] double density_bandwidth_m(std::span<const Sample> samples);

// Samples a square kilometre at a place, by the quartic kernel 3 / (pi b^2) * (1 - d^2 / b^2)^2
// (Silverman, equation 4.5). Values do not count. Linear in the samples. Pure.
[[nodiscard]] double density_a_km2(std::span<const Sample> samples, double x_m, double y_m,
                                   double bandwidth_m);

}  // namespace belvedere::field
