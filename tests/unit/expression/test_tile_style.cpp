// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/tile_style.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/expression/legend_text.hpp"
#include "tests/unit/expression/map_table.hpp"

namespace belvedere::expression {
namespace {

TileStyle style_of(const std::string& json) {
    auto style = TileStyle::parse(json);
    EXPECT_TRUE(style.has_value()) << (style ? "" : style.error().message);
    return style ? *style : *TileStyle::parse("{}");
}

FeatureAppearance look(const TileStyle& style, const MapTable& table) {
    Scratch scratch;
    return style.bind(table).appearance(0, scratch);
}

constexpr const char* kRamp = R"json({
    "defines": {"NewHeight": "clamp((${Height} - 0.5) / 2.0, 1.0, 255.0)"},
    "show": "${Area} > 0",
    "color": {"conditions": [
        ["${NewHeight} >= 100.0", "color('#0000FF')"],
        ["(${Height} >= 10.0) && (${Height} < 60.0)", "color('#13293D', 0.5)"],
        ["${Height} < 120", "rgb(255, 0, 0)"],
        ["true", "color('white')"]]},
    "pointSize": "${Area} * 2",
    "meta": {"description": "'Height ${Height}'"}})json";

TEST(TileStyle, ConditionsShowSizeAndMeta) {
    const TileStyle style = style_of(kRamp);
    const auto color_at = [&](const char* height) {
        return look(style, MapTable({{"Height", height}, {"Area", "3"}})).color.value();
    };
    EXPECT_EQ(color_at("300"), glm::vec4(0, 0, 1, 1));
    EXPECT_FLOAT_EQ(color_at("20").w, 0.5F);
    EXPECT_EQ(color_at("5"), glm::vec4(1, 0, 0, 1));
    EXPECT_EQ(color_at("150"), glm::vec4(1, 1, 1, 1));
    EXPECT_FALSE(look(style, MapTable({{"Height", "1"}, {"Area", "0"}})).is_shown);
    EXPECT_FALSE(look(style, MapTable({{"Height", "1"}})).is_shown);

    const MapTable table({{"Height", "12"}, {"Area", "3"}});
    Scratch scratch;
    const BoundTileStyle bound = style.bind(table);
    EXPECT_EQ(bound.point_size(0, scratch), 6.0F);
    EXPECT_EQ(to_text(bound.meta("description", 0, scratch)), "Height 12");
    EXPECT_TRUE(bound.meta("nothing", 0, scratch).is(ValueKind::kUndefined));
    EXPECT_EQ(style.property_names(), (std::vector<std::string>{"Height", "Area"}));
    EXPECT_EQ(style.meta_names(), std::vector<std::string>{"description"});
}

TEST(TileStyle, WithoutAMatchTheFeatureKeepsItsOwnLook) {
    const TileStyle style = style_of(
        R"json({"color": {"conditions": [["${id} === '1'", "color('red')"]]},
                "show": {"conditions": [["${id} === '2'", "false"]]}})json");
    const FeatureAppearance none = look(style, MapTable({{"id", "\"3\""}}));
    EXPECT_FALSE(none.color.has_value());
    EXPECT_TRUE(none.is_shown);
    EXPECT_TRUE(look(style, MapTable({{"id", "\"1\""}})).color.has_value());
    EXPECT_FALSE(look(style, MapTable({{"id", "\"2\""}})).is_shown);
    const MapTable empty({});
    EXPECT_TRUE(look(style_of("{}"), empty).is_shown);
    EXPECT_FALSE(look(style_of(R"json({"show": false})json"), empty).is_shown);
    EXPECT_FALSE(look(style_of(R"json({"color": "1 + 1"})json"), empty).color.has_value());
    // Out of range and NaN components stay within what can be drawn.
    const auto wild = look(style_of(R"json({"color": "rgba(500, ${x}, -3, 2)"})json"), empty).color;
    EXPECT_EQ(wild, glm::vec4(1, 0, 0, 1));
}

TEST(TileStyle, MistakesAreNamedWithTheirPlace) {
    const std::pair<const char*, const char*> cases[] = {
        {"[]", "a style is a JSON object"},
        {R"json({"color": "colour('red')"})json",
         "color: column 1: 'colour' is not known; a property is written ${colour}"},
        {R"json({"color": {"conditions": [["true", "color('red')"], ["${a} =", "1"]]}})json",
         "color, condition 2: column 6: unexpected '='"},
        {R"json({"color": {"conditions": [["true"]]}})json",
         "color, condition 1: a condition is a pair [condition, result]"},
        {R"json({"show": {}})json", "show: an object needs \"conditions\""},
        {R"json({"show": null})json", "show: an expression is expected (a string)"},
        {R"json({"defines": {"a": "("}})json",
         "defines, a: column 2: the expression ends too early"},
        {R"json({"meta": {"a": "1 1"}})json", "meta, a: column 3: unexpected '1'"}};
    for (const auto& [json, message] : cases) {
        const auto style = TileStyle::parse(json);
        ASSERT_FALSE(style.has_value()) << json;
        EXPECT_EQ(style.error().message, message);
    }
    EXPECT_TRUE(TileStyle::parse("{,}").error().message.starts_with("no JSON: "));
    EXPECT_FALSE(TileStyle::parse(std::string(200000, '[')).has_value());
    EXPECT_EQ(style_of(R"json({"labelText": "'a'", "show": true})json").warnings(),
              std::vector<std::string>{"\"labelText\" is not used"});
}

TEST(TileStyle, LegendFromConditions) {
    const auto legend = style_of(kRamp).legend();
    ASSERT_EQ(legend.size(), 4U);
    EXPECT_EQ(legend[0].label, "NewHeight ≥ 100");
    EXPECT_EQ(legend[1].label, "10 ≤ Height < 60");
    EXPECT_EQ(legend[2].label, "Height < 120");
    EXPECT_TRUE(legend[3].is_otherwise);
    EXPECT_EQ(legend[2].color, glm::vec4(1, 0, 0, 1));
    EXPECT_TRUE(style_of(R"json({"color": "rgb(${a}, 0, 0)"})json").legend().empty());
    EXPECT_EQ(style_of(R"json({"color": "color('red')"})json").legend().size(), 1U);

    EXPECT_EQ(legend_text("${feature['gml:id']} === 'a b'"), "gml:id = a b");
    EXPECT_EQ(legend_text("100 <= ${Height}"), "Height ≥ 100");
    EXPECT_EQ(legend_text("(${h} < 5) && (${h} > 1)"), "1 < h < 5");
    EXPECT_EQ(legend_text("${a} === 1 && ${b} !== 'x'"), "a = 1, b ≠ x");
    EXPECT_EQ(legend_text("${use.kind} === \"shop\""), "use.kind = shop");
    EXPECT_EQ(legend_text("regExp('^A').test(${n})"), "regExp('^A').test(${n})");
    EXPECT_EQ(legend_text("(${a} > 1) || (${a} < 0)"), "(${a} > 1) || (${a} < 0)");
}

}  // namespace
}  // namespace belvedere::expression
