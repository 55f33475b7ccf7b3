// SPDX-License-Identifier: Apache-2.0
#include "engine/field/variogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/field/limits.hpp"

namespace belvedere::field {
namespace {

constexpr int kRangesTried = 60;

double shape_at(VariogramModel model, double t) {
    if (model == VariogramModel::kExponential) return 1.0 - std::exp(-t);
    return t >= 1.0 ? 1.0 : t * (1.5 - 0.5 * t * t);
}

// Sums of the normal equations for nugget and sill.
struct Sums {
    double w = 0.0, wg = 0.0, wgg = 0.0, wy = 0.0, wgy = 0.0, wyy = 0.0;
    double error(double nugget, double sill) const {
        return wyy - 2.0 * nugget * wy - 2.0 * sill * wgy + nugget * nugget * w +
               2.0 * nugget * sill * wg + sill * sill * wgg;
    }
};

struct Fit {
    Variogram variogram;
    double error = std::numeric_limits<double>::infinity();
};

Fit fit_range(std::span<const VariogramBin> bins, VariogramModel model, double range_m) {
    Sums sums;
    for (const VariogramBin& bin : bins) {
        const double g = shape_at(model, bin.distance_m / range_m);
        const double w = static_cast<double>(bin.pairs) / (bin.distance_m * bin.distance_m);
        sums.w += w;
        sums.wg += w * g;
        sums.wgg += w * g * g;
        sums.wy += w * bin.semivariance;
        sums.wgy += w * g * bin.semivariance;
        sums.wyy += w * bin.semivariance * bin.semivariance;
    }
    const double determinant = sums.w * sums.wgg - sums.wg * sums.wg;
    Fit best;
    const auto consider = [&](double nugget, double sill) {
        if (!(nugget >= 0.0) || !(sill >= 0.0)) return;
        const double error = sums.error(nugget, sill);
        if (error < best.error) best = {{model, nugget, sill, range_m}, error};
    };
    if (determinant > 1e-12 * sums.w * sums.wgg) {
        consider((sums.wgg * sums.wy - sums.wg * sums.wgy) / determinant,
                 (sums.w * sums.wgy - sums.wg * sums.wy) / determinant);
    }
    // With a range shorter than any distance the two say the same; then it is a nugget.
    consider(sums.wy / sums.w, 0.0);
    consider(0.0, sums.wgy / sums.wgg);
    return best;
}

}  // namespace

double Variogram::at(double distance_m) const {
    if (!(distance_m > 0.0)) return 0.0;
    return nugget + sill * shape_at(model, distance_m / range_m);
}

std::vector<VariogramBin> empirical_variogram(std::span<const Sample> samples) {
    const std::size_t stride = samples.size() / (limits::kVariogramSamples + 1) + 1;
    std::vector<Sample> some;
    for (std::size_t i = 0; i < samples.size(); i += stride)
        some.push_back(samples[i]);
    if (some.size() < 2) return {};
    const auto [west, east] = std::ranges::minmax(some, {}, &Sample::x_m);
    const auto [south, north] = std::ranges::minmax(some, {}, &Sample::y_m);
    const double reach = std::hypot(east.x_m - west.x_m, north.y_m - south.y_m) / 3.0;
    if (!(reach > 0.0)) return {};
    std::vector<VariogramBin> bins(limits::kVariogramBins);
    const double width = reach / static_cast<double>(bins.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
        for (std::size_t j = i + 1; j < some.size(); ++j) {
            const double distance =
                std::hypot(some[i].x_m - some[j].x_m, some[i].y_m - some[j].y_m);
            if (distance >= reach || !(distance > 0.0)) continue;
            const double difference = some[i].value - some[j].value;
            VariogramBin& bin =
                bins[std::min(bins.size() - 1, static_cast<std::size_t>(distance / width))];
            bin.distance_m += distance;
            bin.semivariance += 0.5 * difference * difference;
            ++bin.pairs;
        }
    }
    std::erase_if(bins, [](const VariogramBin& bin) { return bin.pairs == 0; });
    for (VariogramBin& bin : bins) {
        bin.distance_m /= static_cast<double>(bin.pairs);
        bin.semivariance /= static_cast<double>(bin.pairs);
    }
    return bins;
}

Variogram fit_variogram(std::span<const VariogramBin> bins) {
    if (bins.empty()) return {};
    const double low = bins.front().distance_m * 0.5, high = bins.back().distance_m * 3.0;
    Fit best;
    for (const VariogramModel model : {VariogramModel::kSpherical, VariogramModel::kExponential}) {
        for (int i = 0; i < kRangesTried; ++i) {
            const double share = static_cast<double>(i) / (kRangesTried - 1);
            const Fit fit = fit_range(bins, model, low * std::pow(high / low, share));
            // A later one must be better by more than rounding.
            if (fit.error < best.error * (1.0 - 1e-9)) best = fit;
        }
    }
    return best.variogram;
}

}  // namespace belvedere::field
