// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/twin_query.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

struct Known {
    std::int64_t observed_s, received_s;
    double number;
};

// What latest_at promises, said as plainly as can be.
const Known* naive_latest(const std::vector<Known>& all, std::int64_t known_s,
                          std::int64_t valid_s) {
    const Known* best = nullptr;
    for (const Known& one : all) {
        if (one.received_s > known_s || one.observed_s > valid_s) continue;
        if (best == nullptr || one.observed_s >= best->observed_s) best = &one;
    }
    return best;
}

TEST(TwinQuery, LatestAtEqualsANaiveModelAtAnyTwoTimes) {
    std::mt19937 random(7);
    const auto below = [&random](int count) {
        return static_cast<int>(random() % static_cast<unsigned>(count));
    };
    for (int round = 0; round < 40; ++round) {
        TwinStore store;
        const SourceId source = *store.add_source({"test"});
        std::vector<Known> all;
        for (int i = 0; i < 100; ++i) {
            const Known one{below(60), i, 0.001 * i};
            append(store, source,
                   {.number = one.number, .observed_s = one.observed_s, .received_s = i});
            all.push_back(one);
        }
        const EntityId entity = *store.entities().find(source, "urn:a");
        const SeriesId series = *find_series(store, entity, "temperature");
        for (int question = 0; question < 200; ++question) {
            const int known_s = below(110) - 5;
            const int valid_s = below(70) - 5;
            const Known* expected = naive_latest(all, known_s, valid_s);
            const auto reading = latest_at(store, series, {at_second(known_s), at_second(valid_s)});
            ASSERT_EQ(reading.has_value(), expected != nullptr);
            if (expected != nullptr) {
                ASSERT_EQ(reading->number, expected->number);
            }
        }
    }
}

TEST(TwinQuery, OrderOfArrivalDoesNotChangeTheState) {
    std::vector<OneNumber> all;
    for (int i = 0; i < 500; ++i)
        all.push_back({.number = 0.01 * i, .observed_s = i, .received_s = 10'000});
    TwinStore in_order, shuffled;
    const SourceId source = *in_order.add_source({"test"});
    (void)shuffled.add_source({"test"});
    for (const OneNumber& one : all)
        append(in_order, source, one);
    std::ranges::shuffle(all, std::mt19937(3));
    for (const OneNumber& one : all)
        append(shuffled, source, one);
    const TimeRange times{at_second(0), at_second(1000)};
    const SeriesId series{0};
    const auto expected = range(in_order, series, times);
    const auto found = range(shuffled, series, times);
    ASSERT_EQ(found.size(), 500U);
    for (std::size_t i = 0; i < found.size(); ++i)
        ASSERT_EQ(found[i].number, expected[i].number);
    EXPECT_EQ(latest_at(shuffled, series)->number, latest_at(in_order, series)->number);
}

TEST(TwinQuery, RangeTakesBothEndsAndWhatWasKnown) {
    TwinStore store;
    const SourceId source = *store.add_source({"test"});
    for (int i = 0; i < 10; ++i)
        append(store, source, {.number = 0.0 + i, .observed_s = i, .received_s = 2 * i});
    const SeriesId series{0};
    EXPECT_EQ(range(store, series, {at_second(2), at_second(5)}).size(), 4U);
    EXPECT_EQ(range(store, series, {at_second(2), at_second(5)}, at_second(8)).size(), 3U);
    const auto newest = range(store, series, {at_second(0), at_second(9)}, AsOf::kEver, 2);
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_EQ(newest[0].number, 8.0);
}

TEST(TwinQuery, TheNewestValueOutlivesTheHistory) {
    TwinStoreOptions options;
    options.history_bytes = 1000;
    TwinStore store(options);
    const SourceId source = *store.add_source({"test"});
    append(store, source, {.entity = "urn:quiet", .number = 7.0, .observed_s = 1});
    for (int i = 0; i < 100; ++i)
        append(store, source, {.entity = "urn:busy", .number = 0.1 * i, .observed_s = 2 + i});
    EXPECT_LE(store.history().bytes(), 1000U);
    const SeriesId quiet{0};
    EXPECT_EQ(latest_at(store, quiet)->number, 7.0);
    EXPECT_EQ(range(store, quiet, {at_second(0), at_second(500)}).size(), 1U);
    EXPECT_FALSE(latest_at(store, quiet, {at_second(0), AsOf::kEver}));
}

}  // namespace
}  // namespace belvedere::twin
