// SPDX-License-Identifier: Apache-2.0
#include "engine/field/estimate_field.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/field/density.hpp"
#include "engine/field/inverse_distance.hpp"
#include "engine/field/kriging.hpp"
#include "engine/field/limits.hpp"
#include "engine/field/nearest_samples.hpp"

namespace belvedere::field {
namespace {

// Two sensors nearer than that are one: two instruments in one box.
constexpr double kOnePlace_m = 0.5;
constexpr double kReachSpacings = 1.5;
constexpr double kReachLeast_m = 10.0;
constexpr double kReachQuantile = 0.9;
// Cells are no finer than this share of the reach: nothing would be seen of it.
constexpr double kCellsAReach = 24.0;
// What a density has to reach of its peak to be drawn.
constexpr double kDensityLeast = 0.02;

struct Estimate {
    double value = 0.0;
    double trust = 0.0;
};

// All that one estimate needs.
class Estimator {
  public:
    Estimator(const NearestSamples& nearest, FieldMethod method, const Variogram& variogram,
              double reach_m)
        : nearest_(nearest), method_(method), kriging_(variogram), reach_m_(reach_m) {
        const auto samples = nearest.samples();
        double mean = 0.0;
        for (const Sample& sample : samples)
            mean += sample.value / static_cast<double>(samples.size());
        double squares = 0.0;
        for (const Sample& sample : samples)
            squares += (sample.value - mean) * (sample.value - mean);
        deviation_ = std::sqrt(squares / static_cast<double>(samples.size()));
    }

    Estimate at(double x_m, double y_m, std::uint32_t without = NearestSamples::kNone) {
        const std::size_t wanted = method_ == FieldMethod::kKriging ? limits::kNeighbours : kNear;
        nearest_.find(x_m, y_m, wanted, found_, without);
        if (found_.empty()) return {};
        const double left = 1.0 - found_.front().distance_m / reach_m_;
        if (method_ == FieldMethod::kKriging) {
            if (const auto kriged = kriging_.estimate(nearest_.samples(), found_)) {
                const double error = std::sqrt(kriged->variance);
                const double trust = deviation_ > 0.0 ? 1.0 - error / deviation_ : 1.0;
                return {kriged->value, left > 0.0 ? std::max(trust, kTrustLeast) : 0.0};
            }
        }
        return {inverse_distance(nearest_.samples(), found_), std::max(left, 0.0)};
    }

