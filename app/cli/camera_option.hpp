// SPDX-License-Identifier: Apache-2.0
// The --camera option.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

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

inline constexpr std::size_t kListedCamerasMax = 10'000;
// The lines of a file, each as parse_camera takes it; empty lines and those that begin with "#" are
// passed over. kUsage for a line that is no camera, with its number, and for a file without one;
// kLimit for more than kListedCamerasMax or more than 1 MiB.
[[nodiscard]] Result<std::vector<std::string>> read_camera_list(const std::filesystem::path& path);

}  // namespace belvedere::cli
