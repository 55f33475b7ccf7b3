// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/coordinate_text.hpp"

#include <gtest/gtest.h>

namespace belvedere::geo {
namespace {

CrsDescription described(const std::string& name) {
    const auto description = describe_crs(name);
    EXPECT_TRUE(description.has_value()) << name;
    return description ? *description : CrsDescription{};
}

TEST(CrsDescription, NamesAxesUnitsAndDatum) {
    const CrsDescription utm = described("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016");
    EXPECT_EQ(utm.axes[0].abbreviation, "E");
    EXPECT_EQ(utm.axes[1].unit, "m");
    EXPECT_EQ(utm.vertical_name, "DHHN2016 height");
    EXPECT_TRUE(utm.has_heights);
    EXPECT_FALSE(utm.is_north_first);
    EXPECT_NE(utm.datum.find("European Terrestrial"), std::string::npos);

    const CrsDescription plateau = described("http://www.opengis.net/def/crs/EPSG/0/6697");
    EXPECT_TRUE(plateau.is_geographic);
    EXPECT_TRUE(plateau.is_north_first);
    EXPECT_EQ(plateau.axes[0].unit, "°");
    EXPECT_EQ(plateau.vertical_name, "JGD2011 (vertical) height");

    const CrsDescription new_york = described("EPSG:2263");
    EXPECT_NEAR(new_york.axes[0].si_per_unit, 0.3048006096, 1e-9);
    EXPECT_FALSE(new_york.has_heights);
    EXPECT_TRUE(described("EPSG:31468").is_north_first);
    EXPECT_EQ(described("EPSG:4979").vertical_name, "ellipsoidal height");
    EXPECT_FALSE(describe_crs("EPSG:1").has_value());
}

TEST(CoordinateText, Formats) {
    EXPECT_EQ(format_geodetic({-6.5, 50.25, 12.345}), "50.2500000° N, 6.5000000° W, 12.35 m");
    EXPECT_EQ(format_coordinates(described("EPSG:25832"), {356000.125, 5645000.5, 12.0}),
              "E 356000.12 m  N 5645000.50 m  h 12.00 m");
    EXPECT_EQ(format_coordinates(described("EPSG:4326"), {6.5, -50.25, 0.0}),
              "50.2500000° S, 6.5000000° E, 0.00 m");
    EXPECT_EQ(format_datum(described("EPSG:7415")), "EPSG:7415, Amersfoort, NAP height");
}

TEST(CoordinateText, ParsesWhatPeopleType) {
    const CrsDescription degrees = described("EPSG:4326");
    for (const char* text : {"6.5, 50.25", "6.5 50.25", "6.5;50.25", "50.25 N 6.5 E", "50.25N,6.5E",
                             "N 50.25 E 6.5", "E6.5 N50.25", "6.5E 50.25N", "50°15'0\" N 6°30' E",
                             "50° 15′ 0″ N, 6° 30′ E", "  +6.5 ,50.25  "}) {
        const auto typed = parse_coordinates(text, degrees);
        ASSERT_TRUE(typed.has_value()) << text << ": " << typed.error().message;
        EXPECT_DOUBLE_EQ(typed->x, 6.5) << text;
        EXPECT_DOUBLE_EQ(typed->y, 50.25) << text;
        EXPECT_FALSE(typed->height.has_value());
    }
    const auto south_west = parse_coordinates("33.5 S 70.25 W 520", degrees);
    ASSERT_TRUE(south_west.has_value());
    EXPECT_EQ(south_west->x, -70.25);
    EXPECT_EQ(south_west->y, -33.5);
    EXPECT_EQ(south_west->height, 520.0);
    const auto utm = parse_coordinates("N 5645000 E 356000.5", described("EPSG:25832"));
    ASSERT_TRUE(utm.has_value());
    EXPECT_EQ(utm->x, 356000.5);
}

TEST(CoordinateText, RefusesWhatIsNoPlace) {
    const CrsDescription degrees = described("EPSG:4326");
    for (const char* text :
         {"", "6.5", "6.5,50,3,4", "Cologne", "50 N 6 N", "50 N 6", "6.5, 95", "N", "50 O 6 N",
          "6.5, nan", "1e400, 2", "50°75' N 6 E", "6.5, 50.25 N E"}) {
        EXPECT_FALSE(parse_coordinates(text, degrees).has_value()) << text;
    }
}

}  // namespace
}  // namespace belvedere::geo