  private:
    static constexpr std::size_t kNear = 12;
    // Within reach there is an estimate, however uncertain: it is drawn as such.
    static constexpr double kTrustLeast = 0.02;
    const NearestSamples& nearest_;
    FieldMethod method_;
    Kriging kriging_;
    double reach_m_;
    double deviation_ = 0.0;
    std::vector<Neighbour> found_;
};

double usual_reach_m(const NearestSamples& nearest) {
    std::vector<double> spacings = spacings_m(nearest);
    if (spacings.empty()) return kReachLeast_m;
    const auto at =
        static_cast<std::ptrdiff_t>(static_cast<double>(spacings.size() - 1) * kReachQuantile);
    std::ranges::nth_element(spacings, spacings.begin() + at);
    return std::max(kReachLeast_m, spacings[static_cast<std::size_t>(at)] * kReachSpacings);
}

// A grid over all samples and what they reach.
void lay_out(Field& field, std::span<const Sample> samples) {
    const auto [west, east] = std::ranges::minmax(samples, {}, &Sample::x_m);
    const auto [south, north] = std::ranges::minmax(samples, {}, &Sample::y_m);
    const double width = east.x_m - west.x_m + 2.0 * field.reach_m;
    const double height = north.y_m - south.y_m + 2.0 * field.reach_m;
    field.cell_m = std::max(std::max(width, height) / static_cast<double>(limits::kCellsSide - 1),
                            field.reach_m / kCellsAReach);
    const auto cells = [&](double length) {
        return std::min(limits::kCellsSide,
                        static_cast<std::size_t>(std::ceil(length / field.cell_m)) + 1);
    };
    field.columns = cells(width);
    field.rows = cells(height);
    field.low_x_m = west.x_m - field.reach_m;
    field.low_y_m = south.y_m - field.reach_m;
    field.values.reserve(field.columns * field.rows);
    field.trust.reserve(field.columns * field.rows);
}

template <typename At>
void fill(Field& field, const At& at) {
    for (std::size_t row = 0; row < field.rows; ++row) {
        const double y = field.low_y_m + static_cast<double>(row) * field.cell_m;
        for (std::size_t column = 0; column < field.columns; ++column) {
            const double x = field.low_x_m + static_cast<double>(column) * field.cell_m;
            const Estimate estimate = at(x, y);
            field.values.push_back(static_cast<float>(estimate.value));
            field.trust.push_back(static_cast<float>(estimate.trust));
        }
    }
}

// Samples count as often as they are: none are joined. The kernel reaches few of them.
Field density_field(std::span<const Sample> samples) {
    Field field;
    field.samples = samples.size();
    field.reach_m = density_bandwidth_m(samples);
    lay_out(field, samples);
    std::vector<double> sums(field.columns * field.rows, 0.0);
    const double reach = field.reach_m;
    const auto span_of = [&](double at, double low, std::size_t cells) {
        const double first = std::ceil((at - reach - low) / field.cell_m);
        const double last = std::floor((at + reach - low) / field.cell_m);
        return std::pair(
            static_cast<std::size_t>(std::max(first, 0.0)),
            static_cast<std::size_t>(std::clamp(last + 1.0, 0.0, static_cast<double>(cells))));
    };
    for (const Sample& sample : samples) {
        const auto [left, right] = span_of(sample.x_m, field.low_x_m, field.columns);
        const auto [low, high] = span_of(sample.y_m, field.low_y_m, field.rows);
        for (std::size_t row = low; row < high; ++row) {
            const double y = field.low_y_m + static_cast<double>(row) * field.cell_m;
            for (std::size_t column = left; column < right; ++column) {
                const double x = field.low_x_m + static_cast<double>(column) * field.cell_m;
                sums[row * field.columns + column] += density_a_km2({&sample, 1}, x, y, reach);
            }
        }
    }
    const double peak = *std::ranges::max_element(sums);
    for (const double sum : sums) {
        field.values.push_back(static_cast<float>(sum));
        field.trust.push_back(sum > peak * kDensityLeast ? 1.0F : 0.0F);
    }
    return field;
}

}  // namespace

Result<Field> estimate_field(std::span<const Sample> samples, const FieldOptions& options) {
    const bool is_kriging = options.method == FieldMethod::kKriging;
    const bool is_density = options.method == FieldMethod::kDensity;
    const std::vector<Sample> joined = is_density
                                           ? std::vector<Sample>(samples.begin(), samples.end())
                                           : merged_to_fit(samples, kOnePlace_m, limits::kSamples);
    const std::size_t least = is_density   ? 1
                              : is_kriging ? limits::kKrigingSamplesLeast
                                           : limits::kDistanceSamplesLeast;
    if (joined.size() < least) {
        return fail(ErrorKind::kUsage, "a field needs values at " + std::to_string(least) +
                                           " places, there are " + std::to_string(joined.size()));
    }
    if (is_density) return density_field(joined);
    const NearestSamples nearest(joined);
    Field field;
    field.samples = joined.size();
    field.reach_m = options.reach_m > 0.0 ? options.reach_m : usual_reach_m(nearest);
    if (is_kriging) field.variogram = fit_variogram(empirical_variogram(joined));
    Estimator estimator(nearest, options.method, field.variogram, field.reach_m);
    lay_out(field, joined);
    fill(field, [&](double x, double y) { return estimator.at(x, y); });
    double squares = 0.0;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        const Sample& sample = joined[i];
        const double off =
            estimator.at(sample.x_m, sample.y_m, static_cast<std::uint32_t>(i)).value -
            sample.value;
        squares += off * off;
    }
    field.leave_one_out_error = std::sqrt(squares / static_cast<double>(joined.size()));
    return field;
}

}  // namespace belvedere::field
