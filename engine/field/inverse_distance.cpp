// SPDX-License-Identifier: Apache-2.0
#include "engine/field/inverse_distance.hpp"

#include <cassert>
#include <cmath>

namespace belvedere::field {

double inverse_distance(std::span<const Sample> samples, std::span<const Neighbour> neighbours,
                        double power) {
    assert(!neighbours.empty());
    const double nearest = neighbours.front().distance_m;
    if (!(nearest > 0.0)) return samples[neighbours.front().index].value;
    double sum = 0.0, weights = 0.0;
    for (const Neighbour& neighbour : neighbours) {
        // Of the nearest distance, so that no power of a small distance overflows.
        const double weight = std::pow(nearest / neighbour.distance_m, power);
        sum += weight * samples[neighbour.index].value;
        weights += weight;
    }
    return sum / weights;
}

}  // namespace belvedere::field
