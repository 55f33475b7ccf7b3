// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/text/locale.hpp"

namespace belvedere::text {
namespace {

constexpr CivilTime kSolstice{2026, 6, 21, 9, 5, 7};  // A Sunday.

// What one function makes of one language.
struct Case {
    const char* language;
    const char* expected;
};

TEST(Locale, GroupsNumbers) {
    for (const Case& each : {Case{"en", "1,234,567.89"}, Case{"fr", "1\u202F234\u202F567,89"},
                             Case{"es", "1.234.567,89"}, Case{"ru", "1\u00A0234\u00A0567,89"},
                             Case{"zh", "1,234,567.89"}, Case{"ar", "1,234,567.89"},
                             Case{"fr-CH", "1\u202F234\u202F567,89"}, Case{"xx", "1,234,567.89"}}) {
        EXPECT_EQ(Locale(each.language).number(1234567.891, 2), each.expected) << each.language;
    }
    EXPECT_EQ(Locale("es").integer(1234), "1234");
    EXPECT_EQ(Locale("es").integer(12345), "12.345");
    EXPECT_EQ(Locale("en").integer(-1234), "-1,234");
    EXPECT_EQ(Locale("en").integer(std::numeric_limits<std::int64_t>::min()),
              "-9,223,372,036,854,775,808");
    EXPECT_EQ(Locale("en").number(-0.001, 2), "0.00");
    EXPECT_EQ(Locale("fr").number(NAN, 2), "—");
    EXPECT_EQ(Locale("en").number(0.5, -3), "0");
    EXPECT_GT(Locale("en").number(1e300, 2).size(), 300U);
}

TEST(Locale, ArabicIndicDigits) {
    const Locale arabic("ar", Digits::kArabicIndic);
    EXPECT_EQ(arabic.number(1234.5, 1), "١٬٢٣٤٫٥");
    EXPECT_EQ(arabic.integer(-7), "\u061C-٧");
    EXPECT_EQ(arabic.percent(0.25), "٢٥٪\u061C");
    EXPECT_EQ(arabic.date(kSolstice, Locale::DateStyle::kMedium), "٢١ يونيو ٢٠٢٦");
    EXPECT_EQ(Locale("fr", Digits::kArabicIndic).integer(7), "7");
}

TEST(Locale, Percents) {
    for (const Case& each :
         {Case{"en", "25%"}, Case{"fr", "25\u202F%"}, Case{"es", "25\u00A0%"},
          Case{"ru", "25\u00A0%"}, Case{"zh", "25%"}, Case{"ar", "25\u200E%\u200E"}}) {
        EXPECT_EQ(Locale(each.language).percent(0.25), each.expected) << each.language;
    }
}

TEST(Locale, Units) {
    for (const Case& each :
         {Case{"en", "12.5\u00A0kWh/m²/a"}, Case{"fr", "12,5\u00A0kWh/m²/an"},
          Case{"es", "12,5\u00A0kWh/m²/año"}, Case{"ru", "12,5\u00A0кВт⋅ч/(м²⋅год)"},
          Case{"zh", "12.5\u00A0kWh/m²/年"}, Case{"ar", "12.5\u00A0ك.و.س/م²/سنة"}}) {
        EXPECT_EQ(
            Locale(each.language).with_unit(12.5, Unit::kKilowattHourPerSquareMetreAndYear, 1),
            each.expected)
            << each.language;
    }
    EXPECT_EQ(Locale("fr").with_unit(18.0, Unit::kDegreeCelsius, 0), "18\u00A0°C");
    EXPECT_EQ(Locale("en").with_unit(18.0, Unit::kDegreeCelsius, 0), "18°C");
    EXPECT_EQ(Locale("ru").with_unit(90.0, Unit::kDegree, 0), "90°");
    EXPECT_EQ(Locale("en").length(1250.0), "1.25\u00A0km");
    EXPECT_EQ(Locale("ru").length(12.5), "12,5\u00A0м");
    EXPECT_EQ(Locale("zh").length(0.85), "85\u00A0cm");
    EXPECT_EQ(Locale("ar").length(-3.0), "\u200E-3\u00A0م");
    EXPECT_EQ(Locale("fr").bytes(1536), "1,5\u00A0Kio");
    EXPECT_EQ(Locale("ru").bytes(512), "512\u00A0Б");
}

TEST(Locale, LongDates) {
    for (const Case& each :
         {Case{"en", "Sunday, 21 June 2026"}, Case{"fr", "dimanche 21 juin 2026"},
          Case{"es", "domingo, 21 de junio de 2026"},
          Case{"ru", "воскресенье, 21 июня 2026\u00A0г."}, Case{"zh", "2026年6月21日星期日"},
          Case{"ar", "الأحد، 21 يونيو 2026"}}) {
        EXPECT_EQ(Locale(each.language).date(kSolstice, Locale::DateStyle::kLong), each.expected);
    }
    EXPECT_EQ(Locale("en").date({1969, 12, 31}, Locale::DateStyle::kLong),
              "Wednesday, 31 December 1969");
}

TEST(Locale, ShortDatesAndTimes) {
    for (const Case& each :
         {Case{"en", "21/06/2026, 09:05"}, Case{"fr", "21/06/2026 09:05"},
          Case{"es", "21/6/2026, 9:05"}, Case{"ru", "21.06.2026, 09:05"},
          Case{"zh", "2026/6/21 09:05"}, Case{"ar", "21\u200F/6\u200F/2026، 9:05"}}) {
        EXPECT_EQ(Locale(each.language).date_and_time(kSolstice, Locale::DateStyle::kShort),
                  each.expected);
    }
    for (const Case& each :
         {Case{"en", "21 June"}, Case{"fr", "21 juin"}, Case{"es", "21 de junio"},
          Case{"ru", "21 июня"}, Case{"zh", "6月21日"}, Case{"ar", "21 يونيو"}}) {
        EXPECT_EQ(Locale(each.language).date(kSolstice, Locale::DateStyle::kDayMonth),
                  each.expected);
    }
    EXPECT_EQ(Locale("en").time_of_day(kSolstice, Locale::TimeStyle::kSeconds), "09:05:07");
    EXPECT_EQ(Locale("ru").month_name(6), "июнь");
    EXPECT_EQ(Locale("zh").month_name(12), "十二月");
    EXPECT_EQ(Locale("es").weekday_name(3), "miércoles");
    EXPECT_EQ(Locale("en").month_name(99), "December");
}

TEST(Locale, AgesFollowPlurals) {
    EXPECT_EQ(Locale("en").age(200.0), "3 min ago");
    EXPECT_EQ(Locale("en").age(86400.0), "1 day ago");
    EXPECT_EQ(Locale("en").age(2 * 86400.0), "2 days ago");
    EXPECT_EQ(Locale("en").age(0.5), "now");
    EXPECT_EQ(Locale("en").age(-10.0), "now");
    EXPECT_EQ(Locale("en").age(NAN), "now");
    EXPECT_EQ(Locale("fr").age(86400.0), "il y a 1 jour");
    EXPECT_EQ(Locale("es").age(5 * 3600.0), "hace 5 h");
    EXPECT_EQ(Locale("ru").age(86400.0 * 21), "21 день назад");
    EXPECT_EQ(Locale("ru").age(86400.0 * 3), "3 дня назад");
    EXPECT_EQ(Locale("ru").age(86400.0 * 11), "11 дней назад");
    EXPECT_EQ(Locale("zh").age(180.0), "3分钟前");
    EXPECT_EQ(Locale("ar").age(60.0), "قبل دقيقة واحدة");
    EXPECT_EQ(Locale("ar").age(120.0), "قبل دقيقتين");
    EXPECT_EQ(Locale("ar").age(180.0), "قبل 3 دقائق");
    EXPECT_EQ(Locale("ar").age(86400.0 * 11), "قبل 11 يومًا");
    EXPECT_EQ(Locale("ar").age(86400.0 * 100), "قبل 100 يوم");
    EXPECT_EQ(Locale("en").age(INFINITY), "366,000 days ago");
}

TEST(Locale, Lists) {
    const std::vector<std::string> three = {"a", "b", "c"};
    for (const Case& each :
         {Case{"en", "a, b and c"}, Case{"fr", "a, b et c"}, Case{"es", "a, b y c"},
          Case{"ru", "a, b и c"}, Case{"zh", "a、b和c"}, Case{"ar", "a وb وc"}}) {
        EXPECT_EQ(Locale(each.language).list(three), each.expected);
    }
    EXPECT_EQ(Locale("es").list(std::vector<std::string>{"agua", "iglesia"}), "agua e iglesia");
    EXPECT_EQ(Locale("es").list(std::vector<std::string>{"agua", "hielo"}), "agua y hielo");
    EXPECT_EQ(Locale("en").list(std::vector<std::string>{"a"}), "a");
    EXPECT_EQ(Locale("en").list({}), "");
}

TEST(Locale, Bearings) {
    EXPECT_EQ(Locale("en").bearing(44.0), "north-east");
    EXPECT_EQ(Locale("en").bearing(359.0), "north");
    EXPECT_EQ(Locale("fr").bearing(-90.0), "ouest");
    EXPECT_EQ(Locale("ru").bearing(135.0), "юго-восток");
    EXPECT_EQ(Locale("zh").bearing(225.0), "西南");
    EXPECT_EQ(Locale("ar").bearing(720.0 + 180.0), "جنوب");
    EXPECT_EQ(Locale("es").bearing(315.0, Locale::BearingStyle::kLetters), "NO");
    EXPECT_EQ(Locale("en").bearing(NAN), "—");
}

}  // namespace
}  // namespace belvedere::text
