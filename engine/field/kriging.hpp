// SPDX-License-Identifier: Apache-2.0
// Ordinary kriging: the linear estimate without bias that has the least variance.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/field/nearest_samples.hpp"
#include "engine/field/variogram.hpp"

namespace belvedere::field {

struct KrigingEstimate {
    double value = 0.0;
    double variance = 0.0;  // Of the error, as the variogram has it; never negative.
};

// Solves the systems of one variogram; keeps their memory between calls. One thread.
class Kriging {
  public:
    explicit Kriging(const Variogram& variogram) : variogram_(variogram) {}

    // By the neighbours, which are of `samples` and nearest first, at most limits::kNeighbours of
    // them count. Chilès and Delfiner, section 3.3: the weights w and the Lagrange parameter m of
    //   sum_j w_j g(i, j) + m = g(i, 0),  sum_j w_j = 1;  variance sum_i w_i g(i, 0) + m.
    // Nothing when the system is singular: two neighbours at one place.
    [[nodiscard]] std::optional<KrigingEstimate> estimate(std::span<const Sample> samples,
                                                          std::span<const Neighbour> neighbours);

  private:
    [[nodiscard]] bool solve(std::size_t size);

    Variogram variogram_;
    std::vector<double> matrix_;  // Rows with the right side as last column.
    std::vector<double> solution_;
};

}  // namespace belvedere::field
