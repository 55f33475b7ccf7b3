// SPDX-License-Identifier: Apache-2.0
#include "app/cli/view_script.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>

#include "engine/core/file.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::json;

glm::dvec3 point_of(const Json& json) {
    return {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>()};
}

void read_orbit(const Json& orbit, ViewScript& script) {
    script.orbit_center = point_of(orbit.at("center"));
    script.orbit_radius_m = orbit.at("radius").get<double>();
    script.orbit_height_m = orbit.at("height").get<double>();
    script.orbit_duration_s = orbit.at("duration_s").get<double>();
}

void read_fly(const Json& fly, ViewScript& script) {
    for (const Json& eye : fly.at("eye"))
        script.fly_eyes.push_back(point_of(eye));
    script.fly_duration_s = fly.at("duration_s").get<double>();
    script.fly_look_down = fly.value("look_down", script.fly_look_down);
    script.fly_look_ahead_m = fly.value("look_ahead_m", script.fly_look_ahead_m);
}

ViewScript script_of(const Json& json) {
    ViewScript script;
    const Json& origin = json.at("origin");
    script.origin = {origin.at("lon").get<double>(), origin.at("lat").get<double>(),
                     origin.value("height", 0.0)};
    script.fov_y_deg = json.value("fovy_deg", script.fov_y_deg);
    script.width_px = json.value("width", script.width_px);
    script.height_px = json.value("height", script.height_px);
    script.near_m = json.value("near", script.near_m);
    script.fixed_eye = point_of(json.at("fixed").at("eye"));
    script.fixed_target = point_of(json.at("fixed").at("target"));
    if (json.contains("orbit")) read_orbit(json["orbit"], script);
    if (json.contains("fly")) read_fly(json["fly"], script);
    return script;
}

// Uniform Catmull-Rom spline with its end points doubled; s is 0 ... 1 over all of it.
glm::dvec3 spline_at(const std::vector<glm::dvec3>& points, double s) {
    const auto last = static_cast<std::ptrdiff_t>(points.size()) - 1;
    const double x = std::clamp(s, 0.0, 1.0) * static_cast<double>(last);
    const auto segment = std::min(last - 1, static_cast<std::ptrdiff_t>(std::floor(x)));
    const double t = x - static_cast<double>(segment);
    const auto point = [&](std::ptrdiff_t i) {
        return points[static_cast<std::size_t>(std::clamp(i, std::ptrdiff_t{0}, last))];
    };
    const glm::dvec3 a = point(segment - 1), b = point(segment), c = point(segment + 1),
                     d = point(segment + 2);
    return 0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * (t * t) +
                  (3.0 * b - a - 3.0 * c + d) * (t * t * t));
}

ScriptedGaze orbit_at(const ViewScript& script, double seconds) {
    const double angle = 2.0 * std::numbers::pi * seconds / script.orbit_duration_s +
                         std::atan2(script.fixed_eye.y, script.fixed_eye.x);
    const glm::dvec3 arm{script.orbit_radius_m * std::cos(angle),
                         script.orbit_radius_m * std::sin(angle), script.orbit_height_m};
    return {script.orbit_center + arm, script.orbit_center};
}

ScriptedGaze fly_at(const ViewScript& script, double seconds) {
    if (script.fly_eyes.size() < 2) return {script.fixed_eye, script.fixed_target};
    constexpr double kStep = 0.005;  // Of the whole flight: where the path goes next.
    const double s = seconds / script.fly_duration_s;
    const double from = std::min(s, 1.0 - kStep);
    glm::dvec3 ahead = spline_at(script.fly_eyes, from + kStep) - spline_at(script.fly_eyes, from);
    ahead.z = 0.0;
    const double length = glm::length(ahead);
    ahead = length > 0.0 ? ahead / length : glm::dvec3(0.0, 1.0, 0.0);
    const glm::dvec3 eye = spline_at(script.fly_eyes, s);
    const double reach = script.fly_look_ahead_m;
    return {eye, eye + ahead * reach - glm::dvec3(0.0, 0.0, reach * script.fly_look_down)};
}

}  // namespace

Result<ViewScript> read_view_script(const std::filesystem::path& path) {
    constexpr std::uint64_t kViewsBytesMax = 1 << 20;
    const auto bytes = read_file(path, kViewsBytesMax);
    if (!bytes) return fail(bytes.error());
    try {
        return script_of(Json::parse(as_text(*bytes)));
    } catch (const Json::exception& problem) {
        return fail(ErrorKind::kBadData, path.string() + ": " + problem.what());
    }
}

ScriptedGaze gaze_at(const ViewScript& script, Phase phase, double seconds) {
    switch (phase) {
        case Phase::kFixed:
            break;
        case Phase::kOrbit:
            return orbit_at(script, seconds);
        case Phase::kFly:
            return fly_at(script, seconds);
    }
    return {script.fixed_eye, script.fixed_target};
}

double duration_s(const ViewScript& script, Phase phase) {
    switch (phase) {
        case Phase::kFixed:
            return 6.0;
        case Phase::kOrbit:
            return script.orbit_duration_s;
        case Phase::kFly:
            return script.fly_duration_s;
    }
    return 0.0;
}

}  // namespace belvedere::cli
