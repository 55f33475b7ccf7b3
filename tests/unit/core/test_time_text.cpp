// SPDX-License-Identifier: Apache-2.0
#include "engine/core/time_text.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"

namespace belvedere {
namespace {

std::string in_utc(std::string_view text, const TimeZone& zone = {}) {
    const auto time = parse_time(text, zone);
    return time ? format_time(*time, TimeZone()) : "error";
}

TEST(TimeText, ReadsTheUsualForms) {
    EXPECT_EQ(in_utc("2026-06-21T12:00:00+02:00"), "2026-06-21T10:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21T12:00:00Z"), "2026-06-21T12:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21 12:00"), "2026-06-21T12:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21"), "2026-06-21T00:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21t12:00:00.25z"), "2026-06-21T12:00:00.250000Z");
    EXPECT_EQ(in_utc("2026-06-21T12:00:00,1234567-0330"), "2026-06-21T15:30:00.123456Z");
    EXPECT_EQ(in_utc("2026-12-31T23:59:60Z"), "2027-01-01T00:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21T24:00:00+00"), "2026-06-22T00:00:00Z");
    EXPECT_EQ(in_utc("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
    EXPECT_EQ(in_utc("2024-02-29"), "2024-02-29T00:00:00Z");
    EXPECT_EQ(in_utc("2026-06-21T12:00", TimeZone::fixed(-5 * 3600)), "2026-06-21T17:00:00Z");
}

TEST(TimeText, RefusesEverythingElse) {
    for (const char* text :
         {"", "now", "2026", "2026-13-01", "2026-02-29", "2026-06-21T", "0000-01-01",
          "2026-06-21T25:00", "2026-06-21T24:01", "2026-06-21T12:60", "2026-06-21T12",
          "2026-06-21T12:00:00.", "2026-06-21T12:00:00+2", "2026-06-21T12:00:00+02:0",
          "2026-06-21T12:00:00+02:00x", "2026-06-21X12:00", "2026-6-21", "-026-06-21"}) {
        EXPECT_EQ(in_utc(text), "error") << text;
    }
}

TEST(TimeText, FormatsWithTheOffsetOfTheZone) {
    const auto time = parse_time("2026-06-21T10:00:00Z", TimeZone());
    EXPECT_EQ(format_time(*time, TimeZone::fixed(5 * 3600 + 1800)), "2026-06-21T15:30:00+05:30");
    EXPECT_EQ(format_time(*time, TimeZone::fixed(-3 * 3600)), "2026-06-21T07:00:00-03:00");
    EXPECT_EQ(format_time({-1}, TimeZone()), "1969-12-31T23:59:59.999999Z");
}

TEST(TimeZone, FollowsTheDatabase) {
    const auto berlin = TimeZone::load("Europe/Berlin");
    if (!berlin) GTEST_SKIP() << "no time zone database: " << berlin.error().message;
    EXPECT_EQ(in_utc("2026-06-21T12:00", *berlin), "2026-06-21T10:00:00Z");
    EXPECT_EQ(in_utc("2026-12-21T12:00", *berlin), "2026-12-21T11:00:00Z");
    // Beyond the table, by the rule in the footer.
    EXPECT_EQ(in_utc("2090-07-01T12:00", *berlin), "2090-07-01T10:00:00Z");
    // 2026-03-29 02:30 is never shown, 2026-10-25 02:30 is shown twice.
    EXPECT_EQ(in_utc("2026-03-29T02:30", *berlin), "2026-03-29T01:30:00Z");
    EXPECT_EQ(in_utc("2026-10-25T02:30", *berlin), "2026-10-25T00:30:00Z");
    // Before standard time: local mean time of Berlin, +0:53:28.
    EXPECT_EQ(berlin->offset_s(utc_of({1850, 1, 1})), 3208);
    EXPECT_EQ(berlin->name(), "Europe/Berlin");
    const auto sydney = TimeZone::load("Australia/Sydney");
    ASSERT_TRUE(sydney.has_value());
    EXPECT_EQ(in_utc("2060-01-01T12:00", *sydney), "2060-01-01T01:00:00Z");
    EXPECT_EQ(in_utc("2060-07-01T12:00", *sydney), "2060-07-01T02:00:00Z");
    const auto tokyo = TimeZone::load("Asia/Tokyo");
    ASSERT_TRUE(tokyo.has_value());
    EXPECT_EQ(in_utc("2026-07-01T12:00", *tokyo), "2026-07-01T03:00:00Z");
    const auto casablanca = TimeZone::load("Africa/Casablanca");
    ASSERT_TRUE(casablanca.has_value());
    EXPECT_EQ(casablanca->offset_s(utc_of({2026, 7, 1})), 3600);
}

TEST(TimeZone, RefusesBadNamesAndBrokenFiles) {
    for (const char* name :
         {"", "../../etc/passwd", "/etc/passwd", "Europe/Berlin\n", "Nowhere/City"}) {
        EXPECT_FALSE(TimeZone::load(name).has_value()) << name;
    }
    const auto bytes = read_file("/usr/share/zoneinfo/Europe/Berlin", 1 << 20);
    if (!bytes) GTEST_SKIP() << "no time zone database";
    for (std::size_t length = 0; length < bytes->size(); ++length) {
        const auto zone = TimeZone::parse(ByteView(*bytes).first(length), "cut");
        if (zone) {
            EXPECT_LE(std::abs(zone->offset_s({1'780'000'000'000'000})), 26 * 3600);
        }
    }
    for (std::size_t at = 0; at < bytes->size(); ++at) {
        Bytes changed = *bytes;
        changed[at] = std::byte{0xFF};
        const auto zone = TimeZone::parse(changed, "changed");
        if (zone) {
            EXPECT_LE(std::abs(zone->offset_s({1'780'000'000'000'000})), 168 * 3600);
        }
    }
}

}  // namespace
}  // namespace belvedere
