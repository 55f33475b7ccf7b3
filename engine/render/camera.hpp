// SPDX-License-Identifier: Apache-2.0
// Where a view looks from: double metres in the world, floats only relative to the eye.
#pragma once

#include <array>
#include <optional>

#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::render {

// A perspective camera. Plain data; all functions below are pure and may run on any thread.
//
// The camera looks along its own -z, +x is right and +y is up. Depth is reversed and infinite
// (near plane 1, infinity 0): a float depth buffer then resolves about 1/8,000,000 of the distance
// everywhere, so that one buffer holds a window sill and a mountain 100 km behind it.
struct Camera {
    glm::dvec3 position{0.0};                    // World metres.
    glm::dquat orientation{1.0, 0.0, 0.0, 0.0};  // Camera axes to world axes.
    double fov_y_rad = 1.0471975511965976;       // Full vertical angle, 0 < fov < pi.
    double near_m = 0.2;                         // Nearest visible distance.
};

// Looks from `eye` at `target`; `up` need not be perpendicular but not parallel to the gaze.
struct Gaze {
    glm::dvec3 eye{0.0};
    glm::dvec3 target{0.0};
    glm::dvec3 up{0.0, 0.0, 1.0};
};
[[nodiscard]] Camera look_at(const Gaze& gaze);

// Orientation from compass angles in a local east-north-up frame. Heading 0 looks north and grows
// clockwise; pitch 0 looks at the horizon and -90 straight down.
struct HeadingPitch {
    double heading_deg = 0.0;
    double pitch_deg = 0.0;
    double roll_deg = 0.0;
};
[[nodiscard]] glm::dquat orientation_in(const geo::LocalFrame& frame, const HeadingPitch& angles);
// The reverse. Heading is 0 ... 360; at the poles of the gaze it is that of the camera's up.
[[nodiscard]] HeadingPitch angles_in(const geo::LocalFrame& frame, const glm::dquat& orientation);

[[nodiscard]] glm::dvec3 forward(const Camera& camera);
[[nodiscard]] glm::dvec3 right(const Camera& camera);
[[nodiscard]] glm::dvec3 up(const Camera& camera);

// Clip from camera-relative world axes (world position minus camera position); y down as Vulkan has
// it. `aspect` is width over height.
[[nodiscard]] glm::dmat4 clip_from_relative(const Camera& camera, double aspect);
// Clip from a tile's own frame. Composed in double and rounded once, so a vertex lands within
// 6e-8 of its tile's extent of where it should, however far the tile is from the world's origin.
[[nodiscard]] glm::mat4 clip_from_frame(const Camera& camera, double aspect,
                                        const geo::LocalFrame& frame);

// The same with a matrix from clip_from_relative (or a cut-out of it) at hand.
[[nodiscard]] glm::mat4 clip_from_frame(const glm::dmat4& clip_from_relative,
                                        const glm::dvec3& position, const geo::LocalFrame& frame);
// Enlarges a part of the image to all of it: clip_of_part * clip_from_relative(...). The part is
// given in the coordinates of ray_through.
[[nodiscard]] glm::dmat4 clip_of_part(const glm::dvec2& low, const glm::dvec2& high);

// Four sides and the near plane as half-spaces; the sixth always holds (there is no far plane).
[[nodiscard]] std::array<geo::Plane, 6> frustum_planes(const Camera& camera, double aspect);
[[nodiscard]] std::array<geo::Plane, 6> frustum_planes(const glm::dmat4& clip_from_relative,
                                                       const glm::dvec3& position);

// The ray through a point of the image: (-1,-1) is the top left corner, (1,1) the bottom right one.
[[nodiscard]] geo::Ray ray_through(const Camera& camera, double aspect, const glm::dvec2& ndc);
// Where a world position appears, with its distance along the gaze; nothing behind the near plane.
struct Projected {
    glm::dvec2 ndc{0.0};
    double depth_m = 0.0;
};
[[nodiscard]] std::optional<Projected> project(const Camera& camera, double aspect,
                                               const glm::dvec3& world);
// Metres that one pixel covers at a distance along the gaze, in an image `height_px` high.
[[nodiscard]] double pixel_size_m(const Camera& camera, double height_px, double depth_m);

}  // namespace belvedere::render
