// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/history.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

PastObservation past(std::int64_t second, PackedValue value) {
    PastObservation observation;
    observation.observed_at = observation.received_at = at_second(second);
    observation.value = std::move(value);
    return observation;
}

TEST(PackedValue, HoldsWhatItWasGiven) {
    EXPECT_EQ(PackedValue::of_number(ValueKind::kNumber, 21.5).number(), 21.5);
    EXPECT_EQ(PackedValue::of_text(ValueKind::kText, "open").text(), "open");
    EXPECT_EQ(PackedValue::of_text(ValueKind::kText, "").text(), "");
    const Position place = PackedValue::of_position({-179.1234567, -89.7654321, 12.0F}).position();
    EXPECT_NEAR(place.longitude_deg, -179.1234567, 5e-8);
    EXPECT_NEAR(place.latitude_deg, -89.7654321, 5e-8);
    EXPECT_EQ(place.height_m, 12.0F);
    EXPECT_TRUE(std::isnan(PackedValue::of_position({1.0, 2.0}).position().height_m));
}

TEST(PackedValue, EqualsByKindAndContent) {
    const PackedValue open = PackedValue::of_text(ValueKind::kText, "open");
    EXPECT_TRUE(open.equals(open.copy()));
    EXPECT_FALSE(open.equals(PackedValue::of_text(ValueKind::kReference, "open")));
    EXPECT_FALSE(open.equals(PackedValue::of_number(ValueKind::kNumber, 1.0)));
    const PackedValue place = PackedValue::of_position({1.0, 2.0});
    EXPECT_TRUE(place.equals(PackedValue::of_position({1.0, 2.0})));
    EXPECT_FALSE(place.equals(PackedValue::of_position({1.0, 2.0, 3.0F})));
}

TEST(History, IsWalkedBackwardsByItsLinks) {
    History history;
    std::uint64_t last = 0;
    for (int i = 0; i < 10; ++i) {
        PastObservation one = past(i, PackedValue::of_number(ValueKind::kNumber, i));
        one.previous = last;
        last = history.add(std::move(one));
    }
    int expected = 9;
    for (const auto* one = history.at(last); one != nullptr; one = history.at(one->previous))
        EXPECT_EQ(one->value.number(), expected--);
    EXPECT_EQ(expected, -1);
    EXPECT_EQ(history.at(0), nullptr);
    EXPECT_EQ(history.at(11), nullptr);
}

TEST(History, StaysWithinItsBytesAndSaysSinceWhen) {
    constexpr std::uint64_t kBytes = 20'000;
    History history(kBytes);
    for (int i = 0; i < 5000; ++i) {
        const std::string text(static_cast<std::size_t>(i % 300), 'x');
        history.add(past(i, PackedValue::of_text(ValueKind::kText, text)));
        ASSERT_LE(history.bytes(), kBytes);
    }
    EXPECT_GT(history.bytes(), kBytes / 2);
    EXPECT_EQ(history.at(1), nullptr);
    const auto* newest = history.at(5000);
    ASSERT_NE(newest, nullptr);
    EXPECT_EQ(newest->observed_at, at_second(4999));
    const auto* oldest = history.at(5001 - history.size());
    ASSERT_NE(oldest, nullptr);
    EXPECT_GT(oldest->received_at, history.complete_since());
}

TEST(History, ThirtyTwoBitsOfANumberFindTheNewestOfASeries) {
    History history(100 * sizeof(PastObservation));
    const SeriesId mine{1}, other{2};
    const auto add = [&history](SeriesId series) {
        PastObservation one = past(0, PackedValue::of_number(ValueKind::kNumber, series.value));
        one.series = series;
        return static_cast<std::uint32_t>(history.add(std::move(one)));
    };
    EXPECT_EQ(history.newest_of(mine, 0), nullptr);
    const std::uint32_t number = add(mine);
    (void)add(other);
    ASSERT_NE(history.newest_of(mine, number), nullptr);
    EXPECT_EQ(history.newest_of(mine, number)->series, mine);
    EXPECT_EQ(history.number_of(number), number);
    EXPECT_EQ(history.newest_of(other, number), nullptr) << "a number that another series has";
    PastObservation next = past(1, PackedValue::of_number(ValueKind::kNumber, 1.0));
    next.series = mine;
    next.previous = history.number_of(number);
    EXPECT_EQ(history.before(next), history.newest_of(mine, number));
    next.series = other;
    EXPECT_EQ(history.before(next), nullptr) << "what came before is another series'";
    const auto coming = static_cast<std::uint32_t>(history.size() + 1);
    EXPECT_EQ(history.number_of(coming), 0U) << "nothing comes before itself";
    for (int i = 0; i < 100; ++i)
        (void)add(other);
    EXPECT_EQ(history.newest_of(mine, number), nullptr) << "forgotten";
    EXPECT_EQ(history.newest_of(mine, 0xFFFFFFFFU), nullptr) << "never made";
}

}  // namespace
}  // namespace belvedere::twin
