// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_symbols.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/twin/twin_query.hpp"
#include "tests/unit/layers/said_devices.hpp"

namespace belvedere::layers {
namespace {

using DeviceSymbolsTest = SaidDevices;

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

TEST_F(DeviceSymbolsTest, FollowedIsWhatTheSymbolsHoldAndNoMore) {
    say({{.id = "a", .longitude_deg = 10.0}});
    EXPECT_EQ(symbols.followed(), live.store().changes().next());
    const std::uint64_t before = symbols.followed();
    std::vector<Said> many;
    for (int i = 0; i < 2'000; ++i)
        many.push_back({.id = "m" + std::to_string(i), .longitude_deg = 10.0});
    batches[1] = {};
    follow({{"one:"}, {"two:"}});
    say(many, 1);
    EXPECT_GT(symbols.followed(), before);
    const std::uint64_t all = symbols.followed();
    look.property = "temperature";  // All are looked at anew, in slices.
    EXPECT_TRUE(symbols.update(live, look, kNow, 0.0));
    say({{.id = "a", .temperature = 1.0, .observed_at = {kNow.microseconds + 1}}});
    EXPECT_GT(symbols.followed(), all);
    EXPECT_EQ(symbols.followed(), live.store().changes().next());
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
