// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "app/describe/fit_sentence.hpp"
#include "app/describe/object_sentence.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/describe/view_sentence.hpp"
#include "app/words/words.hpp"
#include "engine/text/translator.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/describe/plain_city.hpp"

namespace belvedere::describe {
namespace {

// No-break spaces as plain ones: numbers and units are held together by them.
std::string plain(std::string text) {
    for (const std::string_view space : {"\u00A0", "\u202F"}) {
        for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space))
            text.replace(at, space.size(), " ");
    }
    return text;
}

ViewFacts over_elm_street() {
    ViewFacts facts;
    facts.above_ground_m = 120.3;
    facts.place = "Elm Street";
    facts.heading_deg = 44.0;
    facts.pitch_deg = -35.0;
    facts.in_view[0] = 214;
    facts.nearest = NamedObject{"Town hall", 80.2, 5.0, 70.0};
    return facts;
}

TEST(ViewSentence, SaysWhereAndWhatAndWhatIsNearest) {
    words::use(nullptr);
    EXPECT_EQ(plain(view_sentence(over_elm_street(), Verbosity::kNormal)),
              "120 m above Elm Street, looking north-east and down. 214 buildings in view. "
              "Nearest: Town hall, 80 m ahead.");
    EXPECT_EQ(plain(view_sentence(over_elm_street(), Verbosity::kShort)),
              "120 m above Elm Street, looking north-east and down. 214 buildings in view.");
}

TEST(ViewSentence, SaysFeetWhereFeetAreRead) {
    words::use(nullptr);
    words::set_measures(text::Measures::kImperial);
    EXPECT_EQ(plain(view_sentence(over_elm_street(), Verbosity::kNormal)),
              "395 ft above Elm Street, looking north-east and down. 214 buildings in view. "
              "Nearest: Town hall, 263 ft ahead.");
    EXPECT_EQ(plain(said_length(1.5)), "4.9 ft");
    EXPECT_EQ(plain(said_length(1273.0)), "4,180 ft");
    EXPECT_EQ(plain(said_length(1609.0)), "1.0 mi");
    EXPECT_EQ(plain(said_length(-3218.688)), "-2.0 mi");
    words::set_measures(text::Measures::kMetric);
    EXPECT_EQ(plain(said_length(1609.0)), "1.6 km");
}

TEST(ViewSentence, SaysSelectionStyleAndSun) {
    words::use(nullptr);
    ViewFacts facts = over_elm_street();
    facts.selected = 1;
    facts.style = {"Height", "3", "48"};
    facts.sun = SunFacts{225.0, 41.0, "15:00 UTC"};
    EXPECT_EQ(plain(view_sentence(facts, Verbosity::kFull)),
              "120 m above Elm Street, looking north-east and down. 214 buildings in view. "
              "Nearest: Town hall, 80 m ahead. 1 object is selected. Coloured by Height, from 3 to "
              "48. It is 15:00 UTC; the sun stands 41° high in the south-west.");
    EXPECT_EQ(plain(view_sentence(facts, Verbosity::kNormal)).find("sun"), std::string::npos);
}

TEST(ViewSentence, SaysTiltInWords) {
    words::use(nullptr);
    const auto looking = [](double pitch_deg) {
        ViewFacts facts;
        facts.place = "x";
        facts.pitch_deg = pitch_deg;
        const std::string told = view_sentence(facts, Verbosity::kShort);
        return told.substr(0, told.find('.') + 1);
    };
    EXPECT_EQ(looking(-89.5), "At x, looking straight down, north at the top.");
    EXPECT_EQ(looking(-30.0), "At x, looking north and down.");
    EXPECT_EQ(looking(-10.0), "At x, looking north and slightly down.");
    EXPECT_EQ(looking(0.0), "At x, looking north.");
    EXPECT_EQ(looking(12.0), "At x, looking north and slightly up.");
    EXPECT_EQ(looking(90.0), "At x, looking north and up.");
}

TEST(ViewSentence, CountsKindsInTheirPlural) {
    words::use(nullptr);
    ViewFacts facts;
    facts.place = "x";
    const auto counted = [&] {
        const std::string told = plain(view_sentence(facts, Verbosity::kShort));
        return told.substr(told.find('.') + 2);
    };
    EXPECT_EQ(counted(), "Nothing is in view.");
    facts.in_view = {1, 0, 2, 0, 0, 0, 0, 0};
    EXPECT_EQ(counted(), "1 building and 2 trees in view.");
    facts.in_view = {2, 1, 1, 4, 1, 0, 0, 0};
    EXPECT_EQ(counted(), "2 buildings, 1 bridge, 1 tree and 5 more in view.");
}

