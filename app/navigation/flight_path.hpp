// SPDX-License-Identifier: Apache-2.0
// A smooth flight of the camera from one view to another.
#pragma once

#include <glm/vec3.hpp>

#include "app/navigation/zoom_path.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::navigation {

// An eye with compass angles in its own horizon: heading clockwise from north, pitch above it.
struct Pose {
    glm::dvec3 eye{0.0};  // World metres.
    double heading_deg = 0.0;
    double pitch_deg = -30.0;
};

// What world positions are.
enum class Ground {
    kEarth,  // Earth-centred metres; the ground is near the ellipsoid.
    kModel,  // A model without a place: metres with z up.
};

struct FlightRequest {
    Pose from, to;
    // Along the gaze to what is looked at, at either end; not above 0: guessed from the eye's
    // height.
    double focus_from_m = 0.0;
    double focus_to_m = 0.0;
    Ground ground = Ground::kEarth;
};

// Immutable; any thread. What is looked at travels along the ground (a great circle on the Earth),
// the eye keeps its distance to it as the zoom path says, and rising flights look down; so the way
// never leads through the Earth, and the destination comes into view before it is reached.
// Buildings on the way are not known here: keep the eye above them with a surface query where that
// matters.
class FlightPath {
  public:
    explicit FlightPath(const FlightRequest& request);

    // 0.4 to 4 s, by the perceived length of the way.
    [[nodiscard]] double duration_s() const { return duration_s_; }
    // The view `seconds` after the start, eased at both ends; from and to exactly outside of it.
    [[nodiscard]] Pose at(double seconds) const;
    [[nodiscard]] const Pose& destination() const { return request_.to; }

  private:
    // A view as what it looks at, from which side and how far away.
    struct Gaze {
        glm::dvec3 focus{0.0};
        double bearing_deg = 0.0;    // Of the gaze in the focus' horizon.
        double elevation_deg = 0.0;  // Negative: down.
        double distance_m = 1.0;
    };
    [[nodiscard]] Gaze gaze_of(const Pose& pose, double focus_m) const;
    [[nodiscard]] glm::dvec3 focus_at(double along) const;

    FlightRequest request_;
    Gaze from_, to_;
    ZoomPath zoom_{{}};
    double duration_s_ = 0.4;
};

// East, north, up at a position: the local axes of a model that has no place.
[[nodiscard]] geo::LocalFrame horizon_at(const glm::dvec3& position, Ground ground);

}  // namespace belvedere::navigation
