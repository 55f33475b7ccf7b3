// SPDX-License-Identifier: Apache-2.0
// A field over an area from samples: estimates in the cells of a grid, how far each can be trusted,
// and how wrong the method is where it can be checked.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/field/sample.hpp"
#include "engine/field/variogram.hpp"

namespace belvedere::field {

enum class FieldMethod {
    kInverseDistance,  // inverse_distance.hpp, power 2.
    kKriging,          // kriging.hpp, with a variogram fitted to the samples.
    kDensity           // density.hpp.
};

struct FieldOptions {
    FieldMethod method = FieldMethod::kInverseDistance;
    // How far from the nearest sample anything is said at all; 0: 1.5 times the distance to the
    // nearest other sample that nine of ten samples have. Of a density its kernel decides.
    double reach_m = 0.0;
};

// Row by row from the south-west; cell (0, 0) has its middle at (low_x_m, low_y_m).
struct Field {
    std::size_t columns = 0, rows = 0;
    double low_x_m = 0.0, low_y_m = 0.0, cell_m = 1.0;
    std::vector<float> values;
    // 0: nothing is said of this place. Above, up to 1: of an inverse distance what is left of the
    // reach; of kriging 1 - standard error / standard deviation of all samples; of a density 1.
    std::vector<float> trust;

    std::size_t samples = 0;  // After those at one place were joined.
    double reach_m = 0.0;     // Of a density its bandwidth.
    Variogram variogram;      // Of kriging.
    // Root mean square of what each sample differs from its estimate by all others (the variogram
    // stays as it is). Not of a density.
    double leave_one_out_error = 0.0;
};

// kUsage with fewer samples than the method needs (limits.hpp). About 0.1 s of inverse distances
// and 0.3 s of kriging, however many samples there are. Pure; any thread.
[[nodiscard]] Result<Field> estimate_field(std::span<const Sample> samples,
                                           const FieldOptions& options);

}  // namespace belvedere::field
