// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include "app/window/place_text.hpp"
#include "app/words/words.hpp"
#include "engine/geo/geodetic.hpp"

namespace {

using namespace belvedere;
using window::CoordinateChoice;
using window::heights_text;
using window::place_system;

std::shared_ptr<const geo::WorldMapping> mapping_by(const char* crs,
                                                    geo::VerticalReference vertical) {
    auto mapping = geo::projected_mapping(crs, vertical);
    EXPECT_TRUE(mapping) << crs;
    return mapping ? *mapping : nullptr;
}

TEST(PlaceText, WritesALayersOwnSystemWithItsHeights) {
    glm::dvec3 place(356000.0, 5645000.0, 50.0);
    const auto mapping = mapping_by("EPSG:25832", geo::VerticalReference::kOrthometricEgm96);
    ASSERT_EQ(mapping->to_world({&place, 1}), 0U);
    const auto text =
        window::describe_place(place_system(mapping, CoordinateChoice::kLayer), place);
    EXPECT_EQ(text.coordinates, "E 356000.00 m  N 5645000.00 m  H 50.00 m");
    EXPECT_EQ(text.datum, "EPSG:25832 ETRS89 / UTM zone 32N, EGM96 height");
}

TEST(PlaceText, HeightsThatTheCrsSaysAreInItsUnit) {
    // New York Long Island in US survey feet, heights by option above the ellipsoid in metres.
    glm::dvec3 place(987000.0, 211000.0, 12.0);
    const auto mapping = mapping_by("EPSG:2263", geo::VerticalReference::kEllipsoidal);
    ASSERT_EQ(mapping->to_world({&place, 1}), 0U);
    const auto text =
        window::describe_place(place_system(mapping, CoordinateChoice::kLayer), place);
    EXPECT_NE(text.coordinates.find("X 987000.00 US survey foot"), std::string::npos)
        << text.coordinates;
    EXPECT_NE(text.coordinates.find("h 12.00 m"), std::string::npos) << text.coordinates;
    EXPECT_NE(text.datum.find("ellipsoidal height"), std::string::npos);
}

TEST(PlaceText, Wgs84SaysBothHeights) {
    const glm::dvec3 place = geo::to_ecef({6.96, 50.94, 96.5});
    const auto mapping = mapping_by("EPSG:25832", geo::VerticalReference::kEllipsoidal);
    for (const auto& system : {place_system(mapping, CoordinateChoice::kWgs84),
                               place_system(geo::earth_centred_mapping(), CoordinateChoice::kLayer),
                               place_system(nullptr, CoordinateChoice::kLayer)}) {
        const auto text = window::describe_place(system, place);
        EXPECT_EQ(text.coordinates, "50.9400000° N, 6.9600000° E, 96.50 m");
        EXPECT_TRUE(text.datum.starts_with("WGS 84, ellipsoidal height (above the sea by EGM96: "))
            << text.datum;
        EXPECT_TRUE(system.crs.is_geographic);
    }
}

TEST(PlaceText, HeightsAreNamedInTheLanguage) {
    EXPECT_EQ(heights_text("ellipsoidal height"), "ellipsoidal height");
    EXPECT_EQ(heights_text("EVRF2007 taken as EGM96 (estimated)"),
              "EVRF2007 taken as EGM96 (estimated)");
    text::Translator translator({"none", "none"});
    ASSERT_TRUE(translator.choose("qps"));
    words::use(&translator);
    EXPECT_EQ(heights_text("ellipsoidal height").front(), '[');
    EXPECT_EQ(heights_text("EVRF2007 taken as EGM96 (estimated)").find("[EVRF2007 "), 0U);
    EXPECT_EQ(heights_text("DHHN2016 height"), "DHHN2016 height");
    words::use(nullptr);
}

TEST(PlaceText, IsWrittenAsTheLanguageDoesAndCopiedAlike) {
    const glm::dvec3 place = geo::to_ecef({-6.96, 50.94, 96.5});
    text::Translator translator({BELVEDERE_TRANSLATIONS, "none"});
    ASSERT_TRUE(translator.choose("fr"));
    words::use(&translator);
    EXPECT_EQ(window::place_text(place, city::Ground::kEarth),
              "50,9400000° N\u202F; 6,9600000° O\u202F; 96,50\u00A0m");
    EXPECT_EQ(window::copied_place_text(place, city::Ground::kEarth),
              "50.9400000° N, 6.9600000° W, 96.50 m");
    EXPECT_EQ(window::place_text({12345.5, 0.0, 0.0}, city::Ground::kModel),
              "x 12345,50\u00A0m  y 0,00\u00A0m  z 0,00\u00A0m");
    EXPECT_EQ(window::copied_place_text({12345.5, 0.0, 0.0}, city::Ground::kModel),
              "x 12345.50 m  y 0.00 m  z 0.00 m");
    words::use(nullptr);
}

TEST(PlaceText, WhatIsTypedIsReadInTheSystemShown) {
    const auto mapping = mapping_by("EPSG:28992", geo::VerticalReference::kOrthometricEgm96);
    const auto system = place_system(mapping, CoordinateChoice::kLayer);
    const auto typed = geo::parse_coordinates("155000, 463000, 3", system.crs);
    ASSERT_TRUE(typed);
    const auto place = window::typed_place(system, *typed);
    ASSERT_TRUE(place);
    EXPECT_NEAR(geo::to_geodetic(*place).longitude_deg, 5.3872, 1e-4);
    EXPECT_EQ(window::describe_place(system, *place).coordinates,
              "X 155000.00 m  Y 463000.00 m  H 3.00 m");
    // Far outside of what the CRS is for.
    EXPECT_FALSE(window::typed_place(system, {1e300, 1e300, {}}));
}

}  // namespace
