// SPDX-License-Identifier: Apache-2.0
// Scripted cameras for benchmarks and repeatable pictures: the views `fixed`, `orbit` and `fly`.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/core/result.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::cli {

enum class Phase { kFixed, kOrbit, kFly };

// Positions are metres east, north, up about `origin`.
struct ViewScript {
    geo::Geodetic origin;
    double fov_y_deg = 60.0;
    std::uint32_t width_px = 1280, height_px = 720;
    double near_m = 2.0;
    glm::dvec3 fixed_eye{0.0}, fixed_target{0.0};
    glm::dvec3 orbit_center{0.0};
    double orbit_radius_m = 0.0, orbit_height_m = 0.0, orbit_duration_s = 20.0;
    std::vector<glm::dvec3> fly_eyes;  // Control points of a Catmull-Rom spline.
    double fly_duration_s = 20.0, fly_look_down = 0.25;
    double fly_look_ahead_m = 400.0;
};

// Reads a JSON file such as {"origin":{"lon","lat","height"},"fovy_deg","fixed":{"eye","target"},
// "orbit":{...},"fly":{...}}; kBadData names what is missing.
[[nodiscard]] Result<ViewScript> read_view_script(const std::filesystem::path& path);

// Where the script looks from and at, `seconds` into a phase; metres east, north, up about origin.
struct ScriptedGaze {
    glm::dvec3 eye{0.0};
    glm::dvec3 target{0.0};
};
[[nodiscard]] ScriptedGaze gaze_at(const ViewScript& script, Phase phase, double seconds);
[[nodiscard]] double duration_s(const ViewScript& script, Phase phase);

}  // namespace belvedere::cli
