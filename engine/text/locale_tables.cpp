// SPDX-License-Identifier: Apache-2.0
#include "engine/text/locale_tables.hpp"

#include <algorithm>

namespace belvedere::text {
namespace {

// Invisible characters are written by their numbers.
#define BELVEDERE_NBSP "\u00A0"
#define BELVEDERE_NNBSP "\u202F"
#define BELVEDERE_LRM "\u200E"
#define BELVEDERE_RLM "\u200F"

constexpr std::string_view kTwoForms = "nplurals=2; plural=(n != 1);";

// The order of enum Unit.
constexpr std::array<std::string_view, kUnits> kInternational = {
    "mm", "cm",  "m",   "km",       "m²", "km²",   "ha",  "m³",  "m/s", "km/h", "°",   "°C",
    "W",  "kW",  "kWh", "kWh/m²/a", "dB", "µg/m³", "ppm", "hPa", "ms",  "s",    "min", "h",
    "B",  "KiB", "MiB", "GiB",      "in", "ft",    "mi",  "ft²", "ac",  "mi²"};

constexpr LocaleTable kEnglish = {
    "en",
    ".",
    ",",
    4,
    "-",
    "%",
    BELVEDERE_NBSP,
    "",
    kInternational,
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
    "EEEE, d MMMM y",
    "d MMMM y",
    "dd/MM/y",
    "d MMMM",
    "HH:",
    ", ",
    kTwoForms,
    "now",
    {{{"{n} s ago", "{n} s ago"},
      {"{n} min ago", "{n} min ago"},
      {"{n} h ago", "{n} h ago"},
      {"{n} day ago", "{n} days ago"}}},
    ", ",
    " and ",
    {"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"},
    {"N", "NE", "E", "SE", "S", "SW", "W", "NW"}};

// ISO 80000-1, 7.3.1: neither comma nor point between groups, a space before "%".
constexpr LocaleTable iso_english() {
    LocaleTable table = kEnglish;
    table.code = "en-x-iso";
    table.group = BELVEDERE_NBSP;
    table.grouped_from_digits = 5;
    table.percent = " %";
    table.unit_space = " ";
    return table;
}
constexpr LocaleTable kIsoEnglish = iso_english();

constexpr LocaleTable kFrench = {
    "fr",
    ",",
    BELVEDERE_NNBSP,
    4,
    "-",
    BELVEDERE_NNBSP "%",
    BELVEDERE_NBSP,
    BELVEDERE_NBSP,
    {"mm", "cm",  "m",   "km",        "m²", "km²",   "ha",  "m³",  "m/s", "km/h", "°",   "°C",
     "W",  "kW",  "kWh", "kWh/m²/an", "dB", "µg/m³", "ppm", "hPa", "ms",  "s",    "min", "h",
     "o",  "Kio", "Mio", "Gio",       "po", "pi",    "mi",  "pi²", "ac",  "mi²"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"},
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"},
    "EEEE d MMMM y",
    "d MMMM y",
    "dd/MM/y",
    "d MMMM",
    "HH:",
    " ",
    "nplurals=2; plural=(n > 1);",
    "maintenant",
    {{{"il y a {n} s", "il y a {n} s"},
      {"il y a {n} min", "il y a {n} min"},
      {"il y a {n} h", "il y a {n} h"},
      {"il y a {n} jour", "il y a {n} jours"}}},
    ", ",
    " et ",
    {"nord", "nord-est", "est", "sud-est", "sud", "sud-ouest", "ouest", "nord-ouest"},
    {"N", "NE", "E", "SE", "S", "SO", "O", "NO"}};

constexpr LocaleTable kSpanish = {
    "es",
    ",",
    ".",
    5,
    "-",
    BELVEDERE_NBSP "%",
    BELVEDERE_NBSP,
    BELVEDERE_NBSP,
    {"mm", "cm",  "m",   "km",         "m²", "km²",   "ha",  "m³",  "m/s", "km/h", "°",   "°C",
     "W",  "kW",  "kWh", "kWh/m²/año", "dB", "µg/m³", "ppm", "hPa", "ms",  "s",    "min", "h",
     "B",  "KiB", "MiB", "GiB",        "in", "ft",    "mi",  "ft²", "ac",  "mi²"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
     "octubre", "noviembre", "diciembre"},
    {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
    "EEEE, d de MMMM de y",
    "d de MMMM de y",
    "d/M/y",
    "d de MMMM",
    "H:",
    ", ",
    kTwoForms,
    "ahora",
    {{{"hace {n} s", "hace {n} s"},
      {"hace {n} min", "hace {n} min"},
      {"hace {n} h", "hace {n} h"},
      {"hace {n} día", "hace {n} días"}}},
    ", ",
    " y ",
    {"norte", "noreste", "este", "sureste", "sur", "suroeste", "oeste", "noroeste"},
    {"N", "NE", "E", "SE", "S", "SO", "O", "NO"}};

constexpr LocaleTable kRussian = {
    "ru",
    ",",
    BELVEDERE_NBSP,
    4,
    "-",
    BELVEDERE_NBSP "%",
    BELVEDERE_NBSP,
    BELVEDERE_NBSP,
    {"мм",  "см",     "м",   "км",  "м²",   "км²", "га",    "м³",
     "м/с", "км/ч",   "°",   "°C",  "Вт",   "кВт", "кВт⋅ч", "кВт⋅ч/(м²⋅год)",
     "дБ",  "мкг/м³", "ppm", "гПа", "мс",   "с",   "мин",   "ч",
     "Б",   "КиБ",    "МиБ", "ГиБ", "дюйм", "фт",  "ми",    "фт²",
     "акр", "ми²"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
     "октября", "ноября", "декабря"},
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
     "ноябрь", "декабрь"},
    {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"},
    "EEEE, d MMMM y" BELVEDERE_NBSP "г.",
    "d MMMM y" BELVEDERE_NBSP "г.",
    "dd.MM.y",
    "d MMMM",
    "HH:",
    ", ",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? "
    "1 : 2);",
    "сейчас",
    {{{"{n} с назад", "{n} с назад", "{n} с назад"},
      {"{n} мин назад", "{n} мин назад", "{n} мин назад"},
      {"{n} ч назад", "{n} ч назад", "{n} ч назад"},
      {"{n} день назад", "{n} дня назад", "{n} дней назад"}}},
    ", ",
    " и ",
    {"север", "северо-восток", "восток", "юго-восток", "юг", "юго-запад", "запад", "северо-запад"},
    {"С", "СВ", "В", "ЮВ", "Ю", "ЮЗ", "З", "СЗ"}};

constexpr LocaleTable kChinese = {
    "zh",
    ".",
    ",",
    4,
    "-",
    "%",
    BELVEDERE_NBSP,
    "",
    {"mm",   "cm",   "m",    "km",   "m²",       "km²",  "ha",        "m³",  "m/s",
     "km/h", "°",    "°C",   "W",    "kW",       "kWh",  "kWh/m²/年", "dB",  "µg/m³",
     "ppm",  "hPa",  "毫秒", "秒",   "分钟",     "小时", "B",         "KiB", "MiB",
     "GiB",  "英寸", "英尺", "英里", "平方英尺", "英亩", "平方英里"},
    {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
    {"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月",
     "十二月"},
    {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"},
    "y年M月d日EEEE",
    "y年M月d日",
    "y/M/d",
    "M月d日",
    "HH:",
    " ",
    "nplurals=1; plural=0;",
    "现在",
    {{{"{n}秒前"}, {"{n}分钟前"}, {"{n}小时前"}, {"{n}天前"}}},
    "、",
    "和",
    {"北", "东北", "东", "东南", "南", "西南", "西", "西北"},
    {"北", "东北", "东", "东南", "南", "西南", "西", "西北"}};

constexpr LocaleTable kArabic = {
    "ar",
    ".",
    ",",
    4,
    BELVEDERE_LRM "-",
    BELVEDERE_LRM "%" BELVEDERE_LRM,
    BELVEDERE_NBSP,
    "",
    {"مم",     "سم",        "م",         "كم",         "م²",    "كم²",   "هكتار", "م³",
     "م/ث",    "كم/س",      "°",         "°م",         "واط",   "ك.واط", "ك.و.س", "ك.و.س/م²/سنة",
     "ديسيبل", "مكغ/م³",    "جزء/مليون", "هكتوباسكال", "ملي ث", "ث",     "د",     "س",
     "بايت",   "كيبي بايت", "ميبي بايت", "جيبي بايت",  "بوصة",  "قدم",   "ميل",   "قدم²",
     "فدان",   "ميل²"},
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
     "نوفمبر", "ديسمبر"},
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
     "نوفمبر", "ديسمبر"},
    {"الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"},
    "EEEE، d MMMM y",
    "d MMMM y",
    "d" BELVEDERE_RLM "/M" BELVEDERE_RLM "/y",
    "d MMMM",
    "H:",
    "، ",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? "
    "4 "
    ": 5);",
    "الآن",
    {{{"قبل {n} ثانية", "قبل ثانية واحدة", "قبل ثانيتين", "قبل {n} ثوانٍ", "قبل {n} ثانية",
       "قبل {n} ثانية"},
      {"قبل {n} دقيقة", "قبل دقيقة واحدة", "قبل دقيقتين", "قبل {n} دقائق", "قبل {n} دقيقة",
       "قبل {n} دقيقة"},
      {"قبل {n} ساعة", "قبل ساعة واحدة", "قبل ساعتين", "قبل {n} ساعات", "قبل {n} ساعة",
       "قبل {n} ساعة"},
      {"قبل {n} يوم", "قبل يوم واحد", "قبل يومين",  //
       "قبل {n} أيام", "قبل {n} يومًا", "قبل {n} يوم"}}},
    " و",
    " و",
    {"شمال", "شمال شرق", "شرق", "جنوب شرق", "جنوب", "جنوب غرب", "غرب", "شمال غرب"},
    {"شمال", "شمال شرق", "شرق", "جنوب شرق", "جنوب", "جنوب غرب", "غرب", "شمال غرب"}};

#undef BELVEDERE_NBSP
#undef BELVEDERE_NNBSP
#undef BELVEDERE_LRM
#undef BELVEDERE_RLM

constexpr std::array<const LocaleTable*, 6> kTables = {&kEnglish, &kFrench,  &kSpanish,
                                                       &kRussian, &kChinese, &kArabic};

}  // namespace

const LocaleTable& locale_table(std::string_view language) {
    if (language == kIsoEnglish.code) return kIsoEnglish;
    const std::string_view code = language.substr(0, language.find('-'));
    const auto found = std::find_if(kTables.begin(), kTables.end(),
                                    [&](const LocaleTable* table) { return table->code == code; });
    return found == kTables.end() ? kEnglish : **found;
}

}  // namespace belvedere::text
