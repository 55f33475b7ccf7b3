// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/sun_position.hpp"

#include <chrono>
#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

namespace belvedere::geo {
namespace {

UtcTime utc(int year, unsigned month, unsigned day, double hours) {
    using namespace std::chrono;
    const sys_days date{std::chrono::year(year) / std::chrono::month(month) /
                        std::chrono::day(day)};
    return {date.time_since_epoch().count() * 86'400'000'000LL +
            static_cast<std::int64_t>(std::llround(hours * 3.6e9))};
}

double hours_of(UtcTime time) {
    const std::int64_t of_day =
        ((time.microseconds % 86'400'000'000LL) + 86'400'000'000LL) % 86'400'000'000LL;
    return static_cast<double>(of_day) / 3.6e9;
}

TEST(SunPosition, SolarPositionAlgorithmExample) {
    // NREL/TP-560-34302 (Reda and Andreas), table A5.1: 2003-10-17 12:30:30, UTC-7.
    const SunPosition sun =
        sun_position(utc(2003, 10, 17, 19.0 + 30.5 / 60.0), {-105.1786, 39.742476, 1830.14});
    EXPECT_NEAR(sun.azimuth_deg, 194.340241, 0.005);
    EXPECT_NEAR(sun.elevation_deg, 39.872046, 0.005);
    EXPECT_NEAR(sun.apparent_elevation_deg, 90.0 - 50.11162, 0.01);
}

TEST(SunPosition, DirectionAgreesWithTheAlmanac) {
    // Meeus 1998, example 25.b: 1992 October 13, 0h TD: declination -7.783871 degrees.
    const glm::dvec3 a = sun_direction({utc(1992, 10, 13, 0.0).microseconds - 59'000'000});
    EXPECT_NEAR(std::asin(a.z) / 0.017453292519943295, -7.783871, 0.002);
    EXPECT_NEAR(glm::length(a), 1.0, 1e-12);
    // June solstice of 2000: 21 June 01:48 UTC, declination = obliquity 23.4388.
    const glm::dvec3 b = sun_direction(utc(2000, 6, 21, 1.8));
    EXPECT_NEAR(std::asin(b.z) / 0.017453292519943295, 23.438, 0.002);
    // March equinox of 2026: 20 March 14:46 UTC.
    const glm::dvec3 c = sun_direction(utc(2026, 3, 20, 14.0 + 46.0 / 60.0));
    EXPECT_NEAR(std::asin(c.z) / 0.017453292519943295, 0.0, 0.002);
}

TEST(SunDay, PublishedRiseAndSet) {
    // Greenwich, 2026-06-21 (HM Nautical Almanac Office): rise 03:43, set 20:21 UTC.
    const SunDay london = sun_day(utc(2026, 6, 21, 12.0), {0.0, 51.48, 0.0});
    ASSERT_TRUE(london.rise && london.set);
    EXPECT_NEAR(hours_of(*london.rise), 3.0 + 43.0 / 60.0, 1.1 / 60.0);
    EXPECT_NEAR(hours_of(*london.set), 20.0 + 21.5 / 60.0, 1.1 / 60.0);
    EXPECT_NEAR(hours_of(london.transit), 12.0 + 2.0 / 60.0, 0.5 / 60.0);
    // Tokyo (NAOJ), 2026-01-01: rise 06:51, set 16:38 JST.
    const SunDay tokyo = sun_day(utc(2026, 1, 1, 3.0), {139.7447, 35.6544, 0.0});
    ASSERT_TRUE(tokyo.rise && tokyo.set);
    EXPECT_NEAR(hours_of(*tokyo.rise), 21.0 + 50.8 / 60.0, 1.1 / 60.0);
    EXPECT_NEAR(hours_of(*tokyo.set), 7.0 + 38.0 / 60.0, 1.1 / 60.0);
}

TEST(SunDay, PolarDayAndNight) {
    const SunDay summer = sun_day(utc(2026, 6, 21, 12.0), {18.96, 69.65, 0.0});
    EXPECT_FALSE(summer.rise || summer.set);
    EXPECT_TRUE(summer.is_up_at_transit);
    const SunDay winter = sun_day(utc(2026, 12, 21, 12.0), {18.96, 69.65, 0.0});
    EXPECT_FALSE(winter.rise || winter.set);
    EXPECT_FALSE(winter.is_up_at_transit);
}

}  // namespace
}  // namespace belvedere::geo
