// SPDX-License-Identifier: Apache-2.0
#include "app/city/tile_properties.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/retained_content.hpp"
#include "engine/expression/expression.hpp"

namespace belvedere::city {
namespace {

void pad_to_8(std::string& text) {
    while (text.size() % 8 != 0)
        text += ' ';
}

// Two points, red and green, 10 m apart, with a batch table.
Result<content::TileContent> two_points(std::string batch_table) {
    std::string feature_table = R"({"POINTS_LENGTH":2,"RTC_CENTER":[100,200,300],
        "POSITION":{"byteOffset":0},"RGB":{"byteOffset":24}})";
    pad_to_8(feature_table);
    pad_to_8(batch_table);
    const float positions[6] = {1, 2, 3, 11, 2, 3};
    const unsigned char colors[8] = {255, 0, 0, 0, 255, 0, 0, 0};
    std::string binary(reinterpret_cast<const char*>(positions), sizeof(positions));
    binary.append(reinterpret_cast<const char*>(colors), sizeof(colors));
    const auto number = [](std::size_t value) {
        const auto small = static_cast<std::uint32_t>(value);
        return std::string(reinterpret_cast<const char*>(&small), sizeof(small));
    };
    const std::string tables = feature_table + binary + batch_table;
    const std::string tile = "pnts" + number(1) + number(28 + tables.size()) +
                             number(feature_table.size()) + number(binary.size()) +
                             number(batch_table.size()) + number(0) + tables;
    content::DecodeContext context;
    context.name = "two.pnts";
    context.tile_transform[3] = glm::dvec4(6.4e6, 0.0, 0.0, 1.0);
    context.mapping = geo::earth_centred_mapping();
    return content::decode_content(as_bytes(tile), context);
}

// The expression's value for a row, as text.
std::string value_of(const std::string& source, const content::TileContent& tile,
                     std::uint32_t row) {
    const auto compiled = expression::Expression::compile(source);
    EXPECT_TRUE(compiled) << compiled.error().message;
    const TileProperties properties(tile);
    const auto bound = compiled->bind(properties);
    expression::Scratch scratch;
    return expression::to_text(bound.evaluate(row, scratch));
}

TEST(TileProperties, PointsHaveAPlaceAndAColour) {
    const auto decoded = two_points(R"({"height":[3,7]})");
    ASSERT_TRUE(decoded) << decoded.error().message;
    const content::TileContent tile = content::retained_content(*decoded);
    EXPECT_EQ(value_of("${height}", tile, 1), "7");
    EXPECT_EQ(value_of("${COLOR}.g === 1 && ${COLOR}.r === 0", tile, 1), "true");
    EXPECT_EQ(value_of("abs(${POSITION}.x - 11) < 0.001", tile, 1), "true") << "without RTC_CENTER";
    EXPECT_EQ(value_of("abs(${POSITION}.z - 3) < 0.001", tile, 0), "true");
    EXPECT_EQ(value_of("abs(${POSITION_ABSOLUTE}.x - 6400111) < 0.001", tile, 1), "true");
    EXPECT_EQ(value_of("${NORMAL} === undefined", tile, 0), "true");
}

TEST(TileProperties, PointsWithoutFeaturesHaveThemToo) {
    const auto decoded = two_points("");
    ASSERT_TRUE(decoded) << decoded.error().message;
    ASSERT_EQ(decoded->header().feature_count, 0U);
    const content::TileContent tile = content::retained_content(*decoded);
    EXPECT_EQ(value_of("abs(${POSITION}.x - 11) < 0.001", tile, 1), "true");
    EXPECT_EQ(value_of("abs(${POSITION}.x - 1) < 0.001", tile, 0), "true");
    EXPECT_EQ(value_of("${COLOR}.r === 1 && ${COLOR}.g === 0", tile, 0), "true");
    EXPECT_EQ(value_of("${COLOR}.g === 1 && ${COLOR}.r === 0", tile, 1), "true");
    EXPECT_EQ(value_of("${height} === undefined", tile, 1), "true");
    EXPECT_EQ(value_of("${POSITION} === undefined", tile, 2), "true") << "beyond the last point";
}

TEST(TileProperties, HierarchiesAnswerQuestionsAboutClasses) {
    const auto tile = two_points(R"({"HIERARCHY":{"instancesLength":4,"classes":[
        {"name":"Wall","length":1,"instances":{"color":["red"]}},
        {"name":"Roof","length":1,"instances":{}},
        {"name":"Building","length":2,"instances":{"name":["A","B"]}}],
        "classIds":[0,1,2,2],"parentCounts":[2,1,0,1],"parentIds":[2,3,3,2]}})");
    ASSERT_TRUE(tile) << tile.error().message;
    EXPECT_EQ(value_of("getExactClassName()", *tile, 0), "Wall");
    EXPECT_EQ(value_of("isExactClass('Wall')", *tile, 0), "true");
    EXPECT_EQ(value_of("isExactClass('Building')", *tile, 0), "false");
    EXPECT_EQ(value_of("isClass('Building')", *tile, 0), "true");
    EXPECT_EQ(value_of("isClass('Wall')", *tile, 1), "false");
    EXPECT_EQ(value_of("isClass('Building')", *tile, 3), "true");
}

TEST(TileProperties, TilesWithoutHierarchyHaveNoClasses) {
    const auto tile = two_points(R"({"height":[3,7]})");
    ASSERT_TRUE(tile);
    EXPECT_EQ(value_of("isClass('Building')", *tile, 0), "false");
    EXPECT_EQ(value_of("getExactClassName() === undefined", *tile, 0), "true");
}

}  // namespace
}  // namespace belvedere::city
