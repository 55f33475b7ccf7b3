// SPDX-License-Identifier: Apache-2.0
#include "engine/field/nearest_samples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace belvedere::field {
namespace {

constexpr double kSamplesACell = 2.0;
// Cells along a side: a few samples far away from the rest make no huge grid.
constexpr double kCellsSideMost = 512.0;

}  // namespace

NearestSamples::NearestSamples(std::span<const Sample> samples) : samples_(samples) {
    double high_x = 0.0, high_y = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        low_x_ = i == 0 ? sample.x_m : std::min(low_x_, sample.x_m);
        low_y_ = i == 0 ? sample.y_m : std::min(low_y_, sample.y_m);
        high_x = i == 0 ? sample.x_m : std::max(high_x, sample.x_m);
        high_y = i == 0 ? sample.y_m : std::max(high_y, sample.y_m);
    }
    const double width = high_x - low_x_, height = high_y - low_y_;
    const double cells = std::max(1.0, static_cast<double>(samples.size()) / kSamplesACell);
    // Samples in a row have no area: then as many cells as there are for them along the row.
    const double along = std::max(width, height) / std::min(cells, kCellsSideMost);
    cell_m_ =
        std::max({std::sqrt(width * height / cells),
                  width * height > 0.0 ? std::max(width, height) / kCellsSideMost : along, 1e-3});
    columns_ = static_cast<std::int64_t>(width / cell_m_) + 1;
    rows_ = static_cast<std::int64_t>(height / cell_m_) + 1;
    std::vector<std::uint32_t> cell_of(samples.size());
    first_of_cell_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto column = static_cast<std::int64_t>((samples[i].x_m - low_x_) / cell_m_);
        const auto row = static_cast<std::int64_t>((samples[i].y_m - low_y_) / cell_m_);
        cell_of[i] = static_cast<std::uint32_t>(std::min(row, rows_ - 1) * columns_ +
                                                std::min(column, columns_ - 1));
        ++first_of_cell_[cell_of[i] + 1];
    }
    for (std::size_t i = 1; i < first_of_cell_.size(); ++i)
        first_of_cell_[i] += first_of_cell_[i - 1];
    order_.resize(samples.size());
    std::vector<std::uint32_t> next(first_of_cell_.begin(), first_of_cell_.end() - 1);
    for (std::size_t i = 0; i < samples.size(); ++i)
        order_[next[cell_of[i]]++] = static_cast<std::uint32_t>(i);
}

void NearestSamples::look_through(std::int64_t column, std::int64_t row, const Place& place,
                                  std::vector<Neighbour>& found) const {
    if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return;
    const auto cell = static_cast<std::size_t>(row * columns_ + column);
    for (std::uint32_t i = first_of_cell_[cell]; i < first_of_cell_[cell + 1]; ++i) {
        const std::uint32_t index = order_[i];
        if (index == place.without) continue;
        const double distance =
            std::hypot(samples_[index].x_m - place.x_m, samples_[index].y_m - place.y_m);
        found.push_back({index, distance});
    }
}

void NearestSamples::look_through_ring(std::int64_t column, std::int64_t row, std::int64_t ring,
                                       const Place& place, std::vector<Neighbour>& found) const {
    const std::int64_t low = std::max(row - ring, std::int64_t{0});
    const std::int64_t high = std::min(row + ring, rows_ - 1);
    for (std::int64_t y = low; y <= high; ++y) {
        look_through(column - ring, y, place, found);
        if (ring > 0) look_through(column + ring, y, place, found);
    }
    const std::int64_t left = std::max(column - ring + 1, std::int64_t{0});
    const std::int64_t right = std::min(column + ring - 1, columns_ - 1);
    // Of a long row of cells there is nothing above and below: no cell is asked for in vain.
    for (const std::int64_t y : {row - ring, row + ring}) {
        if (y < 0 || y >= rows_) continue;
        for (std::int64_t x = left; x <= right; ++x)
            look_through(x, y, place, found);
    }
}

void NearestSamples::find(double x_m, double y_m, std::size_t count, std::vector<Neighbour>& found,
                          std::uint32_t without) const {
    found.clear();
    if (samples_.empty() || count == 0) return;
    const auto column_at = [&](double at, double low, std::int64_t cells) {
        return static_cast<std::int64_t>(
            std::clamp(std::floor((at - low) / cell_m_), -1.0, static_cast<double>(cells)));
    };
    const std::int64_t column = column_at(x_m, low_x_, columns_);
    const std::int64_t row = column_at(y_m, low_y_, rows_);
    const auto nearer = [](const Neighbour& a, const Neighbour& b) {
        return a.distance_m != b.distance_m ? a.distance_m < b.distance_m : a.index < b.index;
    };
    // Rings of cells, outwards, until none of the next ring can be nearer than what is had. A place
    // outside the grid is nearer to its edge than rings say: the bound stays true.
    const std::int64_t rings = std::max(columns_, rows_) + 1;
    for (std::int64_t ring = 0; ring <= rings; ++ring) {
        look_through_ring(column, row, ring, {x_m, y_m, without}, found);
        if (found.size() < count) continue;
        std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(count - 1),
                                 nearer);
        if (found[count - 1].distance_m <= static_cast<double>(ring) * cell_m_) break;
    }
    std::ranges::sort(found, nearer);
    if (found.size() > count) found.resize(count);
}

std::vector<double> spacings_m(const NearestSamples& nearest) {
    std::vector<double> spacings;
    std::vector<Neighbour> found;
    const auto samples = nearest.samples();
    for (std::size_t i = 0; i < samples.size() && samples.size() > 1; ++i) {
        nearest.find(samples[i].x_m, samples[i].y_m, 1, found, static_cast<std::uint32_t>(i));
        spacings.push_back(found.front().distance_m);
    }
    return spacings;
}

}  // namespace belvedere::field
