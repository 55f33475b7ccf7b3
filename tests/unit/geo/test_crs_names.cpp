// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_names.hpp"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace belvedere::geo {
namespace {

TEST(CrsNames, Spellings) {
    const std::pair<const char*, const char*> cases[] = {
        {"EPSG:25832", "EPSG:25832"},
        {" epsg:25832 ", "EPSG:25832"},
        {"25832", "EPSG:25832"},
        {"EPSG::25832", "EPSG:25832"},
        {"EPSG:25832+7837", "EPSG:25832+7837"},
        {"EPSG:25832,EPSG:7837", "EPSG:25832+7837"},
        {"urn:ogc:def:crs:EPSG::28992", "EPSG:28992"},
        {"urn:ogc:def:crs:EPSG:6.12:3068", "EPSG:3068"},
        {"urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"},
        {"urn:x-ogc:def:crs:EPSG:25832", "EPSG:25832"},
        {"urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783", "EPSG:25832+5783"},
        {"urn:ogc:def:crs,crs:EPSG:6.12:3068,crs:EPSG:6.12:5783", "EPSG:3068+5783"},
        {"http://www.opengis.net/def/crs/EPSG/0/6697", "EPSG:6697"},
        {"https://www.opengis.net/def/crs/EPSG/0/7415", "EPSG:7415"},
        {"http://www.opengis.net/gml/srs/epsg.xml#25832", "EPSG:25832"},
        {"http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/25833&"
         "2=http://www.opengis.net/def/crs/EPSG/0/5783",
         "EPSG:25833+5783"},
        {"urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016", "EPSG:25832+7837"},
        {"urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH", "EPSG:25832+5783"},
        {"urn:adv:crs:ETRS89_UTM33", "EPSG:25833"},
        {"ETRS89_UTM32*DE_DHHN2016_NH", "EPSG:25832+7837"},
        {"http://www.opengis.net/def/crs/EPSG/0/10169", "EPSG:6676+6695"},
        {"10174", "EPSG:6681+6695"},
        {"EPSG:10175", "EPSG:10175"},
        {"CH1903", "EPSG:21781"},
        {"CH1903+", "EPSG:2056"},
        {"Amersfoort / RD New", "Amersfoort / RD New"},
    };
    for (const auto& [name, expected] : cases) {
        const auto got = proj_spelling_of(name);
        ASSERT_TRUE(got.has_value()) << name << ": " << got.error().message;
        EXPECT_EQ(*got, expected) << name;
    }
}

TEST(CrsNames, RefusesWhatIsNoneOrOpensFiles) {
    for (const std::string& name :
         {std::string(""), std::string("   "), std::string("#local-CRS-1"),
          std::string("urn:adv:crs:XX_UTM99"), std::string("urn:ogc:def:crs:EPSG::abc"),
          std::string("EPSG:"), std::string("EPSG:99999999999999999999"),
          std::string("+init=/etc/passwd:x"), std::string("+proj=longlat +nadgrids=/etc/passwd"),
          std::string("+proj=longlat +geoidgrids=../x.gtx"), std::string(100000, 'A'),
          std::string("EPSG:4326\0x", 11)}) {
        EXPECT_FALSE(proj_spelling_of(name).has_value()) << name.substr(0, 60);
    }
    EXPECT_TRUE(proj_spelling_of("+proj=utm +zone=32 +ellps=GRS80").has_value());
    EXPECT_TRUE(proj_spelling_of("+proj=longlat +nadgrids=BETA2007.gsb").has_value());
}

}  // namespace
}  // namespace belvedere::geo
