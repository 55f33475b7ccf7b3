// SPDX-License-Identifier: Apache-2.0
// The --camera option.
#pragma once

#include <string>
#include <variant>

#include "engine/core/result.hpp"

namespace belvedere::cli {

// See the whole of the sources, from the south, 35 degrees down.
struct FitCamera {};

// The eye, in longitude, latitude (degrees) and ellipsoidal height, or easting, northing and height
// in the CRS of --camera-crs; then compass heading and pitch (0 horizon, -90 straight down).
struct PlacedCamera {
    double x = 0.0, y = 0.0, height_m = 0.0;
    double heading_deg = 0.0, pitch_deg = -30.0;
};

using CameraOption = std::variant<FitCamera, PlacedCamera>;

// "fit", or three to five numbers separated by commas. kUsage with the form that is expected.
[[nodiscard]] Result<CameraOption> parse_camera(const std::string& text);

}  // namespace belvedere::cli
