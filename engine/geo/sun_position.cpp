// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/sun_position.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include <glm/geometric.hpp>

#include "engine/geo/local_frame.hpp"

namespace belvedere::geo {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMicrosecondsPerDay = 86'400'000'000.0;
constexpr double kUnixEpochJulianDay = 2440587.5;
// Terrestrial time runs ahead of UTC by 69 s in the 2020s (and within 70 s of that from 1900 to
// 2100); the Sun moves 0.0008 degrees meanwhile, so a constant will do.
constexpr double kTerrestrialTimeAhead_days = 69.0 / 86400.0;
// Sun's mean equatorial horizontal parallax.
constexpr double kParallax_deg = 8.794 / 3600.0;

double sin_deg(double degrees) {
    return std::sin(std::fmod(degrees, 360.0) * kRadians);
}

double cos_deg(double degrees) {
    return std::cos(std::fmod(degrees, 360.0) * kRadians);
}

double julian_day(UtcTime time) {
    return kUnixEpochJulianDay + static_cast<double>(time.microseconds) / kMicrosecondsPerDay;
}

// True geometric longitude of the Sun, mean equinox of date; T in centuries from 1900 January 0.5.
double geometric_longitude_deg(double t) {
    const double mean_longitude = 279.69668 + 36000.76892 * t + 0.0003025 * t * t;
    const double anomaly = 358.47583 + 35999.04975 * t - 0.000150 * t * t - 0.0000033 * t * t * t;
    const double center = (1.919460 - 0.004789 * t - 0.000014 * t * t) * sin_deg(anomaly) +
                          (0.020094 - 0.000100 * t) * sin_deg(2.0 * anomaly) +
                          0.000293 * sin_deg(3.0 * anomaly);
    const double venus =
        0.00134 * cos_deg(153.23 + 22518.7541 * t) + 0.00154 * cos_deg(216.57 + 45037.5082 * t);
    const double jupiter = 0.00200 * cos_deg(312.69 + 32964.3577 * t);
    const double moon = 0.00179 * sin_deg(350.74 + 445267.1142 * t - 0.00144 * t * t);
    const double long_period = 0.00178 * sin_deg(231.19 + 20.20 * t);
    return mean_longitude + center + venus + jupiter + moon + long_period;
}

struct Nutation {
    double longitude_deg = 0.0;
    double obliquity_deg = 0.0;  // Obliquity of date, nutation included.
};

// T in centuries from J2000 (Meeus 1998, chapter 22, abridged series).
Nutation nutation(double t) {
    const double node = 125.04452 - 1934.136261 * t;
    const double sun = 280.4665 + 36000.7698 * t;
    const double moon = 218.3165 + 481267.8813 * t;
    const double mean_obliquity = 23.43929111 - (46.8150 * t + 0.00059 * t * t) / 3600.0;
    return {(-17.20 * sin_deg(node) - 1.32 * sin_deg(2.0 * sun) - 0.23 * sin_deg(2.0 * moon) +
             0.21 * sin_deg(2.0 * node)) /
                3600.0,
            mean_obliquity + (9.20 * cos_deg(node) + 0.57 * cos_deg(2.0 * sun) +
                              0.10 * cos_deg(2.0 * moon) - 0.09 * cos_deg(2.0 * node)) /
                                 3600.0};
}

double refraction_deg(double elevation_deg) {
    // Below the horizon light that is bent this far does not arrive; the formula ends there.
    if (elevation_deg < -1.0) return 0.0;
    const double minutes =
        1.02 / std::tan((elevation_deg + 10.3 / (elevation_deg + 5.11)) * kRadians);
    return std::max(0.0, minutes / 60.0);
}

double elevation_at(UtcTime time, const glm::dvec3& up) {
    return std::asin(glm::dot(sun_direction(time), up)) / kRadians;
}

UtcTime plus_days(UtcTime time, double days) {
    return {time.microseconds +
            static_cast<std::int64_t>(std::llround(days * kMicrosecondsPerDay))};
}

// The moment between two at which the Sun's centre crosses -0.8333 degrees, by bisection to < 1 s.
std::optional<UtcTime> crossing(UtcTime below, UtcTime above, const glm::dvec3& up) {
    constexpr double kHorizon_deg = -0.8333;
    if (elevation_at(below, up) >= kHorizon_deg || elevation_at(above, up) < kHorizon_deg) {
        return std::nullopt;
    }
    constexpr int kRounds = 20;
    for (int round = 0; round < kRounds; ++round) {
        const UtcTime middle{below.microseconds / 2 + above.microseconds / 2};
        (elevation_at(middle, up) < kHorizon_deg ? below : above) = middle;
    }
    return above;
}

}  // namespace

glm::dvec3 sun_direction(UtcTime time) {
    const double day = julian_day(time);
    const double dynamical = day + kTerrestrialTimeAhead_days;
    const double centuries_1900 = (dynamical - 2415020.0) / 36525.0;
    const double centuries_2000 = (dynamical - 2451545.0) / 36525.0;
    const Nutation shift = nutation(centuries_2000);
    constexpr double kAberration_deg = -20.4898 / 3600.0;
    const double longitude =
        geometric_longitude_deg(centuries_1900) + kAberration_deg + shift.longitude_deg;

    // Greenwich apparent sidereal time turns the equatorial axes of date into Earth-fixed ones.
    const double centuries_ut = (day - 2451545.0) / 36525.0;
    const double sidereal = 280.46061837 + 360.98564736629 * (day - 2451545.0) +
                            0.000387933 * centuries_ut * centuries_ut +
                            shift.longitude_deg * cos_deg(shift.obliquity_deg);
    const double x = cos_deg(longitude);
    const double y = sin_deg(longitude) * cos_deg(shift.obliquity_deg);
    const double z = sin_deg(longitude) * sin_deg(shift.obliquity_deg);
    const double cosine = cos_deg(sidereal);
    const double sine = sin_deg(sidereal);
    return {x * cosine + y * sine, y * cosine - x * sine, z};
}

SunPosition sun_position(UtcTime time, const Geodetic& place) {
    const glm::dvec3 seen = sun_direction(time) * east_north_up(to_ecef(place)).axes;
    SunPosition position;
    position.azimuth_deg = std::atan2(seen.x, seen.y) / kRadians;
    if (position.azimuth_deg < 0.0) position.azimuth_deg += 360.0;
    const double geocentric = std::atan2(seen.z, std::hypot(seen.x, seen.y)) / kRadians;
    position.elevation_deg = geocentric - kParallax_deg * cos_deg(geocentric);
    position.apparent_elevation_deg =
        position.elevation_deg + refraction_deg(position.elevation_deg);
    return position;
}

SunDay sun_day(UtcTime near, const Geodetic& place) {
    // The transit is where the Sun's longitude equals the place's; twice, since the Sun moves on.
    SunDay day;
    day.transit = near;
    for (int round = 0; round < 2; ++round) {
        const glm::dvec3 sun = sun_direction(day.transit);
        const double ahead_deg = std::atan2(sun.y, sun.x) / kRadians - place.longitude_deg;
        day.transit = plus_days(day.transit, std::remainder(ahead_deg, 360.0) / 360.0);
    }
    const glm::dvec3 up = ellipsoid_up(to_ecef(place));
    day.is_up_at_transit = elevation_at(day.transit, up) >= -0.8333;
    day.rise = crossing(plus_days(day.transit, -0.5), day.transit, up);
    day.set = crossing(plus_days(day.transit, 0.5), day.transit, up);
    return day;
}

}  // namespace belvedere::geo
