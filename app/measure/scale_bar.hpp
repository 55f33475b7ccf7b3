// SPDX-License-Identifier: Apache-2.0
// A bar of round length for the corner of the picture.
#pragma once

#include <optional>

#include "engine/text/locale.hpp"

namespace belvedere::measure {

struct ScaleBarRequest {
    double metres_per_pixel = 1.0;  // Where the bar is to hold: at the middle of the picture.
    double width_max_px = 160.0;
    text::Measures measures = text::Measures::kMetric;
};

struct ScaleBar {
    double length_m = 0.0;  // 1, 2 or 5 times a power of ten of metres; or of inches, feet, miles.
    double width_px = 0.0;  // More than 2/5 of the most allowed.
};

// Nothing when the request is not finite and positive, or the bar would be below 1 mm or above
// 20,000 km.
[[nodiscard]] std::optional<ScaleBar> scale_bar(const ScaleBarRequest& request);

// Metres across one pixel of a perspective picture at a distance along the gaze.
struct PixelSizeRequest {
    double distance_m = 1.0;
    double fov_y_rad = 1.0;
    double height_px = 720.0;
};
[[nodiscard]] double metres_per_pixel(const PixelSizeRequest& request);

}  // namespace belvedere::measure
