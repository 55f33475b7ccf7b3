// SPDX-License-Identifier: Apache-2.0
// Variogram: how much values differ the farther apart they were measured.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/field/sample.hpp"

namespace belvedere::field {

// Half the mean squared difference of pairs so far apart (Matheron's estimator).
struct VariogramBin {
    double distance_m = 0.0;  // Mean of its pairs.
    double semivariance = 0.0;
    std::size_t pairs = 0;
};

enum class VariogramModel { kSpherical, kExponential };

// nugget + sill * shape(h / range) for h > 0, and 0 at h = 0 (Chilès and Delfiner, "Geostatistics",
// 2nd edition, section 2.5): spherical 1.5 t - 0.5 t^3 up to t = 1; exponential 1 - exp(-t).
struct Variogram {
    VariogramModel model = VariogramModel::kSpherical;
    double nugget = 0.0;  // Of any two measurements, however near.
    double sill = 0.0;    // What distance adds at most.
    double range_m = 1.0;

    [[nodiscard]] double at(double distance_m) const;
    [[nodiscard]] double total() const { return nugget + sill; }
};

// Bins up to a third of the diagonal of all samples, limits::kVariogramBins of equal width, those
// without pairs left out. Of more than limits::kVariogramSamples every n-th is taken. Pure.
[[nodiscard]] std::vector<VariogramBin> empirical_variogram(std::span<const Sample> samples);

// The model with the least squared error, each bin weighted by its pairs over its distance squared
// (Pebesma's gstat, fit method 7). Nugget and sill are solved for, never negative; the range is
// looked for between half the first bin's distance and three times the last one's. Without bins the
// answer is all zero. Pure.
[[nodiscard]] Variogram fit_variogram(std::span<const VariogramBin> bins);

}  // namespace belvedere::field
