// SPDX-License-Identifier: Apache-2.0
#include "app/cli/camera_option.hpp"

#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace belvedere::cli {
namespace {

Failure wrong_camera(const std::string& text) {
    return fail(ErrorKind::kUsage, "--camera " + text +
                                       ": expected fit or LON,LAT,HEIGHT[,HEADING[,PITCH]] "
                                       "in degrees and metres");
}

}  // namespace

Result<CameraOption> parse_camera(const std::string& text) {
    if (text == "fit") return CameraOption(FitCamera{});
    std::vector<double> numbers;
    std::string_view rest = text;
    while (true) {
        double number = 0.0;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (problem != std::errc{} || !std::isfinite(number)) return wrong_camera(text);
        numbers.push_back(number);
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (rest.empty()) break;
        if (rest.front() != ',') return wrong_camera(text);
        rest.remove_prefix(1);
    }
    if (numbers.size() < 3 || numbers.size() > 5) return wrong_camera(text);
    PlacedCamera camera{.x = numbers[0], .y = numbers[1], .height_m = numbers[2]};
    if (numbers.size() > 3) camera.heading_deg = numbers[3];
    if (numbers.size() > 4) camera.pitch_deg = numbers[4];
    if (camera.pitch_deg < -90.0 || camera.pitch_deg > 90.0) {
        return fail(ErrorKind::kUsage, "--camera " + text + ": the pitch is -90 to 90 degrees");
    }
    return CameraOption(camera);
}

}  // namespace belvedere::cli