TEST(ViewSentence, TakesThePluralFormsOfRussian) {
    const belvedere::test::TemporaryFolder folder;
    folder.write("ru.po", R"(msgid ""
msgstr ""
"Language: ru\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\n"

msgctxt "describe.buildings"
msgid "{n} building"
msgid_plural "{n} buildings"
msgstr[0] "{n} здание"
msgstr[1] "{n} здания"
msgstr[2] "{n} зданий"
)");
    text::Translator translator({folder.path().string(), folder.path().string()});
    ASSERT_TRUE(translator.choose("ru"));
    words::use(&translator);
    const auto counted = [](std::uint64_t n) {
        return plain(counted_kind(city::FeatureKind::kBuilding, n));
    };
    const std::string one = counted(21);
    const std::string few = counted(22);
    const std::string many = counted(1011);
    words::use(nullptr);
    EXPECT_EQ(one, "21 здание");
    EXPECT_EQ(few, "22 здания");
    EXPECT_EQ(many, "1 011 зданий");
}

TEST(ViewSentence, IsTranslatedWhole) {
    text::Translator translator({"none", "none"});
    ASSERT_TRUE(translator.choose("qps"));
    words::use(&translator);
    const std::string told = view_sentence(over_elm_street(), Verbosity::kFull);
    words::use(nullptr);
    for (const char* english : {"above", "looking", "in view", "Nearest", "ahead", "buildings"})
        EXPECT_EQ(told.find(english), std::string::npos) << told;
    EXPECT_NE(told.find("Elm Street"), std::string::npos);
}

TEST(ObjectSentence, SaysWhatTheDataSay) {
    words::use(nullptr);
    const SceneObject hall =
        object_at(test::cube_at(1, 60.0, 60.0, 24.0), test::eye_at({0, 0, 5}, 45.0, 0.0));
    ObjectFacts facts;
    facts.id = "B1";
    EXPECT_EQ(plain(object_sentence({hall, facts, false, {}})),
              "Building B1, 68 m ahead, north-east (45°). Kind: Building. About 24 m high by its "
              "shape.");
    facts.name = "Town hall";
    facts.function = "public";
    facts.street = "Elm Street";
    facts.house_number = "1";
    facts.height_m = 24.5;
    facts.storeys = 1;
    EXPECT_EQ(plain(object_sentence({hall, facts, true, {{"School", {40.0, 270.0}}}})),
              "Town hall, 68 m ahead, north-east (45°). Address: Elm Street 1. Building, use: "
              "public. 24 m high. 1 storey. Selected. Near by: School (40 m, west).");
    EXPECT_EQ(neighbours_sentence({}), "Nothing else is loaded near it.");
}

TEST(QuantityWords, RoundToWhatAnEarKeeps) {
    words::use(nullptr);
    EXPECT_EQ(plain(said_length(4.46)), "4.5 m");
    EXPECT_EQ(plain(said_length(80.4)), "80 m");
    EXPECT_EQ(plain(said_length(1234.0)), "1.2 km");
    EXPECT_EQ(plain(said_degrees(359.7)), "0°");
    EXPECT_EQ(plain(said_position({30.0, 180.0, 0.5})), "30 m below");
    EXPECT_EQ(plain(said_position({30.0, 180.0, 20.0})), "30 m behind");
    EXPECT_TRUE(kind_is_called(city::FeatureKind::kBuilding, "build"));
    EXPECT_FALSE(kind_is_called(city::FeatureKind::kBuilding, "bu"));
}

TEST(FitSentence, SaysWhatTheFirstViewLeavesOut) {
    EXPECT_TRUE(fit_sentence({.shown = 1600, .features = 1600}).empty());
    EXPECT_EQ(fit_sentence({.reason = city::DenseReason::kOutliers, .shown = 980, .features = 990}),
              "The first view shows about 980 of 990 features: the rest lies far out");
    EXPECT_EQ(fit_sentence({.reason = city::DenseReason::kTooWide, .shown = 12, .features = 515}),
              "The first view shows about 12 of 515 features, where most are: all at once would be "
              "too small to see");
}

}  // namespace
}  // namespace belvedere::describe
