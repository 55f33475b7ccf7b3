// SPDX-License-Identifier: Apache-2.0
// What is laid over the city of the values of devices: fields, columns, arrows, trails, roads.
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "app/layers/value_arrows.hpp"
#include "app/layers/value_columns.hpp"
#include "app/layers/value_display.hpp"
#include "app/layers/value_field.hpp"
#include "app/layers/value_roads.hpp"
#include "app/layers/vehicle_trails.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::test {
namespace {

using namespace layers;

constexpr UtcTime kLayersNow{1'780'000'000'000'000};

UtcTime seconds_after(double seconds) {
    return {kLayersNow.microseconds + static_cast<std::int64_t>(seconds * 1e6)};
}

// One number of a device, or its place where it has no name.
struct Told {
    std::string property;
    double number = 0.0;
    std::string unit;
};

class ToldFeed final : public feed::Feed {
  public:
    explicit ToldFeed(std::deque<twin::ObservationBatch>& batches) : batches_(batches) {}
    [[nodiscard]] feed::FeedHealth health() const override {
        feed::FeedHealth health;
        health.state = feed::FeedState::kConnected;
        return health;
    }
    [[nodiscard]] bool try_take(feed::FeedBatch& batch) override {
        if (batches_.empty()) return false;
        batch.batch = std::move(batches_.front());
        batches_.pop_front();
        return true;
    }
    void set_wake(std::function<void()>) override {}

  private:
    std::deque<twin::ObservationBatch>& batches_;
};

class ValueLayersTest : public testing::Test {
  protected:
    ValueLayersTest()
        : live({.wake = {},
                .open =
                    [this](const std::string&) {
                        return Result<std::unique_ptr<feed::Feed>>(
                            std::make_unique<ToldFeed>(batches));
                    },
                .run = [](const auto& job) { job(); }}) {
        const std::vector<live::FeedWish> wishes = {{"one:"}};
        live.follow(wishes);
        for (std::size_t i = 0; i < look.classes.size(); ++i)
            look.classes[i] = {0, static_cast<std::uint8_t>(10 + i), 0, 255};
    }

    void say(const std::string& id, const std::string& type, const twin::Position& place,
             const std::vector<Told>& values, UtcTime time = kLayersNow,
             const std::vector<twin::LinePoint>& line = {}) {
        twin::ObservationBatch batch;
        batch.received_at = time;
        batch.begin_update(id, type);
        twin::Observation where;
        where.property = batch.add_text("location");
        where.kind = twin::ValueKind::kPosition;
        where.position = place;
        where.observed_at = time;
        if (!line.empty()) where.text = batch.add_text(twin::line_text(line));
        batch.add(where);
        for (const Told& told : values) {
            twin::Observation value;
            value.property = batch.add_text(told.property);
            value.unit = batch.add_text(told.unit);
            value.kind = twin::ValueKind::kNumber;
            value.number = told.number;
            value.observed_at = time;
            batch.add(value);
        }
        batches.push_back(std::move(batch));
        while (live.take_in(100.0).updates > 0) {
        }
    }
    void follow(UtcTime now = kLayersNow) {
        while (symbols.update(live, look, now, 100.0)) {
        }
    }

    std::deque<twin::ObservationBatch> batches;
    live::LiveCity live;
    DeviceLook look;
    DeviceSymbols symbols;
};

TEST_F(ValueLayersTest, NamesOfDisplaysAreRead) {
    for (const ValueDisplay display : kValueDisplays)
        EXPECT_EQ(display_named(display_name(display)), display);
    EXPECT_EQ(display_named(""), ValueDisplay::kSymbols);
    EXPECT_FALSE(display_named("surface"));
}

TEST_F(ValueLayersTest, AFieldCountsCurrentDevicesAndTellsWhichItLeavesOut) {
    look.property = "pm25";
    for (int i = 0; i < 12; ++i) {
        say("s" + std::to_string(i), "AirQualityObserved", {10.0 + i * 0.001, 50.0},
            {{"pm25", 10.0 + i, "GQ"}}, seconds_after(-1.0));
    }
    say("old", "AirQualityObserved", {10.005, 50.002}, {{"pm25", 500.0, "GQ"}},
        seconds_after(-2'000.0));
    say("other", "WeatherObserved", {10.0, 50.001}, {{"temperature", 20.0, "CEL"}});
    follow();
    const FieldSamples samples = field_samples(symbols, ValueDisplay::kFieldDistance, true);
    EXPECT_EQ(samples.samples.size(), 12U);
    EXPECT_EQ(samples.left_out_stale + samples.left_out_lost, 1U);
    EXPECT_EQ(field_samples(symbols, ValueDisplay::kFieldDistance, true), samples);
    ASSERT_EQ(symbols.sources().size(), 1U);
    EXPECT_EQ(samples.sources, std::vector<SourceId>{symbols.sources().front()});
    const auto made = make_value_field(samples);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->field.samples, 12U);
    EXPECT_EQ(made->scale, symbols.scale());
    for (const float value : made->field.values)
        EXPECT_LT(value, 22.5F) << "the value that is old counts nowhere";
    // 71 m apart, from west to east.
    EXPECT_NEAR(samples.samples[1].x_m - samples.samples[0].x_m, 71.7, 0.5);
    EXPECT_FALSE(make_value_field(field_samples(symbols, ValueDisplay::kFieldKriging, true))
                     .value()
                     .field.leave_one_out_error < 0.0);
}

TEST_F(ValueLayersTest, AHeatMapCountsDevices) {
    for (int i = 0; i < 30; ++i)
        say("s" + std::to_string(i), "Streetlight", {10.0 + i % 6 * 0.001, 50.0 + i / 6 * 0.001},
            {});
    follow();
    const auto made = make_value_field(field_samples(symbols, ValueDisplay::kHeatMap, false));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->field.samples, 30U);
    EXPECT_EQ(made->scale.first, 0.0);
    EXPECT_GT(made->scale.low(made->scale.count), 30.0);
    // With a property only those that tell it: none does.
    EXPECT_FALSE(make_value_field(field_samples(symbols, ValueDisplay::kHeatMap, true)));
    EXPECT_FALSE(make_value_field(field_samples(symbols, ValueDisplay::kFieldDistance, true)));
}

TEST_F(ValueLayersTest, HeightsOfColumnsAreInProportion) {
    const ColumnScale from_zero = column_scale({0.0, 10.0, 4});
    EXPECT_EQ(from_zero.foot, 0.0);
    EXPECT_EQ(from_zero.top, 40.0);
    EXPECT_DOUBLE_EQ(from_zero.height_of(20.0) * 2.0, from_zero.height_of(40.0));
    EXPECT_DOUBLE_EQ(from_zero.height_of(99.0), from_zero.height_m);
    EXPECT_GT(from_zero.height_of(-5.0), 0.0);
    EXPECT_EQ(column_scale({20.0, 10.0, 3}).foot, 0.0);
    EXPECT_EQ(column_scale({20.0, 1.0, 5}).foot, 20.0);
    EXPECT_EQ(column_scale({-10.0, 5.0, 6}).foot, -10.0);

    look.property = "pm25";
    say("a", "AirQualityObserved", {10.0, 50.0}, {{"pm25", 5.0, "GQ"}});
    say("b", "AirQualityObserved", {10.001, 50.0}, {{"pm25", 10.0, "GQ"}});
    say("c", "Streetlight", {10.002, 50.0}, {});
    follow();
    const auto columns = value_columns(symbols);
    ASSERT_EQ(columns.size(), 2U);
    EXPECT_NEAR(glm::length(columns[1].top - columns[1].foot),
                column_scale(symbols.scale()).height_of(10.0), 1e-6);
    EXPECT_EQ(columns[0].color.a, 255);
}

// A wind from the west blows to the east, whoever names it; a vehicle goes where it heads.
TEST_F(ValueLayersTest, ArrowsPointWhereThingsGo) {
    say("wind", "WeatherObserved", {10.0, 50.0},
        {{"windDirection", 270.0, "DD"}, {"windSpeed", 5.0, "MTS"}});
    say("bus", "Vehicle", {10.001, 50.0}, {{"heading", 0.0, "DD"}, {"speed", 36.0, "KMH"}});
    say("unknown", "WeatherObserved", {10.002, 50.0},
        {{"windDirection", -9999.0, "DD"}, {"windSpeed", 5.0, "MTS"}});
    say("still", "WeatherObserved", {10.003, 50.0}, {{"windSpeed", 5.0, "MTS"}});
    follow();
    const ValueArrows found = value_arrows(symbols, live.store());
    ASSERT_EQ(found.arrows.size(), 2U);
    const geo::LocalFrame frame = geo::east_north_up(found.arrows[0].place);
    EXPECT_NEAR(glm::dot(found.arrows[0].towards, frame.axes[0]), 1.0, 1e-9);
    EXPECT_NEAR(glm::dot(found.arrows[1].towards, frame.axes[1]), 1.0, 1e-6);
    EXPECT_NEAR(found.arrows[1].speed, 10.0, 1e-9) << "36 km/h in the first one's unit";
    EXPECT_NEAR(found.fastest, 10.0, 1e-9);
}

TEST_F(ValueLayersTest, TrailsAreWhatWasToldAndNothingAhead) {
    for (int i = 0; i < 4; ++i)
        say("bus", "Vehicle", {10.0 + i * 0.001, 50.0}, {}, seconds_after(i * 10.0 - 30.0));
    say("lamp", "Streetlight", {10.0, 50.0}, {});
    follow();
    VehicleTrails trails;
    EXPECT_TRUE(trails.update(symbols, live.store(), kLayersNow));
    EXPECT_FALSE(trails.update(symbols, live.store(), kLayersNow));
    ASSERT_EQ(trails.trails().size(), 1U);
    const Trail& trail = trails.trails()[0];
    ASSERT_EQ(trail.fixes.size(), 4U);
    EXPECT_NEAR(trail.fixes.front().position.longitude_deg, 10.0, 1e-7);
    const auto at_share = [&](double seconds) {
        const auto place = interpolated_place(trail, seconds_after(seconds));
        if (!place) return -1.0;
        return glm::length(*place - trail.fixes[2].place) /
               glm::length(trail.fixes[3].place - trail.fixes[2].place);
    };
    EXPECT_NEAR(at_share(0.0), 0.0, 1e-9);
    EXPECT_NEAR(at_share(4.0), 0.4, 1e-9);
    EXPECT_EQ(at_share(10.0), -1.0) << "it has arrived and goes no farther";
    EXPECT_EQ(at_share(-1.0), -1.0);
    // On the surface, once; a place that is known is not looked for again.
    int asked = 0;
    const auto surface = [&](const geo::Geodetic& place) -> std::optional<glm::dvec3> {
        ++asked;
        return geo::to_ecef({place.longitude_deg, place.latitude_deg, 77.0});
    };
    EXPECT_FALSE(trails.place(surface, 10.0));
    EXPECT_EQ(asked, 4);
    EXPECT_NEAR(geo::to_geodetic(trails.trails()[0].fixes[0].place).height_m, 77.0, 1e-6);
    say("bus", "Vehicle", {10.004, 50.0}, {}, seconds_after(1.0));
    follow();
    EXPECT_TRUE(trails.update(symbols, live.store(), seconds_after(1.0)));
    EXPECT_FALSE(trails.place(surface, 10.0));
    EXPECT_EQ(asked, 5);
}

TEST_F(ValueLayersTest, RoadsFollowTheirLine) {
    const double nan = std::nan("");
    say("road", "TrafficFlowObserved", {10.001, 50.0}, {{"intensity", 9.0, "C62"}}, kLayersNow,
        {{10.0, 50.0}, {10.002, 50.0}, {nan, 0.0}, {10.003, 50.0}, {10.003, 50.0001}});
    say("point", "TrafficFlowObserved", {10.001, 50.001}, {});
    follow();
    ValueRoads roads;
    EXPECT_TRUE(roads.update(symbols, live.store()));
    EXPECT_FALSE(roads.update(symbols, live.store()));
    ASSERT_EQ(roads.roads().size(), 1U);
    const auto& points = roads.roads()[0].points;
    // 143 m in six pieces, 11 m in one.
    ASSERT_EQ(points.size(), 9U);
    EXPECT_TRUE(points[0].begins);
    EXPECT_TRUE(points[7].begins);
    for (std::size_t i = 1; i < 7; ++i)
        EXPECT_LE(glm::length(points[i].place - points[i - 1].place), kRoadPiece_m);
    EXPECT_FALSE(roads.place(
        [](const geo::Geodetic& place) -> std::optional<glm::dvec3> {
            return geo::to_ecef({place.longitude_deg, place.latitude_deg, 5.0});
        },
        10.0));
    EXPECT_NEAR(geo::to_geodetic(roads.roads()[0].points[8].place).height_m, 5.0, 1e-6);
    EXPECT_FALSE(roads.update(symbols, live.store())) << "what is placed stays";
    EXPECT_NEAR(geo::to_geodetic(roads.roads()[0].points[8].place).height_m, 5.0, 1e-6);
}

}  // namespace
}  // namespace belvedere::test
