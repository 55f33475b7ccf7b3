// SPDX-License-Identifier: Apache-2.0
#include "app/cli/camera_option.hpp"

#include <charconv>
#include <cmath>
#include <sstream>
#include <string_view>

#include "engine/core/file.hpp"

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

Result<std::vector<std::string>> read_camera_list(const std::filesystem::path& path) {
    constexpr std::uint64_t kListBytesMax = 1 << 20;
    const auto bytes = read_file(path, kListBytesMax);
    if (!bytes) return fail(bytes.error());
    std::istringstream lines{std::string(as_text(*bytes))};
    std::vector<std::string> cameras;
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line.front() == '#') continue;
        if (cameras.size() >= kListedCamerasMax) {
            return fail(ErrorKind::kLimit, path.string() + ": more than " +
                                               std::to_string(kListedCamerasMax) + " cameras");
        }
        if (auto camera = parse_camera(line); !camera) {
            return fail_in(path.string() + ":" + std::to_string(number), camera.error());
        }
        cameras.push_back(std::move(line));
    }
    if (cameras.empty()) return fail(ErrorKind::kUsage, path.string() + ": no camera in it");
    return cameras;
}

}  // namespace belvedere::cli
