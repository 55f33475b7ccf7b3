// SPDX-License-Identifier: Apache-2.0
// Inverse distance weighting.
#pragma once

#include <span>

#include "engine/field/nearest_samples.hpp"

namespace belvedere::field {

// Shepard (1968), "A two-dimensional interpolation function for irregularly-spaced data": the mean
// of the neighbours, each weighted by its distance to the power of -`power`. At a sample's own
// place it is the sample. Pure; `neighbours` are of `samples`, nearest first, not empty.
[[nodiscard]] double inverse_distance(std::span<const Sample> samples,
                                      std::span<const Neighbour> neighbours, double power = 2.0);

}  // namespace belvedere::field
