// SPDX-License-Identifier: Apache-2.0
#include "app/devices/series_curve.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/devices/language_map.hpp"
#include "app/devices/series_csv.hpp"
#include "app/devices/twin_text.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::devices {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class CurveTest : public testing::Test {
  protected:
    void say(const twin::OneNumber& one) { twin::append(store, source, one); }
    void say_text(std::string_view text, std::int64_t second) {
        twin::ObservationBatch batch;
        batch.received_at = twin::at_second(second);
        batch.begin_update("urn:a", "Door");
        batch.add(twin::text_of(batch, "state", text, twin::at_second(second)));
        store.append(source, batch);
    }
    SeriesCurve curve(std::string_view property, std::size_t points_max = 2000) {
        const auto entity = store.entities().find(source, "urn:a");
        const auto series = twin::find_series(store, *entity, property);
        return curve_of(store, *series,
                        {{twin::at_second(0), twin::at_second(100'000)}, points_max});
    }
    static std::vector<double> values(const SeriesCurve& curve) {
        std::vector<double> all;
        for (const CurvePoint& point : curve.points)
            all.push_back(std::isfinite(point.value) ? point.value : -999.0);
        return all;
    }
    twin::TwinStore store;
    SourceId source = *store.add_source({"test", twin::SourceKind::kLive});
};

TEST_F(CurveTest, GapsAreNeverDrawnOver) {
    for (const int second : {0, 10, 20, 30, 200, 210})
        say({.number = static_cast<double>(second), .observed_s = second});
    EXPECT_THAT(values(curve("temperature")),
                ElementsAre(0.0, 10.0, 20.0, 30.0, -999.0, 200.0, 210.0));
}

TEST_F(CurveTest, UnitsOfOneQuantityAreOneAxis) {
    say({.number = 20.0, .observed_s = 0, .unit = "CEL"});
    say({.number = 68.0, .observed_s = 1, .unit = "FAH"});
    const SeriesCurve found = curve("temperature");
    ASSERT_EQ(found.points.size(), 3U);
    EXPECT_NEAR(found.points[0].value, 68.0, 1e-9) << "in the newest unit";
    EXPECT_TRUE(std::isnan(found.points[1].value)) << "no line leads from one unit to another";
    EXPECT_NEAR(found.points[2].value, 68.0, 1e-9);
    EXPECT_EQ(found.left_out, 0U);
}

TEST_F(CurveTest, StatesAreCategoriesAndOnlyChangesStay) {
    for (int i = 0; i < 10; ++i)
        say_text(i < 5 ? "open" : "closed", i);
    const SeriesCurve found = curve("state");
    EXPECT_THAT(found.categories, ElementsAre("open", "closed"));
    EXPECT_THAT(values(found), ElementsAre(0.0, 1.0, 1.0));
    EXPECT_EQ(found.readings, 10U);
}

TEST_F(CurveTest, NoPeakIsLostWhenPointsAreTooMany) {
    for (int i = 0; i < 5000; ++i)
        say({.number = i == 2345 ? 50.0 : 20.0, .observed_s = i});
    const SeriesCurve found = curve("temperature", 100);
    EXPECT_LE(found.points.size(), 110U);
    EXPECT_THAT(values(found), testing::Contains(50.0));
    EXPECT_EQ(found.readings, 5000U);
    std::uint64_t stands_for = 0;
    double sum = 0.0;
    for (const CurvePoint& point : found.points) {
        stands_for += point.readings;
        sum += point.mean * point.readings;
    }
    EXPECT_EQ(stands_for, 5000U);
    EXPECT_NEAR(sum / 5000.0, 20.0 + 30.0 / 5000.0, 1e-9) << "the mean is that of all values";
}

TEST_F(CurveTest, TablesAreReadBackAsTheyWereSent) {
    say({.number = 20.5, .observed_s = 0, .unit = "CEL"});
    say_text("=cmd(\"x\"),y", 1);
    const auto entity = store.entities().find(source, "urn:a");
    const std::string csv =
        csv_of(store, twin::series_of(store, *entity), {twin::at_second(0), twin::at_second(9)});
    EXPECT_THAT(csv, StartsWith("device,property,dataset,observed_at,received_at,value,unit,"));
    EXPECT_THAT(csv, HasSubstr("urn:a,temperature,,2020-09-13T12:26:40Z,2020-09-13T12:26:40Z,"
                               "20.5,CEL,,test\r\n"));
    // No spreadsheet takes a text for a formula.
    EXPECT_THAT(csv, HasSubstr("\"'=cmd(\"\"x\"\"),y\""));
}

TEST_F(CurveTest, ATableHasAllThatIsInMemory) {
    constexpr int kReadings = 100'010;
    for (int i = 0; i < kReadings; ++i)
        say({.number = 1.0, .observed_s = i});
    const auto entity = store.entities().find(source, "urn:a");
    const std::string csv = csv_of(store, twin::series_of(store, *entity),
                                   {twin::at_second(0), twin::at_second(kReadings)});
    EXPECT_EQ(std::ranges::count(csv, '\n'), kReadings + 1);
    EXPECT_THAT(csv, HasSubstr(",2020-09-13T12:26:40Z,")) << "the first of them";
}

TEST_F(CurveTest, EveryQualityHasWordsAndAName) {
    for (unsigned bit = 0; bit < 14; ++bit) {
        twin::QualityFlags one;
        one.bits = static_cast<std::uint16_t>(1U << bit);
        EXPECT_EQ(quality_texts(one).size(), 1U) << bit;
    }
    twin::ObservationBatch batch;
    batch.received_at = twin::at_second(0);
    batch.begin_update("urn:a", "Door");
    batch.add(twin::text_of(batch, "state", "open", twin::at_second(0)));
    ASSERT_EQ(store.remember(source, batch, std::vector<float>{0.0F}), 1U);
    const auto entity = store.entities().find(source, "urn:a");
    EXPECT_THAT(
        csv_of(store, twin::series_of(store, *entity), {twin::at_second(0), twin::at_second(9)}),
        HasSubstr("open,,remembered,"));
}

TEST(LanguageMap, IsReadInThePersonsLanguage) {
    const std::string map = R"({"en":"Square","pt-BR":"Praça","it":["Piazza","Largo"]})";
    EXPECT_EQ(text_in_language(map, "en"), "Square");
    EXPECT_EQ(text_in_language(map, "pt"), "Praça");
    EXPECT_EQ(text_in_language(map, "it"), "Piazza, Largo");
    EXPECT_EQ(text_in_language(map, "zh"), "Square") << "English, where there is no better";
    EXPECT_EQ(text_in_language(R"({"fr":"Place","@none":"Pl."})", "ru"), "Pl.");
    EXPECT_EQ(text_in_language(R"({"fr":"Place","de":"Platz"})", "ru"), "Place");
    for (const char* other : {"{}", "[]", "", R"({"en":1})", R"({"id":"a","no":"b"})",
                              R"({"en":"a","value":"b"})", R"({"en":{"x":"y"}})", "{\"en\":"})
        EXPECT_FALSE(text_in_language(other, "en")) << other;
}

TEST_F(CurveTest, ANameInSeveralLanguagesIsAName) {
    twin::ObservationBatch batch;
    batch.received_at = twin::at_second(0);
    batch.begin_update("urn:a", "Door");
    twin::Observation name =
        twin::text_of(batch, "name", R"({"fr":"Porte","en":"Door"})", twin::at_second(0));
    name.kind = twin::ValueKind::kJson;
    batch.add(name);
    store.append(source, batch);
    const auto entity = store.entities().find(source, "urn:a");
    EXPECT_EQ(device_name(store, *entity), "Door");
    const auto reading = twin::latest_at(store, *twin::find_series(store, *entity, "name"));
    EXPECT_EQ(value_text(*reading, {}), "Door");
}

// Half a minute of memory from the 1000th second on, and what a server said of the time before.
class LoadedPastTest : public CurveTest {
  protected:
    LoadedPastTest() {
        for (int i = 0; i < 4; ++i)
            say({.number = 20.0, .observed_s = 1'000 + i * 10, .unit = "CEL"});
    }
    twin::SeriesId series() {
        return *twin::find_series(store, *store.entities().find(source, "urn:a"), "temperature");
    }
    static Result<LoadedPast> answer(std::vector<std::pair<int, double>> values, int from,
                                     const char* unit = "CEL") {
        twin::ObservationBatch batch;
        batch.received_at = twin::at_second(5'000);
        for (const auto& [second, number] : values) {
            batch.begin_update("urn:a", "Sensor");
            twin::Observation one;
            one.property = batch.add_text("temperature");
            one.unit = batch.add_text(unit);
            one.kind = twin::ValueKind::kNumber;
            one.number = number;
            one.observed_at = twin::at_second(second);
            one.quality.set(twin::Quality::kHistorical);
            batch.add(one);
        }
        return LoadedPast::of_answer(batch, {"urn:a", "temperature", "", twin::at_second(from)});
    }
    SeriesCurve curve_with(const LoadedPast& past, int from = 0) {
        CurveRequest request{{twin::at_second(from), twin::at_second(100'000)}};
        request.past = &past;
        return curve_of(store, series(), request);
    }
};

TEST_F(LoadedPastTest, IsTheOlderPartOfTheCurveInItsUnit) {
    auto past = answer({{970, 50.0}, {980, 59.0}, {990, 68.0}}, 900, "FAH");
    ASSERT_TRUE(past) << past.error().message;
    const SeriesCurve found = curve_with(*past);
    EXPECT_EQ(found.readings, 7U);
    EXPECT_EQ(found.loaded, 3U);
    EXPECT_EQ(found.loaded_until, twin::at_second(990));
    ASSERT_EQ(found.points.size(), 7U);
    EXPECT_NEAR(found.points[0].value, 10.0, 1e-9);
    EXPECT_NEAR(found.points[2].value, 20.0, 1e-9);
    EXPECT_EQ(curve_with(*past, 975).loaded, 2U) << "no more than the time that is shown";
    EXPECT_EQ(curve("temperature").loaded, 0U);
    EXPECT_EQ(store.ledger(source).updates.received, 4U) << "no part of the account";
}

TEST_F(LoadedPastTest, WhatIsInMemoryIsNotThereTwice) {
    auto past = answer({{990, 1.0}, {1'000, 2.0}, {1'010, 3.0}}, 900);
    ASSERT_TRUE(past);
    const SeriesCurve found = curve_with(*past);
    EXPECT_EQ(found.readings, 5U);
    EXPECT_EQ(found.loaded, 1U);
}

TEST_F(LoadedPastTest, GoesFurtherBackPieceByPieceUpToALimit) {
    EXPECT_EQ(known_since(store, series(), nullptr), twin::at_second(1'000));
    LoadedPast past;
    ASSERT_TRUE(past.add(*answer({{990, 5.0}}, 900)));
    ASSERT_TRUE(past.add(*answer({{890, 6.0}}, 800)));
    EXPECT_EQ(known_since(store, series(), &past), twin::at_second(800));
    EXPECT_EQ(curve_with(past).loaded, 2U);
    // Nothing was there: that is known too.
    ASSERT_TRUE(past.add(*answer({}, 700)));
    EXPECT_EQ(past.from(), twin::at_second(700));
    EXPECT_EQ(curve_with(past).loaded, 2U);
    for (std::size_t i = past.pieces().size(); i < LoadedPast::kPiecesMax; ++i)
        ASSERT_TRUE(past.add(*answer({}, 600)));
    EXPECT_EQ(past.add(*answer({}, 500)).error().kind, ErrorKind::kLimit);
}

TEST_F(LoadedPastTest, TablesHaveItAndSayWhatItIs) {
    const auto past = answer({{990, 5.0}}, 900);
    ASSERT_TRUE(past);
    const twin::SeriesId id = series();
    const std::string csv =
        csv_of(store, std::span(&id, 1), {twin::at_second(0), twin::at_second(1'005)},
               [&](twin::SeriesId) { return &*past; });
    EXPECT_THAT(csv, HasSubstr(",5,CEL,historical,test\r\n"));
    EXPECT_EQ(std::ranges::count(csv, '\n'), 3);
}

TEST_F(CurveTest, ValuesAndTheirQualityAreWords) {
    say({.number = 99.0, .observed_s = 0, .unit = "CEL"});
    const auto entity = store.entities().find(source, "urn:a");
    const auto series = twin::find_series(store, *entity, "temperature");
    const auto reading = twin::latest_at(store, *series);
    EXPECT_EQ(value_text(*reading, store.units().unit(reading->unit)), "99\u00A0°C");
    EXPECT_THAT(quality_texts(reading->quality), ElementsAre("Outside what it can physically be"));
    EXPECT_EQ(device_name(store, *entity), "a");
    EXPECT_EQ(kind_text(store, *entity), "Sensor");
}

}  // namespace
}  // namespace belvedere::devices
