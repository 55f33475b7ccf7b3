// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "engine/text/measures.hpp"

namespace belvedere::text {
namespace {

constexpr double kFoot_m = 0.3048, kMile_m = 1609.344;

TEST(Measures, FollowTheTerritory) {
    EXPECT_EQ(measures_of("en-US"), Measures::kImperial);
    EXPECT_EQ(measures_of("en_US.UTF-8"), Measures::kImperial);
    EXPECT_EQ(measures_of("es-us"), Measures::kImperial);
    EXPECT_EQ(measures_of("zh-Hans-US"), Measures::kImperial);
    EXPECT_EQ(measures_of("my_MM@x"), Measures::kImperial);
    EXPECT_EQ(measures_of("en-LR"), Measures::kImperial);
    for (const char* metric : {"en-GB", "fr_CA.UTF-8", "ru-RU", "zh-Hant-TW", "ar_EG"})
        EXPECT_EQ(measures_of(metric), Measures::kMetric) << metric;
    for (const char* silent : {"", "en", "C", "POSIX", "C.UTF-8", "en-x-us", "-", "en-", "zh-Hans"})
        EXPECT_EQ(measures_of(silent), std::nullopt) << silent;
}

TEST(Measures, FollowTheEnvironment) {
    for (const char* name : {"LC_ALL", "LC_MEASUREMENT", "LANG"})
        ::unsetenv(name);
    EXPECT_EQ(measures_of_environment(), Measures::kMetric);
    ::setenv("LANG", "en_US.UTF-8", 1);
    EXPECT_EQ(measures_of_environment(), Measures::kImperial);
    ::setenv("LC_MEASUREMENT", "de_DE.UTF-8", 1);
    EXPECT_EQ(measures_of_environment(), Measures::kMetric);
    ::setenv("LC_ALL", "en_US.UTF-8", 1);
    EXPECT_EQ(measures_of_environment(), Measures::kImperial);
    ::setenv("LC_ALL", "C.UTF-8", 1);
    EXPECT_EQ(measures_of_environment(), Measures::kMetric);
    for (const char* name : {"LC_ALL", "LC_MEASUREMENT", "LANG"})
        ::unsetenv(name);
}

TEST(Measures, AreNamed) {
    EXPECT_EQ(measures_named("metric"), Measures::kMetric);
    EXPECT_EQ(measures_named("imperial"), Measures::kImperial);
    EXPECT_EQ(measures_named("Imperial"), std::nullopt);
    EXPECT_EQ(measures_named(""), std::nullopt);
}

void expect_quantity(const Quantity& quantity, double value, Unit unit) {
    EXPECT_EQ(quantity.unit, unit);
    EXPECT_NEAR(quantity.value, value, 1e-9 * std::max(1.0, std::abs(value)));
}

TEST(Measures, ChooseTheUnitThatSuits) {
    expect_quantity(length_in(Measures::kMetric, 1250.0), 1.25, Unit::kKilometre);
    expect_quantity(length_in(Measures::kMetric, -0.07), -7.0, Unit::kCentimetre);
    expect_quantity(length_in(Measures::kMetric, 0.0), 0.0, Unit::kMetre);
    expect_quantity(length_in(Measures::kImperial, kMile_m), 1.0, Unit::kMile);
    expect_quantity(length_in(Measures::kImperial, kMile_m - kFoot_m), 5279.0, Unit::kFoot);
    expect_quantity(length_in(Measures::kImperial, -kFoot_m), -1.0, Unit::kFoot);
    expect_quantity(length_in(Measures::kImperial, 0.0254), 1.0, Unit::kInch);
    expect_quantity(length_in(Measures::kImperial, 0.0), 0.0, Unit::kFoot);
    expect_quantity(height_in(Measures::kImperial, 8848.86), 29031.69291338583, Unit::kFoot);
    expect_quantity(height_in(Measures::kMetric, 8848.86), 8848.86, Unit::kMetre);
    expect_quantity(area_in(Measures::kMetric, 2.4e6), 2.4, Unit::kSquareKilometre);
    expect_quantity(area_in(Measures::kMetric, 18'000.0), 1.8, Unit::kHectare);
    expect_quantity(area_in(Measures::kMetric, 412.0), 412.0, Unit::kSquareMetre);
    expect_quantity(area_in(Measures::kImperial, kMile_m * kMile_m), 1.0, Unit::kSquareMile);
    expect_quantity(area_in(Measures::kImperial, 4046.8564224), 1.0, Unit::kAcre);
    expect_quantity(area_in(Measures::kImperial, kFoot_m * kFoot_m * 43'559.0), 43'559.0,
                    Unit::kSquareFoot);
    EXPECT_EQ(metres_of(Unit::kSecond), 0.0);
}

// In each language by the signs that its readers know (CLDR 42, units, short).
TEST(Measures, AreWrittenInSixLanguages) {
    struct Written {
        const char *language, *length, *far, *small, *area;
    };
    for (const Written& each : {Written{"en", "820 ft", "2 mi", "3 in", "1,076 ft²"},
                                Written{"fr", "820 pi", "2 mi", "3 po", "1 076 pi²"},
                                Written{"es", "820 ft", "2 mi", "3 in", "1076 ft²"},
                                Written{"ru", "820 фт", "2 ми", "3 дюйм", "1 076 фт²"},
                                Written{"zh", "820 英尺", "2 英里", "3 英寸", "1,076 平方英尺"},
                                Written{"ar", "820 قدم", "2 ميل", "3 بوصة", "1,076 قدم²"}}) {
        const Locale locale(each.language);
        const auto plain = [](std::string text) {
            for (const std::string_view space : {"\u00A0", "\u202F"}) {
                for (std::size_t at = text.find(space); at != std::string::npos;
                     at = text.find(space))
                    text.replace(at, space.size(), " ");
            }
            return text;
        };
        EXPECT_EQ(plain(locale.length(820 * kFoot_m, Measures::kImperial)), each.length);
        EXPECT_EQ(plain(locale.length(2 * kMile_m, Measures::kImperial)), each.far);
        EXPECT_EQ(plain(locale.length(3 * 0.0254, Measures::kImperial)), each.small);
        const Quantity area = area_in(Measures::kImperial, 100.0);
        EXPECT_EQ(plain(locale.with_unit(area.value, area.unit, 0)), each.area);
    }
}

}  // namespace
}  // namespace belvedere::text
