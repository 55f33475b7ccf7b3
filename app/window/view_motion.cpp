// SPDX-License-Identifier: Apache-2.0
#include "app/window/view_motion.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

namespace belvedere::window {
namespace {

constexpr double kOrbitPitchMin_deg = -89.5;
constexpr double kOrbitPitchMax_deg = 12.0;
constexpr double kLookPitchMax_deg = 89.0;
// One wheel notch leaves this share of the distance.
constexpr double kZoomPerNotch = 0.82;
constexpr double kNearest_m = 1.5;
constexpr double kEyeHeight_m = 1.7;
constexpr double kFloor_m = 1.2;     // The camera stays this far above ground.
constexpr double kFarthest_m = 5e7;  // From the Earth's centre: the whole globe in view.

double wrapped(double degrees) {
    const double turned = std::fmod(degrees, 360.0);
    return turned < 0.0 ? turned + 360.0 : turned;
}

glm::dvec3 rotated(const glm::dvec3& vector, double degrees, const glm::dvec3& axis) {
    return glm::angleAxis(degrees * std::numbers::pi / 180.0, axis) * vector;
}

}  // namespace

glm::dvec3 ViewMotion::up_at(const glm::dvec3& position) const {
    return city::horizon_at(position, ground_).axes[2];
}

void ViewMotion::set_navigation(Navigation navigation) {
    navigation_ = navigation;
    if (navigation == Navigation::kWalk) move({});
}

void ViewMotion::set_pose(const Pose& pose) {
    pose_ = pose;
    journey_.reset();
}

render::Camera ViewMotion::camera(double nearest_m) const {
    render::Camera camera =
        city::camera_at(pose_.eye, {pose_.heading_deg, pose_.pitch_deg, 0.0}, ground_);
    camera.near_m = std::clamp(nearest_m * 0.02, 0.05, 50.0);
    return camera;
}

void ViewMotion::orbit(const glm::dvec3& pivot, const Turn& turn) {
    journey_.reset();
    const geo::LocalFrame frame = city::horizon_at(pivot, ground_);
    const double pitch =
        std::clamp(pose_.pitch_deg + turn.pitch_deg, kOrbitPitchMin_deg, kOrbitPitchMax_deg);
    const double pitch_turn = pitch - pose_.pitch_deg;
    const double heading = pose_.heading_deg * std::numbers::pi / 180.0;
    const glm::dvec3 right = frame.axes[0] * std::cos(heading) - frame.axes[1] * std::sin(heading);
    // Heading grows clockwise, rotations about up counter-clockwise.
    const glm::dvec3 tilted = rotated(pose_.eye - pivot, pitch_turn, right);
    pose_.eye = pivot + rotated(tilted, -turn.heading_deg, frame.axes[2]);
    pose_.heading_deg = wrapped(pose_.heading_deg + turn.heading_deg);
    pose_.pitch_deg = pitch;
    keep_above_ground();
}

void ViewMotion::drag(const glm::dvec3& grabbed, const geo::Ray& cursor) {
    journey_.reset();
    const glm::dvec3 up = up_at(grabbed);
    const double slope = glm::dot(cursor.direction, up);
    const double height = glm::dot(grabbed - cursor.origin, up);
    // Near the horizon the plane runs away from the cursor; the hand then holds a far point.
    const double far_m = glm::distance(grabbed, cursor.origin) * 4.0;
    double along = far_m;
    if (slope * height > 0.0) along = std::min(height / slope, far_m);
    glm::dvec3 shift = grabbed - (cursor.origin + cursor.direction * along);
    shift -= up * glm::dot(shift, up);
    pose_.eye += shift;
    keep_above_ground();
}

void ViewMotion::zoom(const glm::dvec3& target, double notches) {
    journey_.reset();
    const glm::dvec3 offset = pose_.eye - target;
    const double distance = glm::length(offset);
    if (distance <= 0.0) return;
    const double wanted = distance * std::pow(kZoomPerNotch, notches);
    const double kept = std::max(wanted, std::min(distance, kNearest_m));
    const glm::dvec3 eye = target + offset * (kept / distance);
    if (ground_ == city::Ground::kEarth && glm::length(eye) > kFarthest_m) return;
    pose_.eye = eye;
    keep_above_ground();
}

void ViewMotion::look(const Turn& turn) {
    journey_.reset();
    pose_.heading_deg = wrapped(pose_.heading_deg + turn.heading_deg);
    pose_.pitch_deg =
        std::clamp(pose_.pitch_deg + turn.pitch_deg, -kLookPitchMax_deg, kLookPitchMax_deg);
}

void ViewMotion::move(const Step& step) {
    journey_.reset();
    const geo::LocalFrame frame = city::horizon_at(pose_.eye, ground_);
    const double heading = pose_.heading_deg * std::numbers::pi / 180.0;
    const glm::dvec3 ahead = frame.axes[0] * std::sin(heading) + frame.axes[1] * std::cos(heading);
    const glm::dvec3 right = frame.axes[0] * std::cos(heading) - frame.axes[1] * std::sin(heading);
    pose_.eye += ahead * step.forward_m + right * step.right_m + frame.axes[2] * step.up_m;
    if (navigation_ == Navigation::kWalk && surface_) {
        // From a little above the head, so that stairs are climbed and roofs are not.
        const glm::dvec3 head = pose_.eye + frame.axes[2] * 1.0;
        if (const auto ground = surface_({head, -frame.axes[2]})) {
            pose_.eye = *ground + frame.axes[2] * kEyeHeight_m;
            return;
        }
    }
    keep_above_ground();
}

void ViewMotion::keep_above_ground() {
    if (!surface_) return;
    const glm::dvec3 up = up_at(pose_.eye);
    if (const auto below = surface_({pose_.eye, -up})) {
        const double height = glm::dot(pose_.eye - *below, up);
        if (height < kFloor_m) pose_.eye += up * (kFloor_m - height);
        return;
    }
    // Nothing below but something above: the eye went through the ground.
    if (const auto above = surface_({pose_.eye, up})) pose_.eye = *above + up * kFloor_m;
}

void ViewMotion::fly_to(const Pose& destination, Flight flight) {
    if (flight == Flight::kInstant) {
        set_pose(destination);
        return;
    }
    journey_ = Journey{navigation::FlightPath({.from = pose_,
                                               .to = destination,
                                               .focus_from_m = focus_m(pose_),
                                               .focus_to_m = focus_m(destination),
                                               .ground = ground_ == city::Ground::kEarth
                                                             ? navigation::Ground::kEarth
                                                             : navigation::Ground::kModel})};
}

double ViewMotion::focus_m(const Pose& pose) const {
    if (!surface_) return 0.0;
    const glm::dvec3 gaze = render::forward(
        city::camera_at(pose.eye, {pose.heading_deg, pose.pitch_deg, 0.0}, ground_));
    const auto hit = surface_({pose.eye, gaze});
    return hit ? glm::distance(*hit, pose.eye) : 0.0;
}

std::optional<Pose> ViewMotion::destination() const {
    return journey_ ? std::optional(journey_->path.destination()) : std::nullopt;
}

bool ViewMotion::advance(double seconds) {
    if (!journey_) return false;
    journey_->elapsed_s += seconds;
    if (journey_->elapsed_s >= journey_->path.duration_s()) {
        set_pose(Pose(journey_->path.destination()));
        return true;
    }
    pose_ = journey_->path.at(journey_->elapsed_s);
    keep_above_ground();
    return true;
}

geo::OrientedBox box_round(const geo::BoundingSphere& sphere, BoxShape shape, city::Ground ground) {
    const geo::LocalFrame frame = city::horizon_at(sphere.center, ground);
    // What a source says of its bounds is generous.
    const double half = std::max(sphere.radius_m, 0.05) * 0.7;
    const double up =
        shape == BoxShape::kFlat && ground == city::Ground::kEarth ? half / 7.0 : half;
    return {sphere.center,
            glm::dmat3(frame.axes[0] * half, frame.axes[1] * half, frame.axes[2] * up)};
}

Pose pose_to_fit(const FitRequest& request, city::Ground ground) {
    const render::Camera camera = city::camera_to_fit(
        request.box, {request.heading_deg, request.pitch_deg, 0.0}, request.aspect, ground);
    // The angles hold in the eye's own horizon, which differs from the target's on a round Earth.
    const geo::LocalFrame frame = city::horizon_at(camera.position, ground);
    const render::HeadingPitch angles = render::angles_in(frame, camera.orientation);
    return {camera.position, angles.heading_deg, angles.pitch_deg};
}

}  // namespace belvedere::window
