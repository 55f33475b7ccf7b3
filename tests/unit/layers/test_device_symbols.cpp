// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_symbols.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/twin/twin_query.hpp"

namespace belvedere::layers {
namespace {

constexpr UtcTime kNow{1'780'000'000'000'000};
constexpr double kWhole_s = 100.0;

// What one device says.
struct Said {
    std::string id;
    std::string type = "AirQualityObserved";
    std::optional<double> longitude_deg;
    std::optional<double> temperature;
    std::string unit = "CEL";
    UtcTime observed_at = kNow;
    bool is_deleted = false;
};

// Hands over the batches that the test puts into it.
class HandFeed final : public feed::Feed {
  public:
    explicit HandFeed(std::deque<twin::ObservationBatch>& batches) : batches_(batches) {}
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

class DeviceSymbolsTest : public testing::Test {
  protected:
    DeviceSymbolsTest()
        : live({.wake = {}, .open = [this](const std::string& url) {
                    return Result<std::unique_ptr<feed::Feed>>(
                        std::make_unique<HandFeed>(batches[url == "one:" ? 0 : 1]));
                }}) {
        follow({{"one:"}});
        for (std::size_t i = 0; i < look.kinds.size(); ++i)
            look.kinds[i] = {static_cast<std::uint8_t>(10 + i), 0, 0, 255};
        for (std::size_t i = 0; i < look.classes.size(); ++i)
            look.classes[i] = {0, static_cast<std::uint8_t>(10 + i), 0, 255};
        look.faded = {0, 0, 0, 255};
    }

    void follow(const std::vector<live::FeedWish>& wishes) { live.follow(wishes); }

    void say(const std::vector<Said>& all, std::size_t feed = 0, UtcTime received_at = kNow) {
        twin::ObservationBatch batch;
        batch.received_at = received_at;
        for (const Said& said : all) {
            batch.begin_update(said.id, said.type).deletes_entity = said.is_deleted;
            if (said.longitude_deg) {
                twin::Observation place;
                place.property = batch.add_text("location");
                place.kind = twin::ValueKind::kPosition;
                place.position.longitude_deg = *said.longitude_deg;
                place.position.latitude_deg = 50.0;
                place.observed_at = said.observed_at;
                batch.add(place);
            }
            if (!said.temperature) continue;
            twin::Observation value;
            value.property = batch.add_text("https://uri.etsi.org/ngsi-ld/temperature");
            value.unit = batch.add_text(said.unit);
            value.kind = twin::ValueKind::kNumber;
            value.number = *said.temperature;
            value.observed_at = said.observed_at;
            batch.add(value);
        }
        batches[feed].push_back(std::move(batch));
        while (live.take_in(kWhole_s).updates > 0) {
        }
        update();
    }
    void update(UtcTime now = kNow) { EXPECT_FALSE(symbols.update(live, look, now, kWhole_s)); }
    const Sign& symbol(std::size_t index) const { return symbols.symbols()[index]; }
    const Device& device(std::size_t index) const { return symbols.devices()[index]; }

    std::deque<twin::ObservationBatch> batches[2];
    live::LiveCity live;
    DeviceLook look;
    DeviceSymbols symbols;
};

TEST_F(DeviceSymbolsTest, DevicesWithAPlaceAreDrawn) {
    say({{.id = "a", .longitude_deg = 10.0}, {.id = "b", .temperature = 3.0}});
    ASSERT_EQ(symbols.devices().size(), 1U);
    EXPECT_EQ(device(0).kind, DeviceKind::kAir);
    EXPECT_EQ(symbol(0).shape, SignShape::kHexagon);
    EXPECT_EQ(symbol(0).fill, SignFill::kSolid);
    EXPECT_EQ(symbol(0).color.r, 11);
    EXPECT_EQ(symbols.take_changed().empty(), false);
    EXPECT_TRUE(symbols.take_changed().empty());
    say({{.id = "b", .longitude_deg = 10.001}});
    ASSERT_EQ(symbols.devices().size(), 2U);
    const glm::dvec3 second =
        symbols.anchor() + glm::dvec3(symbol(1).x_m, symbol(1).y_m, symbol(1).z_m);
    EXPECT_LT(glm::distance(second, geo::to_ecef({10.001, 50.0, 0.0})), 0.01);
    EXPECT_EQ(symbols.take_changed(), (std::vector<std::uint32_t>{1, 1}));
}

TEST_F(DeviceSymbolsTest, OnlyWhatChangedIsTold) {
    say({{.id = "a", .longitude_deg = 10.0, .temperature = 0.0},
         {.id = "b", .longitude_deg = 10.1, .temperature = 20.0}});
    look.property = "temperature";
    update();
    (void)symbols.take_changed();
    update();
    EXPECT_TRUE(symbols.take_changed().empty());
    say({{.id = "b", .temperature = 9.0, .observed_at = {kNow.microseconds + 1}}});
    EXPECT_EQ(symbols.take_changed(), std::vector<std::uint32_t>{1});
}

TEST_F(DeviceSymbolsTest, ValuesAreColouredByTheirClassAndConverted) {
    look.property = "temperature";
    say({{.id = "a", .longitude_deg = 10.0, .temperature = 0.0},
         {.id = "b", .longitude_deg = 10.1, .temperature = 68.0, .unit = "FAH"},
         {.id = "c", .longitude_deg = 10.2, .temperature = 5.0, .unit = "MTR"},
         {.id = "d", .longitude_deg = 10.3}});
    EXPECT_NEAR(device(1).number, 20.0, 1e-9);
    EXPECT_FALSE(device(2).has_value) << "metres are no temperature";
    EXPECT_EQ(symbols.counts().valued, 2U);
    EXPECT_EQ(symbol(0).color.g, 10);
    EXPECT_EQ(symbol(1).color.g, 10 + symbols.scale().count - 1);
    EXPECT_EQ(symbol(3).color.r, look.without.r);
    EXPECT_LT(symbol(3).size_sixteenths, symbol(0).size_sixteenths);
    EXPECT_EQ(live.store().units().unit(symbols.unit()).symbol, "°C");
    look.property = {};
    update();
    EXPECT_EQ(symbol(0).color.g, 0);
}

TEST_F(DeviceSymbolsTest, TimeAloneMakesThemStaleAndFades) {
    say({{.id = "a", .longitude_deg = 10.0}});
    const SignColor fresh = symbol(0).color;
    (void)symbols.take_changed();
    update({kNow.microseconds + 1'000'000'000});
    // A pass over all begins once a second of real time.
    for (int i = 0; i < 400 && symbol(0).fill == SignFill::kSolid; ++i) {
        const double until_s = system_clock().steady_seconds() + 0.01;
        while (system_clock().steady_seconds() < until_s) {
        }
        update({kNow.microseconds + 1'000'000'000});
    }
    EXPECT_EQ(symbol(0).fill, SignFill::kHollow);
    EXPECT_EQ(device(0).state, twin::TwinState::kStale);
    EXPECT_LE(symbol(0).color.r, fresh.r);
    EXPECT_FALSE(symbols.take_changed().empty());
}

TEST_F(DeviceSymbolsTest, DevicesOfFeedsThatAreGoneAreNotDrawn) {
    follow({{"one:"}, {"two:"}});
    say({{.id = "a", .longitude_deg = 10.0}});
    say({{.id = "a", .longitude_deg = 10.1}}, 1);
    EXPECT_EQ(symbols.counts().shown, 2U);
    follow({{"two:"}});
    update();
    EXPECT_EQ(symbols.counts().shown, 1U);
    EXPECT_EQ(symbol(0).color.a, 0);
    EXPECT_EQ(symbols.find(twin::EntityId{0}), nullptr);
    EXPECT_NE(symbols.find(twin::EntityId{1}), nullptr);
    say({{.id = "a", .observed_at = {kNow.microseconds + 5}, .is_deleted = true}}, 1);
    EXPECT_EQ(symbols.counts().shown, 0U);
    follow({{"one:"}, {"two:"}});
    update();
    EXPECT_EQ(symbols.counts().shown, 0U) << "what was forgotten has to be said again";
    say({{.id = "a", .longitude_deg = 10.0}});
    EXPECT_EQ(symbols.counts().shown, 1U);
    EXPECT_EQ(symbols.shown(), 1U);
    EXPECT_EQ(symbols.devices().size(), 2U) << "it stands in the place that was free";
    EXPECT_NE(symbols.find(twin::EntityId{2}), nullptr) << "as another entity";
    EXPECT_EQ(symbols.find(twin::EntityId{0}), nullptr);
}

TEST_F(DeviceSymbolsTest, TheyStandOnTheSurfaceAndAreMovedWhenItChanges) {
    say({{.id = "a", .longitude_deg = 10.0}, {.id = "b", .longitude_deg = 10.1}});
    double height = 120.0;
    int asked = 0;
    const auto surface = [&](const geo::Geodetic& place) -> std::optional<glm::dvec3> {
        ++asked;
        if (place.longitude_deg > 10.05) return std::nullopt;
        return geo::to_ecef({place.longitude_deg, place.latitude_deg, height});
    };
    EXPECT_FALSE(symbols.place(surface, kWhole_s));
    EXPECT_NEAR(geo::to_geodetic(device(0).place).height_m, 120.0, 1e-3);
    EXPECT_NEAR(geo::to_geodetic(device(1).place).height_m, 0.0, 1e-3);
    EXPECT_FALSE(symbols.place(surface, kWhole_s));
    EXPECT_EQ(asked, 2) << "what stands is not asked for again";
    height = 200.0;
    symbols.place_again();
    EXPECT_FALSE(symbols.place(surface, kWhole_s));
    EXPECT_EQ(asked, 4);
    EXPECT_NEAR(geo::to_geodetic(device(0).place).height_m, 200.0, 1e-3);
    // Who moves keeps the height until the surface there is known.
    say({{.id = "a", .longitude_deg = 10.02, .observed_at = {kNow.microseconds + 5}}});
    EXPECT_NEAR(geo::to_geodetic(device(0).place).height_m, 200.0, 1e-3);
    EXPECT_FALSE(symbols.place(surface, kWhole_s));
    EXPECT_EQ(asked, 5);
}

TEST_F(DeviceSymbolsTest, TheChosenOneIsMarked) {
    say({{.id = "a", .longitude_deg = 10.0}, {.id = "b", .longitude_deg = 10.1}});
    look.chosen = device(1).entity;
    update();
    EXPECT_EQ(symbol(0).flags, 0);
    EXPECT_EQ(symbol(1).flags, kSignChosen);
}

TEST_F(DeviceSymbolsTest, WorkIsBoundedAndGoesOn) {
    std::vector<Said> many;
    for (int i = 0; i < 2'000; ++i)
        many.push_back({.id = "d" + std::to_string(i), .longitude_deg = 10.0 + 1e-5 * i});
    say(many);
    EXPECT_EQ(symbols.devices().size(), 2'000U);
    DeviceSymbols slow;
    int calls = 0;
    while (slow.update(live, look, kNow, 0.0))
        ++calls;
    EXPECT_GT(calls, 5);
    EXPECT_EQ(slow.devices().size(), 2'000U);
    EXPECT_EQ(slow.counts().shown, 2'000U);
}

}  // namespace
}  // namespace belvedere::layers
