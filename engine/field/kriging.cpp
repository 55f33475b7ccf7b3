// SPDX-License-Identifier: Apache-2.0
#include "engine/field/kriging.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/field/limits.hpp"

namespace belvedere::field {
namespace {

// A pivot below this share of the largest number of the matrix is none.
constexpr double kPivotLeast = 1e-12;

}  // namespace

bool Kriging::solve(std::size_t size) {
    const std::size_t width = size + 1;
    double largest = 0.0;
    for (const double number : matrix_)
        largest = std::max(largest, std::abs(number));
    for (std::size_t column = 0; column < size; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < size; ++row) {
            if (std::abs(matrix_[row * width + column]) > std::abs(matrix_[pivot * width + column]))
                pivot = row;
        }
        if (!(std::abs(matrix_[pivot * width + column]) > kPivotLeast * largest)) return false;
        if (pivot != column) {
            for (std::size_t i = column; i < width; ++i)
                std::swap(matrix_[pivot * width + i], matrix_[column * width + i]);
        }
        const double* above = &matrix_[column * width];
        for (std::size_t row = column + 1; row < size; ++row) {
            double* below = &matrix_[row * width];
            const double factor = below[column] / above[column];
            if (factor == 0.0) continue;
            for (std::size_t i = column + 1; i < width; ++i)
                below[i] -= factor * above[i];
        }
    }
    solution_.assign(size, 0.0);
    for (std::size_t row = size; row-- > 0;) {
        double rest = matrix_[row * width + size];
        for (std::size_t i = row + 1; i < size; ++i)
            rest -= matrix_[row * width + i] * solution_[i];
        solution_[row] = rest / matrix_[row * width + row];
    }
    return true;
}

std::optional<KrigingEstimate> Kriging::estimate(std::span<const Sample> samples,
                                                 std::span<const Neighbour> neighbours) {
    const std::size_t count = std::min(neighbours.size(), limits::kNeighbours);
    if (count == 0) return std::nullopt;
    const std::size_t size = count + 1, width = size + 1;
    // In parts of the variogram's own height, so that the ones of the condition fit its numbers.
    const double unit = variogram_.total() > 0.0 ? variogram_.total() : 1.0;
    matrix_.assign(size * width, 0.0);
    std::vector<double>& matrix = matrix_;
    for (std::size_t i = 0; i < count; ++i) {
        const Sample& a = samples[neighbours[i].index];
        for (std::size_t j = 0; j < i; ++j) {
            const Sample& b = samples[neighbours[j].index];
            const double between = variogram_.at(std::hypot(a.x_m - b.x_m, a.y_m - b.y_m)) / unit;
            matrix[i * width + j] = matrix[j * width + i] = between;
        }
        matrix[i * width + count] = matrix[count * width + i] = 1.0;
        matrix[i * width + size] = variogram_.at(neighbours[i].distance_m) / unit;
    }
    matrix[count * width + size] = 1.0;
    if (!solve(size)) return std::nullopt;
    KrigingEstimate estimate;
    estimate.variance = solution_[count] * unit;
    for (std::size_t i = 0; i < count; ++i) {
        estimate.value += solution_[i] * samples[neighbours[i].index].value;
        estimate.variance += solution_[i] * variogram_.at(neighbours[i].distance_m);
    }
    estimate.variance = std::max(estimate.variance, 0.0);
    return estimate;
}

}  // namespace belvedere::field
