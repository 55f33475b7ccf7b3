// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/expression.hpp"

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tests/unit/expression/map_table.hpp"

namespace belvedere::expression {
namespace {

// What String() makes of an expression's value, or the error.
std::string result_of(const std::string& source, const PropertyTable& table,
                      const Defines& defines = {}) {
    const auto expression = Expression::compile(source, defines);
    if (!expression) return "error: " + expression.error().message;
    Scratch scratch;
    return to_text(expression->bind(table).evaluate(0, scratch));
}

const MapTable& city() {
    static const MapTable table(
        {{"Height", "42.5"},
         {"name", "\"Rathaus\""},
         {"地上階数", "7"},
         {"bldg:measuredHeight", "31"},
         {"bldg.flat", "3"},
         {"is_open", "true"},
         {"gone", "null"},
         {"zip", "\"19341\""},
         {"feature", "\"building\""},
         {"address.street", "\"Maple\""},
         {"address", R"({"street": "Oak", "no": [4, 5], "a \"q\"": {"b": "\u00e9"}})"},
         {"values", "[70, 80, [90, 91], \"x\"]"},
         {"@classes", R"(["door", "wall", "building"])"}});
    return table;
}

using Cases = std::vector<std::pair<std::string, std::string>>;

void expect_all(const Cases& cases) {
    for (const auto& [source, expected] : cases) {
        EXPECT_EQ(result_of(source, city()), expected) << source;
    }
}

TEST(Expression, LiteralsAndConstants) {
    expect_all({{"1", "1"},
                {".5", "0.5"},
                {"5.", "5"},
                {"1e3", "1000"},
                {"1.5e-7", "1.5e-7"},
                {"'a'", "a"},
                {"\"a\"", "a"},
                {"`a`", "a"},
                {"true", "true"},
                {"null", "null"},
                {"undefined", "undefined"},
                {"NaN", "NaN"},
                {"Infinity", "Infinity"},
                {"-Infinity", "-Infinity"},
                {"Math.PI", "3.141592653589793"},
                {"Math.E", "2.718281828459045"},
                {"[1, 'a', [2]]", "[1, a, [2]]"},
                {"[]", "[]"},
                {"'it\\'s'", "it's"},
                {"'a\\d'", "a\\d"},
                {" ( ( 1 ) ) ", "1"}});
}

TEST(Expression, PrecedenceAndAssociativity) {
    expect_all({{"1 + 2 * 3", "7"},
                {"(1 + 2) * 3", "9"},
                {"10 - 4 - 3", "3"},
                {"8 / 4 / 2", "1"},
                {"7 % 4 * 2", "6"},
                {"-7 % 4", "-3"},
                {"1 + 2 < 4 === true", "true"},
                {"true || false && false", "true"},
                {"!true || true", "true"},
                {"1 < 2 && 2 < 3", "true"},
                {"-2 * -3", "6"},
                {"- - 2", "2"},
                {"+'12'", "12"},
                {"true ? 1 : false ? 2 : 3", "1"},
                {"false ? 1 : false ? 2 : 3", "3"},
                {"1 > 2 ? 'a' : 'b' + 'c'", "bc"},
                {"!!'x'", "true"},
                {"2 - -2", "4"},
                {"'abc' =~ regExp('b') && true", "true"}});
}

TEST(Expression, JavaScriptSemanticsOfHolesAndText) {
    expect_all({{"${missing}", "undefined"},
                {"${gone}", "null"},
                {"${missing} > 10", "false"},
                {"${missing} <= 10", "false"},
                {"${gone} < 1", "true"},
                {"${missing} === undefined", "true"},
                {"${gone} === null", "true"},
                {"${gone} === undefined", "false"},
                {"'5' < 6", "true"},
                {"'10' < '9'", "true"},
                {"'5' === 5", "false"},
                {"NaN === NaN", "false"},
                {"NaN !== NaN", "true"},
                {"true + 1", "2"},
                {"null + 1", "1"},
                {"'a' + null", "anull"},
                {"'a' + 1.0", "a1"},
                {"1 + '2'", "12"},
                {"'3' * '4'", "12"},
                {"'x' * 2", "NaN"},
                {"5 / 0", "Infinity"},
                {"0 && 1", "0"},
                {"'' || 'x'", "x"},
                {"${missing} || 7", "7"},
                {"undefined + 1", "NaN"},
                {"false === 0", "false"},
                {"-0 === 0", "true"}});
}

TEST(Expression, Properties) {
    expect_all({{"${Height}", "42.5"},
                {"${feature.Height}", "42.5"},
                {"${feature['Height']}", "42.5"},
                {"${feature[\"Height\"]}", "42.5"},
                {"${地上階数} + 1", "8"},
                {"${bldg:measuredHeight}", "31"},
                {"${feature['bldg:measuredHeight']}", "31"},
                {"${bldg.flat}", "3"},
                {"${is_open} === true", "true"},
                {"${zip} === '19341'", "true"},
                {"${feature}", "building"},
                {"${feature.feature}", "building"},
                {"${address.street}", "Oak"},
                {"${feature.address.street}", "Oak"},
                {"${feature['address'].street}", "Oak"},
                {"${feature['address.street']}", "Maple"},
                {"${address['street']}", "Oak"},
                {"${address.no[1]}", "5"},
                {"${address['no'][0]}", "4"},
                {"${address['a \"q\"'].b}", "é"},
                {"${values[0]}", "70"},
                {"${values}[1]", "80"},
                {"${values[2][1]}", "91"},
                {"${values[9]}", "undefined"},
                {"${values}[0 + 1]", "80"},
                {"${address}.street", "Oak"},
                {"${address.none.deep}", "undefined"},
                {"${values}", "[70, 80, [90, 91], x]"},
                {"${values} === ${values}", "false"},
                {"${ Height }", "42.5"}});
}

TEST(Expression, TemplateStrings) {
    expect_all({{"`Name is ${name}, ${Height} m`", "Name is Rathaus, 42.5 m"},
                {"'Hello, ${name}.'", "Hello, Rathaus."},
                {"'${missing}!'", "!"},
                {"'no ${ end'", "no ${ end"},
                {"'${name}${name}'", "RathausRathaus"},
                {"'${feature['address.street']}'", "error: column 13: unexpected 'a'"},
                {"\"${feature['address.street']}\"", "Maple"}});
}

TEST(Expression, Vectors) {
    expect_all({{"vec2(1)", "(1, 1)"},
                {"vec3(1, 2, 3)", "(1, 2, 3)"},
                {"vec4(vec2(1), vec2(2))", "(1, 1, 2, 2)"},
                {"vec2(vec4(1, 2, 3, 4))", "(1, 2)"},
                {"vec3(vec2(1), 5)", "(1, 1, 5)"},
                {"vec3(1, 2, 3).y", "2"},
                {"vec3(1, 2, 3)[2]", "3"},
                {"vec3(1, 2, 3).b", "3"},
                {"vec3(1).w", "undefined"},
                {"color('red').r", "1"},
                {"vec2(1, 2)['x']", "1"},
                {"vec2(1, 2) + vec2(3)", "(4, 5)"},
                {"vec2(1, 2) * 3", "(3, 6)"},
                {"3 * vec2(1, 2)", "(3, 6)"},
                {"vec2(6, 4) / 2", "(3, 2)"},
                {"vec2(7, 8) % vec2(4)", "(3, 0)"},
                {"-vec2(1, 2)", "(-1, -2)"},
                {"vec4(1.0) === vec4(1.0)", "true"},
                {"vec3(1) === vec4(1)", "false"},
                {"vec2(1) !== vec2(2)", "true"},
                {"'p' + vec2(1)", "p(1, 1)"},
                {"vec2(1).toString()", "(1, 1)"},
                {"vec2(${Height}).x", "42.5"},
                {"vec2(1) > 0", "false"}});
    for (const char* source : {"vec2(1) + vec3(1)", "vec2(1) + 1", "2 / vec2(1)", "vec3(1, 2)",
                               "vec4(vec4(1), 1)", "color('gren')", "-[1]", "vec2(vec3(1), 1)"}) {
        EXPECT_TRUE(result_of(source, city()).starts_with("error: column ")) << source;
    }
}

TEST(Expression, Colors) {
    expect_all({{"color()", "(1, 1, 1, 1)"},
                {"color('CYAN')", "(0, 1, 1, 1)"},
                {"color('#0ff', 0.5)", "(0, 1, 1, 0.5)"},
                {"color('#00FFFF')", "(0, 1, 1, 1)"},
                {"rgb(255, 0, 51)", "(1, 0, 0.2, 1)"},
                {"rgba(0, 0, 0, 0.25)", "(0, 0, 0, 0.25)"},
                {"hsl(0, 1, 0.5)", "(1, 0, 0, 1)"},
                {"hsla(1 / 3, 1, 0.5, 0.75).y", "1"},
                {"hsl(0.5, 0, 0.5)", "(0.5, 0.5, 0.5, 1)"},
                {"color('red') * vec4(0.5)", "(0.5, 0, 0, 0.5)"},
                {"mix(color('red'), color('blue'), 0.5)", "(0.5, 0, 0.5, 1)"},
                {"color('transparent').a", "0"}});
}

TEST(Expression, Functions) {
    expect_all({{"abs(-3)", "3"},
                {"abs(vec2(-1, 2))", "(1, 2)"},
                {"sqrt(-1)", "NaN"},
                {"cos(0)", "1"},
                {"atan2(1, 1) * 4 === Math.PI", "true"},
                {"degrees(Math.PI)", "180"},
                {"radians(180) === Math.PI", "true"},
                {"sign(-2)", "-1"},
                {"floor(-1.5)", "-2"},
                {"ceil(1.2)", "2"},
                {"round(2.5)", "3"},
                {"round(-2.5)", "-2"},
                {"exp(0)", "1"},
                {"log(1)", "0"},
                {"exp2(3)", "8"},
                {"log2(8)", "3"},
                {"fract(2.25)", "0.25"},
                {"pow(2, 10)", "1024"},
                {"min(1, NaN)", "NaN"},
                {"max(vec2(1, 5), vec2(3))", "(3, 5)"},
                {"max(vec2(1, 5), 3)", "(3, 5)"},
                {"clamp(7, 1, 5)", "5"},
                {"mix(20, 30, 0.5)", "25"},
                {"length(vec2(3, 4))", "5"},
                {"length(-5)", "5"},
                {"normalize(vec2(0, 2))", "(0, 1)"},
                {"normalize(9)", "1"},
                {"distance(vec2(0), vec2(3, 4))", "5"},
                {"dot(vec3(1, 2, 3), vec3(1))", "6"},
                {"cross(vec3(1, 0, 0), vec3(0, 1, 0))", "(0, 0, 1)"},
                {"isNaN(NaN)", "true"},
                {"isNaN('x')", "true"},
                {"isFinite(1)", "true"},
                {"isFinite(Infinity)", "false"},
                {"Boolean('0')", "true"},
                {"Number('0x10')", "16"},
                {"Number('')", "0"},
                {"String(1.0)", "1"},
                {"Number(true)", "1"},
                {"String(regExp('a', 'i'))", "/a/i"},
                {"isClass('wall')", "true"},
                {"isClass('roof')", "false"},
                {"isExactClass('door')", "true"},
                {"isExactClass('wall')", "false"},
                {"getExactClassName()", "door"}});
}

TEST(Expression, RegularExpressions) {
    expect_all({{"regExp('a').test('abc')", "true"},
                {"regExp('a(.)', 'i').exec('Abc')", "b"},
                {"regExp('Building\\s(\\d)').exec('Building 1')", "1"},
                {"regExp('x').exec('abc')", "null"},
                {"regExp('a') =~ 'abc'", "true"},
                {"'abc' =~ regExp('a')", "true"},
                {"regExp('a') !~ 'bcd'", "true"},
                {"regExp('^Rat').test(${name})", "true"},
                {"${missing} =~ regExp('a')", "false"},
                {"${zip} =~ regExp('^19')", "true"},
                {"regExp(${name}).test('xRathausx')", "true"},
                {"regExp().test('')", "true"},
                {"${Height} =~ regExp('42')", "true"}});
    EXPECT_TRUE(result_of("regExp('(')", city()).starts_with("error: column 1: bad regular"));
    EXPECT_TRUE(result_of("regExp('a', 'q')", city()).starts_with("error: column 1: unknown flag"));
    Scratch scratch;
    const auto expression = Expression::compile("1 =~ ${name}");
    ASSERT_TRUE(expression.has_value());
    EXPECT_TRUE(expression->bind(city()).evaluate(0, scratch).is(ValueKind::kUndefined));
    EXPECT_FALSE(scratch.problem().empty());
}

TEST(Expression, Defines) {
    const Defines defines = {{"NewHeight", "(${Height} - 0.5) / 2"},
                             {"Height", "${Height} * 2"},
                             {"Tint", "rgb(${Height}, 0, 0)"},
                             {"bad", "1 +"}};
    EXPECT_EQ(result_of("${NewHeight} + 1", city(), defines), "22");
    EXPECT_EQ(result_of("${Height}", city(), defines), "85");
    EXPECT_EQ(result_of("${feature.Height}", city(), defines), "42.5");
    EXPECT_EQ(result_of("${Tint}.x * 6", city(), defines), "1");
    EXPECT_EQ(result_of("${Tint.x} * 6", city(), defines), "1");
    EXPECT_EQ(result_of("'h ${NewHeight}'", city(), defines), "h 21");
    EXPECT_EQ(result_of("1 + ${bad}", city(), defines),
              "error: column 5: in define \"bad\": column 4: the expression ends too early");
}

TEST(Expression, SyntaxErrorsSayWhere) {
    const Cases cases = {
        {"", "error: column 1: the expression ends too early"},
        {"1 +", "error: column 4: the expression ends too early"},
        {"Height > 1", "error: column 1: 'Height' is not known; a property is written ${Height}"},
        {"${Height", "error: column 1: '}' is expected"},
        {"${}", "error: column 1: a property has no name"},
        {"1 == 1", "error: column 3: write === instead of =="},
        {"1 != 1", "error: column 3: write !== instead of !="},
        {"~1", "error: column 1: unexpected '~'"},
        {"1 | 2", "error: column 3: unexpected '|'"},
        {"a = 1", "error: column 1: 'a' is not known; a property is written ${a}"},
        {"(1", "error: column 3: ')' is expected"},
        {"[1, 2", "error: column 6: ',' or ']' is expected"},
        {"abs(1, 2)", "error: column 1: abs takes 1 to 1 arguments, not 2"},
        {"'abc", "error: column 1: a quote is not closed"},
        {"1 ? 2", "error: column 6: ':' is expected"},
        {"12px", "error: column 3: a number is followed by a letter"},
        {"1e", "error: column 3: an exponent needs digits"},
        {"${foo[${bar}]}", "error: column 1: brackets hold a quoted name or a whole number"},
        {"vec2(1).foo()",
         "error: column 9: there is no function 'foo' of a value with that many arguments"}};
    expect_all(cases);
}

TEST(Expression, LimitsHold) {
    const auto nested = [](const char* open, int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += open;
        return text;
    };
    EXPECT_FALSE(Expression::compile(nested("(", 100000 / 2)).has_value());
    EXPECT_FALSE(Expression::compile(nested("-", 60000)).has_value());
    EXPECT_FALSE(Expression::compile(nested("[", 60000)).has_value());
    EXPECT_FALSE(Expression::compile(nested("1?1:", 15000)).has_value());
    EXPECT_FALSE(Expression::compile(nested("${a}+", 10000) + "1").has_value());
    EXPECT_FALSE(Expression::compile(std::string(1 << 20, ' ') + "1").has_value());
    const auto chain = Expression::compile(nested("${Height}+", 900) + "1");
    ASSERT_TRUE(chain.has_value());
    Scratch scratch;
    EXPECT_EQ(to_text(chain->bind(city()).evaluate(0, scratch)), "38251");
}

TEST(Expression, ConstantsAreFoldedAndNamesListed) {
    EXPECT_TRUE(Expression::compile("mix(color('red'), color('blue'), 0.25 + 0.25)")
                    ->constant()
                    .has_value());
    EXPECT_FALSE(Expression::compile("${a} > 1")->constant().has_value());
    const auto names = Expression::compile("${a} + ${b.c} + ${feature['a']}")->property_names();
    EXPECT_EQ(names, (std::vector<std::string>{"a", "b"}));
}

TEST(Expression, EvaluatesMillionsASecond) {
    const auto expression =
        Expression::compile("${Height} >= 30.0 && ${Height} < 50.0 && ${zip} === '19341'");
    ASSERT_TRUE(expression.has_value());
    const BoundExpression bound = expression->bind(city());
    Scratch scratch;
    constexpr std::uint32_t kCount = 1'000'000;
    std::uint32_t hits = 0;
    const auto start = std::chrono::steady_clock::now();
    for (std::uint32_t i = 0; i < kCount; ++i)
        hits += to_boolean(bound.evaluate(i, scratch)) ? 1U : 0U;
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_EQ(hits, kCount);
    std::printf("%.1f million evaluations a second\n", kCount / seconds / 1e6);
}

}  // namespace
}  // namespace belvedere::expression
