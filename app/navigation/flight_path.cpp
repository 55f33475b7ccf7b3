// SPDX-License-Identifier: Apache-2.0
#include "app/navigation/flight_path.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::navigation {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
// Perceived lengths a second; the paper's subjects liked 0.9, tools that are used all day are
// faster.
constexpr double kSpeed = 2.2;
constexpr double kShortest_s = 0.4;
constexpr double kLongest_s = 4.0;
// What a flight looks down at while it is high: the ground it crosses, and still ahead.
constexpr double kHighElevation_deg = -50.0;
// Risen by this factor over a steady zoom, the gaze is fully down.
constexpr double kHighFactor = 8.0;

double wrapped(double degrees) {
    const double turned = std::fmod(degrees, 360.0);
    return turned < 0.0 ? turned + 360.0 : turned;
}

double mix(double a, double b, double share) {
    return a + (b - a) * share;
}

double mix_angle(double from_deg, double to_deg, double share) {
    return from_deg + share * std::remainder(to_deg - from_deg, 360.0);
}

glm::dvec3 direction_of(const geo::LocalFrame& frame, double bearing_deg, double elevation_deg) {
    const double level = std::cos(elevation_deg * kRadians);
    return frame.axes * glm::dvec3(std::sin(bearing_deg * kRadians) * level,
                                   std::cos(bearing_deg * kRadians) * level,
                                   std::sin(elevation_deg * kRadians));
}

struct Angles {
    double bearing_deg = 0.0;
    double elevation_deg = 0.0;
};

// A gaze straight up or down has no bearing; `fallback_deg` stands for it.
Angles angles_of(const geo::LocalFrame& frame, const glm::dvec3& direction, double fallback_deg) {
    const glm::dvec3 local = direction * frame.axes;
    const double level = std::hypot(local.x, local.y);
    const double bearing = level > 1e-9 ? std::atan2(local.x, local.y) / kRadians : fallback_deg;
    return {wrapped(bearing), std::atan2(local.z, level) / kRadians};
}

// Zero slope at both ends, so that nothing starts or stops with a jerk.
double eased(double share) {
    return share * share * share * (share * (share * 6.0 - 15.0) + 10.0);
}

double height_over_ground(const glm::dvec3& eye, Ground ground) {
    return std::abs(ground == Ground::kEarth ? geo::to_geodetic(eye).height_m : eye.z);
}

}  // namespace

geo::LocalFrame horizon_at(const glm::dvec3& position, Ground ground) {
    if (ground == Ground::kEarth) return geo::east_north_up(position);
    return {position, glm::dmat3(1.0)};
}

FlightPath::FlightPath(const FlightRequest& request) : request_(request) {
    from_ = gaze_of(request.from, request.focus_from_m);
    to_ = gaze_of(request.to, request.focus_to_m);
    ZoomPathRequest way{glm::distance(from_.focus, to_.focus), from_.distance_m, to_.distance_m};
    if (request.ground == Ground::kEarth) {
        const double radius = 0.5 * (glm::length(from_.focus) + glm::length(to_.focus));
        // The arc instead of the chord; asin is kept from rounding above 1 for antipodes.
        if (radius > 0.0) {
            way.distance_m = 2.0 * radius * std::asin(std::min(1.0, 0.5 * way.distance_m / radius));
        }
    }
    zoom_ = ZoomPath(way);
    const double turn = std::abs(std::remainder(to_.bearing_deg - from_.bearing_deg, 360.0)) +
                        std::abs(to_.elevation_deg - from_.elevation_deg);
    constexpr double kTurn_deg_per_length = 90.0;
    duration_s_ = std::clamp((zoom_.length() + turn / kTurn_deg_per_length) / kSpeed, kShortest_s,
                             kLongest_s);
}

FlightPath::Gaze FlightPath::gaze_of(const Pose& pose, double focus_m) const {
    const geo::LocalFrame horizon = horizon_at(pose.eye, request_.ground);
    const glm::dvec3 direction = direction_of(horizon, pose.heading_deg, pose.pitch_deg);
    Gaze gaze;
    constexpr double kNearest_m = 2.0;
    // A gaze along the horizon meets the ground nowhere useful: as far ahead as four times the
    // height.
    const double down = std::max(0.25, -std::sin(pose.pitch_deg * kRadians));
    gaze.distance_m =
        focus_m > 0.0 ? focus_m
                      : std::max(kNearest_m, height_over_ground(pose.eye, request_.ground) / down);
    gaze.focus = pose.eye + direction * gaze.distance_m;
    const Angles angles =
        angles_of(horizon_at(gaze.focus, request_.ground), direction, pose.heading_deg);
    gaze.bearing_deg = angles.bearing_deg;
    gaze.elevation_deg = angles.elevation_deg;
    return gaze;
}

glm::dvec3 FlightPath::focus_at(double along) const {
    if (request_.ground == Ground::kModel) {
        return from_.focus + (to_.focus - from_.focus) * along;
    }
    const glm::dvec3 a = glm::normalize(from_.focus);
    const glm::dvec3 b = glm::normalize(to_.focus);
    // Along the great circle: the part of b that is perpendicular to a is the way to go.
    const glm::dvec3 aside = b - a * glm::dot(a, b);
    const double sine = glm::length(aside);
    if (sine < 1e-12 && glm::dot(a, b) > 0.0)
        return from_.focus + (to_.focus - from_.focus) * along;
    const glm::dvec3 way = sine < 1e-12 ? geo::east_north_up(from_.focus).axes[1] : aside / sine;
    const double angle = std::atan2(sine, glm::dot(a, b)) * along;
    // The radius is right at both ends, so that the path meets them; in between the height is.
    const double radius = mix(glm::length(from_.focus), glm::length(to_.focus), along);
    geo::Geodetic place = geo::to_geodetic((a * std::cos(angle) + way * std::sin(angle)) * radius);
    place.height_m =
        mix(geo::to_geodetic(from_.focus).height_m, geo::to_geodetic(to_.focus).height_m, along);
    return geo::to_ecef(place);
}

Pose FlightPath::at(double seconds) const {
    if (!(seconds > 0.0)) return request_.from;
    if (seconds >= duration_s_) return request_.to;
    const double share = eased(seconds / duration_s_);
    const ZoomPath::Point point = zoom_.at(share);
    const glm::dvec3 focus = focus_at(point.along);

    const double steady =
        std::exp(mix(std::log(from_.distance_m), std::log(to_.distance_m), share));
    const double risen = std::clamp(
        std::log(std::max(1.0, point.width_m / steady)) / std::log(kHighFactor), 0.0, 1.0);
    const double level = mix(from_.elevation_deg, to_.elevation_deg, share);
    const double elevation = mix(level, std::min(level, kHighElevation_deg), risen);
    const double bearing = mix_angle(from_.bearing_deg, to_.bearing_deg, share);

    const glm::dvec3 direction =
        direction_of(horizon_at(focus, request_.ground), bearing, elevation);
    Pose pose;
    pose.eye = focus - direction * point.width_m;
    const Angles angles = angles_of(horizon_at(pose.eye, request_.ground), direction, bearing);
    pose.heading_deg = angles.bearing_deg;
    pose.pitch_deg = angles.elevation_deg;
    return pose;
}

}  // namespace belvedere::navigation
