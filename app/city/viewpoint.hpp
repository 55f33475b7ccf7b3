// SPDX-License-Identifier: Apache-2.0
// Cameras and light for a place: seeing a whole city, standing at coordinates, the sun of an hour.
#pragma once

#include <glm/vec3.hpp>

#include "engine/core/clock.hpp"
#include "engine/geo/bounds.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::city {

// Whether the world is the Earth or a bare model's own metres (z up, placed nowhere).
enum class Ground { kEarth, kModel };

// East, north, up at a world position; a model's own axes when it has no place.
[[nodiscard]] geo::LocalFrame horizon_at(const glm::dvec3& position, Ground ground);

// Compass heading and pitch in the horizon of the eye.
[[nodiscard]] render::Camera camera_at(const glm::dvec3& eye, const render::HeadingPitch& angles,
                                       Ground ground);

// As near as it can be while all of the box is in the picture, looking along `angles` as seen from
// the box's centre; the near plane follows the distance.
[[nodiscard]] render::Camera camera_to_fit(const geo::OrientedBox& box,
                                           const render::HeadingPitch& angles, double aspect,
                                           Ground ground);
// The same for a volume that a source states of itself: such volumes are generous, and cities flat.
[[nodiscard]] render::Camera camera_to_fit(const geo::BoundingSphere& stated,
                                           const render::HeadingPitch& angles, double aspect,
                                           Ground ground);
// What --camera fit means: from the south, 35 degrees down.
inline constexpr render::HeadingPitch kFitAngles{0.0, -35.0, 0.0};

// The unit vector to the sun, in world axes. A model without a place is lit as at 50 degrees north.
[[nodiscard]] glm::dvec3 to_sun(UtcTime time, Ground ground);

// A pleasant, fixed hour where nobody asked for one: 15:00 local solar time, 21 June 2026. Fixed,
// so that a picture is the same tomorrow.
[[nodiscard]] UtcTime default_time(const glm::dvec3& position, Ground ground);

}  // namespace belvedere::city
