// SPDX-License-Identifier: Apache-2.0
// Which samples are nearest to a place.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/field/sample.hpp"

namespace belvedere::field {

// A sample by its index, and how far it is.
struct Neighbour {
    std::uint32_t index = 0;
    double distance_m = 0.0;
};

// A grid of cells over samples, two a cell on average. Immutable; any thread. The samples must
// outlive it.
class NearestSamples {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    explicit NearestSamples(std::span<const Sample> samples);

    // At most `count` samples, nearest first, of equally near ones the one with the lower index.
    // `without`: an index that is left out. Replaces what `found` holds.
    void find(double x_m, double y_m, std::size_t count, std::vector<Neighbour>& found,
              std::uint32_t without = kNone) const;
    [[nodiscard]] std::span<const Sample> samples() const { return samples_; }

  private:
    struct Place {
        double x_m = 0.0, y_m = 0.0;
        std::uint32_t without = kNone;
    };
    void look_through(std::int64_t column, std::int64_t row, const Place& place,
                      std::vector<Neighbour>& found) const;
    void look_through_ring(std::int64_t column, std::int64_t row, std::int64_t ring,
                           const Place& place, std::vector<Neighbour>& found) const;

    std::span<const Sample> samples_;
    double low_x_ = 0.0, low_y_ = 0.0, cell_m_ = 1.0;
    std::int64_t columns_ = 1, rows_ = 1;
    std::vector<std::uint32_t> first_of_cell_;  // Into order_; one more than there are cells.
    std::vector<std::uint32_t> order_;
};

// For each sample how far the nearest other one is; empty for fewer than two.
[[nodiscard]] std::vector<double> spacings_m(const NearestSamples& nearest);

}  // namespace belvedere::field
