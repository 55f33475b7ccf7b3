// SPDX-License-Identifier: Apache-2.0
// ViewMotion: where the camera stands and how gestures, keys and flights move it.
#pragma once

#include <functional>
#include <optional>

#include <glm/vec3.hpp>

#include "app/city/viewpoint.hpp"
#include "app/navigation/flight_path.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::window {

// An eye with compass angles in its own horizon.
using Pose = navigation::Pose;

enum class Navigation { kOrbit, kFly, kWalk };

// Metres to move along the gaze's horizontal, to the right, and up.
struct Step {
    double forward_m = 0.0, right_m = 0.0, up_m = 0.0;
};
struct Turn {
    double heading_deg = 0.0, pitch_deg = 0.0;
};

// The first surface along a ray; what ground following and the floor below the camera ask.
using SurfaceQuery = std::function<std::optional<glm::dvec3>(const geo::Ray&)>;

// Main thread; no window, no scene: tested with made-up ground. World lengths are metres. Pitch
// stays between straight down and a little above the horizon while orbiting, +-89 degrees
// otherwise.
class ViewMotion {
  public:
    void set_ground(city::Ground ground) { ground_ = ground; }
    void set_surface(SurfaceQuery surface) { surface_ = std::move(surface); }
    void set_navigation(Navigation navigation);
    [[nodiscard]] Navigation navigation() const { return navigation_; }

    [[nodiscard]] const Pose& pose() const { return pose_; }
    // Jumps there and ends any flight.
    void set_pose(const Pose& pose);
    // `nearest_m`: distance to what is looked at, which sets the near plane.
    [[nodiscard]] render::Camera camera(double nearest_m) const;

    // Gestures. Each keeps what the hand holds: the pivot stays where it is on the screen, the
    // grabbed point stays under the cursor, the zoom's target stays under the cursor.
    void orbit(const glm::dvec3& pivot, const Turn& turn);
    void drag(const glm::dvec3& grabbed, const geo::Ray& cursor);
    void zoom(const glm::dvec3& target, double notches);
    void look(const Turn& turn);
    void move(const Step& step);

    // Flights go as navigation::FlightPath says: 0.4 to 4 s, rising until both ends would be in
    // view, and above what stands on the way; an instant one jumps.
    enum class Flight { kSmooth, kInstant };
    void fly_to(const Pose& destination, Flight flight);
    [[nodiscard]] std::optional<Pose> destination() const;
    // Moves a flight on; whether the pose changed.
    bool advance(double seconds);

  private:
    void keep_above_ground();
    [[nodiscard]] glm::dvec3 up_at(const glm::dvec3& position) const;

    // Along the gaze to the first surface; 0 when it meets none.
    [[nodiscard]] double focus_m(const Pose& pose) const;

    struct Journey {
        navigation::FlightPath path;
        double elapsed_s = 0.0;
    };
    Pose pose_;
    std::optional<Journey> journey_;
    SurfaceQuery surface_;
    city::Ground ground_ = city::Ground::kEarth;
    Navigation navigation_ = Navigation::kOrbit;
};

// Sees all of the box from `heading`, `pitch`.
struct FitRequest {
    geo::OrientedBox box;
    double heading_deg = 0.0, pitch_deg = -35.0;
    double aspect = 1.6;
};
// A box upright at the sphere's centre; a `kFlat` one is a tenth as high, as cities are.
enum class BoxShape { kCube, kFlat };
[[nodiscard]] geo::OrientedBox box_round(const geo::BoundingSphere& sphere, BoxShape shape,
                                         city::Ground ground);
[[nodiscard]] Pose pose_to_fit(const FitRequest& request, city::Ground ground);

}  // namespace belvedere::window
