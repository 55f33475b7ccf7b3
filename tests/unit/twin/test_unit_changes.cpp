// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/unit_changes.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

class UnitChangesTest : public testing::Test {
  protected:
    void say(const OneNumber& one) { append(store, source, one); }
    std::string symbol(UnitId unit) { return std::string(store.units().unit(unit).symbol); }

    TwinStore store;
    SourceId source = *store.add_source({"test"});
    UnitChanges changes{store};
};

TEST_F(UnitChangesTest, ASeriesIsNewsOnceUntilSomebodyHasTakenNote) {
    say({.number = 20.0, .observed_s = 1});
    EXPECT_TRUE(changes.advance().empty()) << "the first unit is no change";
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    const auto first = changes.advance();
    ASSERT_EQ(first.size(), 1U);
    say({.number = 69.0, .observed_s = 3, .unit = "FAH"});
    say({.number = 20.0, .observed_s = 4});
    say({.number = 70.0, .observed_s = 5, .unit = "FAH"});
    EXPECT_TRUE(changes.advance().empty());
    const UnitChange* one = changes.find(first[0]);
    ASSERT_NE(one, nullptr);
    EXPECT_EQ(symbol(one->before), "°C");
    EXPECT_EQ(symbol(one->now), "°F");
    EXPECT_EQ(one->since, at_second(2));
    EXPECT_EQ(one->times, 3U);
    EXPECT_TRUE(one->is_comparable);
    EXPECT_TRUE(changes.acknowledge(first[0]));
    EXPECT_FALSE(changes.acknowledge(first[0])) << "nothing is open any more";
    say({.number = 71.0, .observed_s = 6, .unit = "FAH"});
    EXPECT_TRUE(changes.advance().empty());
    say({.number = 20.0, .observed_s = 7});
    EXPECT_EQ(changes.advance(), first) << "another change is news again";
    EXPECT_EQ(symbol(changes.find(first[0])->before), "°F");
}

TEST_F(UnitChangesTest, AnotherQuantityCannotBeCompared) {
    say({.number = 20.0, .observed_s = 1});
    say({.number = 5.0, .observed_s = 2, .unit = "GQ"});
    const auto added = changes.advance();
    ASSERT_EQ(added.size(), 1U);
    const UnitChange* one = changes.find(added[0]);
    EXPECT_EQ(symbol(one->before), "°C");
    EXPECT_EQ(symbol(one->now), "µg/m³");
    EXPECT_FALSE(one->is_comparable);
}

TEST_F(UnitChangesTest, OnlyWhatCameSinceIsNewsHoweverManyValuesCameBetween) {
    say({.number = 20.0, .observed_s = 1});
    say({.number = 68.0, .observed_s = 2, .unit = "FAH"});
    UnitChanges later(store);
    EXPECT_TRUE(later.advance().empty());
    for (std::size_t i = 0; i < limits::kChangesKept + 10; ++i)
        say({.entity = "urn:b", .number = double(i), .observed_s = 3 + std::int64_t(i)});
    EXPECT_EQ(changes.advance().size(), 1U) << "values push no change of unit out";
    EXPECT_EQ(changes.unlisted(), 0U);
}

TEST_F(UnitChangesTest, WhatIsBeyondTheirNumberIsCounted) {
    for (const char* unit : {"CEL", "FAH"}) {
        for (std::size_t i = 0; i < limits::kUnitChangesKept + 5; ++i) {
            const std::string id = "urn:" + std::to_string(i);
            say({.entity = id, .number = 1.0, .observed_s = *unit == 'C' ? 1 : 2, .unit = unit});
        }
    }
    EXPECT_EQ(changes.advance().size(), limits::kUnitChangesKept);
    EXPECT_EQ(changes.unlisted(), 5U);
    EXPECT_EQ(changes.acknowledge_all(source), limits::kUnitChangesKept);
    EXPECT_TRUE(changes.open().empty());
}

TEST_F(UnitChangesTest, ASourceThatIsForgottenTakesItsOwnAlong) {
    const SourceId other = *store.add_source({"other"});
    for (const SourceId of : {source, other}) {
        append(store, of, {.number = 20.0, .observed_s = 1});
        append(store, of, {.number = 68.0, .observed_s = 2, .unit = "FAH"});
    }
    EXPECT_EQ(changes.advance().size(), 2U);
    store.forget(source);
    EXPECT_TRUE(changes.advance().empty());
    EXPECT_EQ(changes.open_of(source), 0U);
    EXPECT_EQ(changes.open_of(other), 1U);
    EXPECT_EQ(changes.acknowledge_all(), 1U);
}

}  // namespace
}  // namespace belvedere::twin
