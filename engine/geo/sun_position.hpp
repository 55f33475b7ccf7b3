// SPDX-License-Identifier: Apache-2.0
// Where the Sun stands, for light, shadows and the time-of-day panel.
//
// Algorithm: Newcomb's theory as in Meeus, "Astronomical Formulae for Calculators" (4th ed. 1988),
// chapter 18, with its five perturbation terms, nutation and aberration; sidereal time after Meeus,
// "Astronomical Algorithms" (2nd ed. 1998), chapter 12; refraction after Saemundsson (ibid.,
// chapter 16) at 1010 hPa and 10 degrees C. Error < 0.003 degrees from 1900 to 2100, of which UT1
// being taken as UTC is the most. Pure; any thread.
#pragma once

#include <optional>

#include <glm/vec3.hpp>

#include "engine/core/clock.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::geo {

struct SunPosition {
    double azimuth_deg = 0.0;             // From true north, clockwise, [0, 360).
    double elevation_deg = 0.0;           // Of the Sun's centre, without refraction.
    double apparent_elevation_deg = 0.0;  // With refraction: what an observer measures.
};

// Unit vector from the Earth to the Sun, in Earth-centred axes: light comes from there.
[[nodiscard]] glm::dvec3 sun_direction(UtcTime time);

// As seen from a place. At the poles, where no direction is north, azimuth counts from the frame of
// east_north_up.
[[nodiscard]] SunPosition sun_position(UtcTime time, const Geodetic& place);

// The Sun's day at a place: the transit (highest stand) nearest to a moment, and the rise before
// and the set after it. Both are empty when the Sun does not cross the horizon between the two
// neighbouring midnights; `is_up_at_transit` tells polar day from polar night.
struct SunDay {
    UtcTime transit;
    std::optional<UtcTime> rise;  // Upper limb on the sea horizon: centre at -0.8333 degrees.
    std::optional<UtcTime> set;
    bool is_up_at_transit = false;
};
[[nodiscard]] SunDay sun_day(UtcTime near, const Geodetic& place);

}  // namespace belvedere::geo
