// SPDX-License-Identifier: Apache-2.0
// Pieces of text that small CityGML models of tests are put together from.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/support/city_bytes.hpp"

namespace belvedere::content::small_cities {

inline constexpr std::string_view kRoot =
    "<CityModel xmlns='http://www.opengis.net/citygml/2.0' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:b='http://www.opengis.net/citygml/building/2.0' "
    "xmlns:app='http://www.opengis.net/citygml/appearance/2.0' "
    "xmlns:xlink='http://www.w3.org/1999/xlink'>";

inline std::string city_model(const std::string& members) {
    return std::string(kRoot) + members + "</CityModel>";
}

inline std::string member(const std::string& feature) {
    return "<cityObjectMember>" + feature + "</cityObjectMember>";
}

// A square of four metres.
inline std::string square(const std::string& id, double z = 0.0) {
    const std::string h = std::to_string(z);
    return "<gml:Polygon gml:id='" + id + "'><gml:exterior><gml:LinearRing gml:id='" + id +
           "_r'><gml:posList>0 0 " + h + " 4 0 " + h + " 4 4 " + h + " 0 4 " + h + " 0 0 " + h +
           "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>";
}

// A property of a building with one square.
inline std::string surfaces_of(const std::string& lod, const std::string& id, double z = 0.0) {
    return "<b:lod" + lod + "MultiSurface><gml:MultiSurface><gml:surfaceMember>" + square(id, z) +
           "</gml:surfaceMember></gml:MultiSurface></b:lod" + lod + "MultiSurface>";
}

inline WholeCity read_model(const std::string& text, citymodel::LodChoice lods = {},
                            citygml::CityGmlSource source = {"test.gml", {}}) {
    auto city = read_citygml_text(text, lods, std::move(source));
    EXPECT_TRUE(city) << (city ? "" : city.error().message);
    return city ? std::move(*city) : WholeCity{};
}

}  // namespace belvedere::content::small_cities
