// SPDX-License-Identifier: Apache-2.0
#include "app/layers/device_groups.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/geo/geodetic.hpp"
#include "tests/unit/layers/said_devices.hpp"

namespace belvedere::layers {
namespace {

class DeviceGroupsTest : public SaidDevices {
  protected:
    // A thousand pixels for each degree, from 10 degrees on.
    GroupView view(float reach_px = 30.0F) {
        GroupView view;
        view.on_screen = [this](const glm::dvec3& place) -> std::optional<glm::vec2> {
            const double longitude = geo::to_geodetic(place).longitude_deg;
            const glm::vec2 at{static_cast<float>((longitude - 10.0) * zoom), 100.0F};
            if (at.x < 0.0F || at.x >= 1000.0F) return std::nullopt;
            return at;
        };
        view.size_px = {1000.0F, 500.0F};
        view.reach_px = reach_px;
        view.is_alarmed = [this](twin::EntityId device) { return alarmed.contains(device.value); };
        view.alarm = {255, 0, 0, 255};
        return view;
    }
    void group(float reach_px = 30.0F) {
        groups.begin(symbols, view(reach_px), look);
        EXPECT_FALSE(groups.advance(symbols, kWhole_s));
    }
    void say_at(const std::string& id, double longitude_deg, UtcTime at = kNow) {
        say({{.id = id, .longitude_deg = longitude_deg, .temperature = 20.0, .observed_at = at}});
    }
    // Every device that is shown is counted once.
    void expect_all_counted() {
        std::set<std::uint32_t> members;
        std::size_t sum = 0;
        for (std::size_t g = 0; g < groups.groups().size(); ++g) {
            const DeviceGroup& group = groups.groups()[g];
            EXPECT_GE(group.members.size(), 2U);
            sum += group.members.size();
            for (const std::uint32_t member : group.members) {
                EXPECT_EQ(groups.group_of(member), g);
                EXPECT_TRUE(members.insert(member).second) << "in two groups";
            }
        }
        EXPECT_EQ(sum, groups.grouped());
        std::size_t alone = 0;
        for (std::size_t i = 0; i < symbols.devices().size(); ++i) {
            const bool is_alone = groups.group_of(i) == DeviceGroups::kAlone;
            if (is_alone && symbols.devices()[i].is_shown) ++alone;
        }
        EXPECT_EQ(sum + alone, symbols.shown());
    }
    DeviceGroups groups;
    double zoom = 1000.0;
    std::set<std::uint32_t> alarmed;
};

TEST_F(DeviceGroupsTest, WhatWouldOverlapIsOneAndTheRestIsAlone) {
    for (const auto& [id, longitude] :
         {std::pair{"a", 10.100}, std::pair{"b", 10.110}, std::pair{"c", 10.120},
          std::pair{"far", 10.5}, std::pair{"outside", 12.0}})
        say_at(id, longitude);
    group();
    ASSERT_EQ(groups.groups().size(), 1U);
    EXPECT_THAT(groups.groups()[0].members, testing::ElementsAre(0, 1, 2));
    EXPECT_EQ(groups.on_screen(), 2U) << "the group and the far one";
    expect_all_counted();
    // Nearer they are apart.
    zoom = 8000.0;
    group();
    EXPECT_TRUE(groups.groups().empty());
    expect_all_counted();
}

TEST_F(DeviceGroupsTest, TheWorstOfAGroupIsShown) {
    say_at("a", 10.100);
    say_at("old", 10.105, {kNow.microseconds - 3'600'000'000});
    say_at("b", 10.110);
    group();
    ASSERT_EQ(groups.groups().size(), 1U);
    const twin::TwinState worst = symbols.devices()[1].state;
    EXPECT_NE(worst, twin::TwinState::kLive);
    EXPECT_EQ(groups.groups()[0].worst, worst);
    EXPECT_NE(groups.groups()[0].sign.fill, SignFill::kSolid);
    EXPECT_EQ(groups.groups()[0].alarmed, 0U);
    alarmed = {symbols.devices()[2].entity.value};
    group();
    EXPECT_EQ(groups.groups()[0].alarmed, 1U);
    EXPECT_EQ(groups.groups()[0].sign.color, (SignColor{255, 0, 0, 255}));
}

TEST_F(DeviceGroupsTest, StatesAreOrderedByHowBadTheyAre) {
    using enum twin::TwinState;
    const twin::TwinState order[] = {kLive, kSimulated, kReplayed, kDisputed, kStale, kLost};
    for (std::size_t i = 1; i < std::size(order); ++i)
        EXPECT_GT(gravity_of(order[i]), gravity_of(order[i - 1]));
}

TEST_F(DeviceGroupsTest, TheHighestValueGivesTheColour) {
    look.property = "temperature";
    say({{.id = "a", .longitude_deg = 10.1, .temperature = 0.0},
         {.id = "b", .longitude_deg = 10.101, .temperature = 100.0}});
    group();
    ASSERT_EQ(groups.groups().size(), 1U);
    EXPECT_EQ(groups.groups()[0].sign.color, look.classes[symbols.scale().class_of(100.0)]);
}

TEST_F(DeviceGroupsTest, TheChosenDeviceStaysAlone) {
    say_at("a", 10.100);
    say_at("b", 10.101);
    say_at("c", 10.102);
    look.chosen = symbols.devices()[1].entity;
    update();
    group();
    ASSERT_EQ(groups.groups().size(), 1U);
    EXPECT_THAT(groups.groups()[0].members, testing::ElementsAre(0, 2));
    expect_all_counted();
}

TEST_F(DeviceGroupsTest, WhatWasFoundHoldsUntilTheNextIsWhole) {
    std::vector<Said> all;
    for (int i = 0; i < 3000; ++i)
        all.push_back({.id = "d" + std::to_string(i),
                       .longitude_deg = 10.0 + 0.9 * std::fmod(i * 0.6180339887, 1.0)});
    say(all);
    group();
    expect_all_counted();
    const std::uint64_t before = groups.revision();
    const std::size_t count = groups.groups().size();
    EXPECT_GT(count, 10U);
    groups.begin(symbols, view(60.0F), look);
    int turns = 1;
    while (groups.advance(symbols, 0.0)) {
        EXPECT_EQ(groups.revision(), before);
        EXPECT_EQ(groups.groups().size(), count);
        ++turns;
    }
    EXPECT_GT(turns, 10) << "in slices";
    EXPECT_GT(groups.revision(), before);
    EXPECT_LT(groups.groups().size(), count);
    expect_all_counted();
    // The same view gives the same groups.
    const std::vector<std::uint32_t> first = groups.groups()[0].members;
    group(60.0F);
    EXPECT_EQ(groups.groups()[0].members, first);
    groups.clear();
    EXPECT_TRUE(groups.groups().empty());
    EXPECT_EQ(groups.group_of(0), DeviceGroups::kAlone);
}

TEST_F(DeviceGroupsTest, NoTwoSymbolsAreNearerThanTheReach) {
    std::vector<Said> all;
    for (int i = 0; i < 500; ++i)
        all.push_back({.id = "d" + std::to_string(i),
                       .longitude_deg = 10.0 + 0.9 * std::fmod(i * 0.7548776662, 1.0)});
    say(all);
    group();
    const GroupView seen = view();
    std::vector<glm::vec2> at;
    for (const DeviceGroup& each : groups.groups())
        at.push_back(*seen.on_screen(symbols.devices()[each.stands_at].place));
    for (std::size_t i = 0; i < symbols.devices().size(); ++i) {
        if (groups.group_of(i) == DeviceGroups::kAlone)
            at.push_back(*seen.on_screen(symbols.devices()[i].place));
    }
    EXPECT_EQ(at.size(), groups.on_screen());
    for (std::size_t i = 0; i < at.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_GE(std::abs(at[i].x - at[j].x), seen.reach_px);
    }
}

}  // namespace
}  // namespace belvedere::layers
