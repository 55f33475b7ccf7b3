// SPDX-License-Identifier: Apache-2.0
#include "app/measure/scale_bar.hpp"

#include <cmath>

#include "engine/text/measures.hpp"

namespace belvedere::measure {

std::optional<ScaleBar> scale_bar(const ScaleBarRequest& request) {
    constexpr double kShortest_m = 1e-3;
    constexpr double kLongest_m = 2e7;
    const double widest_m = request.metres_per_pixel * request.width_max_px;
    if (!(request.metres_per_pixel > 0.0) || !(widest_m >= kShortest_m) ||
        !(widest_m <= kLongest_m)) {
        return std::nullopt;
    }
    // Powers of ten of metres are round in centimetres and kilometres too.
    const double unit_m = request.measures == text::Measures::kMetric
                              ? 1.0
                              : text::metres_of(text::length_in(request.measures, widest_m).unit);
    const double widest = widest_m / unit_m;
    const double decade = std::pow(10.0, std::floor(std::log10(widest)));
    double length = decade;
    for (const double step : {2.0, 5.0, 10.0}) {
        // A hair of tolerance: log10 of 999.9999999 must not lose the whole bar.
        if (decade * step <= widest * (1.0 + 1e-12)) length = decade * step;
    }
    const double length_m = length * unit_m;
    return ScaleBar{length_m, length_m / request.metres_per_pixel};
}

double metres_per_pixel(const PixelSizeRequest& request) {
    return 2.0 * request.distance_m * std::tan(0.5 * request.fov_y_rad) / request.height_px;
}

}  // namespace belvedere::measure
