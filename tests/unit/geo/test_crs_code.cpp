// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "engine/geo/crs_code.hpp"

namespace belvedere::geo {
namespace {

// As ArcGIS writes beside a raster: no codes at all.
constexpr const char* kEsri =
    R"(PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",)"
    R"(SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
    R"(PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],)"
    R"(PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
constexpr const char* kOwn =
    R"(PROJCS["of this town",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",)"
    R"(SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],)"
    R"(UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
    R"(PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",9.25],)"
    R"(PARAMETER["scale_factor",1],PARAMETER["false_easting",1000],)"
    R"(PARAMETER["false_northing",0],UNIT["metre",1]])";

TEST(CrsCode, DefinitionsGetTheirCodes) {
    EXPECT_EQ(short_crs_name("EPSG:25832"), "EPSG:25832");
    EXPECT_EQ(short_crs_name("EPSG:25832+7837"), "EPSG:25832+7837");
    EXPECT_EQ(short_crs_name("EPSG:5555"), "EPSG:5555");
    EXPECT_EQ(short_crs_name(kEsri), "EPSG:25832");
    EXPECT_EQ(short_crs_name(kOwn), kOwn);
}

TEST(CrsCode, WhatGivesNoPlaceHasNoName) {
    for (const char* text : {"", "nonsense", "#local", "LOCAL_CS[\"mine\",UNIT[\"metre\",1]]",
                             "EPSG:7837", "PROJCS[\"cut\",GEOGCS["}) {
        EXPECT_EQ(short_crs_name(text), "") << text;
    }
}

TEST(CrsCode, PlansAreTheSameWhateverHeightsAndAxesAre) {
    EXPECT_TRUE(is_same_in_plan("EPSG:25832", "EPSG:25832+7837"));
    EXPECT_TRUE(is_same_in_plan("urn:ogc:def:crs:EPSG::5555", "EPSG:25832"));
    EXPECT_TRUE(is_same_in_plan(kEsri, "EPSG:25832"));
    EXPECT_TRUE(is_same_in_plan("EPSG:4326", "OGC:CRS84"));
    EXPECT_TRUE(is_same_in_plan("EPSG:4979", "EPSG:4326"));
    EXPECT_FALSE(is_same_in_plan("EPSG:25832", "EPSG:25833"));
    EXPECT_FALSE(is_same_in_plan("EPSG:25832", "EPSG:32632"));
    EXPECT_FALSE(is_same_in_plan("EPSG:25832", "nonsense"));
    EXPECT_FALSE(is_same_in_plan(kOwn, "EPSG:25832"));
}

}  // namespace
}  // namespace belvedere::geo
