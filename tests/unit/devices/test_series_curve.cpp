// SPDX-License-Identifier: Apache-2.0
#include "app/devices/series_curve.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

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
    ASSERT_EQ(found.points.size(), 2U);
    EXPECT_NEAR(found.points[0].value, 68.0, 1e-9) << "in the newest unit";
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
