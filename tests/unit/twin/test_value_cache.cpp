// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/value_cache.hpp"

#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/file.hpp"
#include "engine/twin/twin_query.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

// A store with one source of that name.
struct City {
    explicit City(const std::string& name = "mqtt://b/#")
        : source(*store.add_source({name, SourceKind::kLive})) {}
    TwinStore store;
    SourceId source;

    [[nodiscard]] EntityId entity(std::string_view id) const {
        return *store.entities().find(source, id);
    }
    [[nodiscard]] Reading reading(std::string_view id, std::string_view property) const {
        return *latest_at(store, *find_series(store, entity(id), property));
    }
};

// A station with all kinds of values, heard of every ten seconds.
void speak(City& city, std::int64_t second) {
    ObservationBatch batch;
    batch.received_at = at_second(second);
    batch.begin_update("urn:station", "https://x.org/Station");
    batch.add(number_of(batch, "temperature", 21.5, at_second(second), "CEL"));
    Observation second_sensor = number_of(batch, "temperature", 22.5, at_second(second), "CEL");
    second_sensor.dataset = batch.add_text("urn:second");
    batch.add(second_sensor);
    batch.add(number_of(batch, "oddity", 3.0, at_second(second), "furlongs"));
    batch.add(text_of(batch, "status", "März \n", at_second(second)));
    batch.add(place_of(batch, 13.4, 52.5, at_second(second)));
    city.store.append(city.source, batch);
}

TEST(ValueCache, TheLastKnownCityIsThereAtOnceAndMarkedOld) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path() / "values");
    City before;
    speak(before, 0);
    speak(before, 10);
    const auto saved = cache.save(before.store, before.source, at_second(11));
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(saved->entities, 1U);
    City after;
    const auto restored = cache.restore(after.store, after.source);
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->entities, 1U);
    EXPECT_EQ(restored->saved_at, at_second(11));
    const Reading temperature = after.reading("urn:station", "temperature");
    EXPECT_EQ(temperature.number, 21.5);
    EXPECT_EQ(temperature.observed_at, at_second(10));
    EXPECT_TRUE(temperature.quality.has(Quality::kRemembered));
    EXPECT_EQ(after.store.units().unit(temperature.unit).code, "CEL");
    const auto second =
        find_series(after.store, after.entity("urn:station"), "temperature", "urn:second");
    ASSERT_TRUE(second);
    EXPECT_EQ(latest_at(after.store, *second)->number, 22.5);
    EXPECT_EQ(after.store.units().unit(after.reading("urn:station", "oddity").unit).symbol,
              "furlongs");
    EXPECT_EQ(after.reading("urn:station", "status").text, "März \n");
    EXPECT_NEAR(position_of(after.store, after.entity("urn:station"))->latitude_deg, 52.5, 1e-6);
    // Stale however young it is, lost by its own period, and no part of the account.
    EXPECT_EQ(state_of(after.store, after.entity("urn:station"), at_second(12)), TwinState::kStale);
    EXPECT_EQ(state_of(after.store, after.entity("urn:station"), at_second(10'000)),
              TwinState::kLost);
    EXPECT_EQ(after.store.ledger(after.source).updates.received, 0U);
    EXPECT_EQ(after.store.history().size(), 0U);
}

// A stretch of road in two parts, as a feed says it.
void say_road(City& city, std::string_view id, std::int64_t second,
              const std::vector<LinePoint>& line) {
    ObservationBatch batch;
    batch.received_at = at_second(second);
    batch.begin_update(id, "TrafficFlowObserved");
    batch.add(number_of(batch, "intensity", 40.0, at_second(second), ""));
    Observation place = place_of(batch, 13.4, 52.5, at_second(second));
    place.text = batch.add_text(line_text(line));
    place.quality.set(Quality::kApproximate);
    batch.add(place);
    city.store.append(city.source, batch);
}

TEST(ValueCache, RoadsComeBackAsTheLinesThatTheyAre) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    const double apart = std::numeric_limits<double>::quiet_NaN();
    const std::vector<LinePoint> line = {
        {13.4, 52.5}, {13.5, 52.6}, {apart, 0.0}, {-13.6, -52.6}, {13.7, 52.7}};
    City before;
    say_road(before, "urn:road", 0, line);
    speak(before, 1);
    ASSERT_EQ(before.store.lines().size(), 1U);
    ASSERT_TRUE(cache.save(before.store, before.source, at_second(2)));
    City after;
    ASSERT_TRUE(cache.restore(after.store, after.source));
    const auto known = after.store.lines().of(after.entity("urn:road"));
    EXPECT_EQ(line_text(known), line_text(line)) << "to the bit, the parting point as well";
    EXPECT_EQ(after.store.lines().size(), 1U) << "a place that is a point has none";
    EXPECT_TRUE(after.reading("urn:road", "location").quality.has(Quality::kRemembered));
    EXPECT_EQ(state_of(after.store, after.entity("urn:road"), at_second(3)), TwinState::kStale);
    // From run to run it stays.
    ASSERT_TRUE(cache.save(after.store, after.source, at_second(3)));
    City third;
    ASSERT_TRUE(cache.restore(third.store, third.source));
    EXPECT_EQ(third.store.lines().of(third.entity("urn:road")).size(), line.size());
    // Its feed says that it is another by now, or only a point.
    say_road(third, "urn:road", 10, {{13.4, 52.5}, {13.5, 52.6}});
    EXPECT_EQ(third.store.lines().of(third.entity("urn:road")).size(), 2U);
    say_road(third, "urn:road", 20, {});
    EXPECT_EQ(third.store.lines().size(), 0U);
}

TEST(ValueCache, ALineThatIsNotOnEarthIsNoCache) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    for (const LinePoint wrong : {LinePoint{200.0, 0.0}, LinePoint{0.0, 91.0},
                                  LinePoint{0.0, std::numeric_limits<double>::quiet_NaN()}}) {
        City city;
        say_road(city, "urn:road", 0, {{13.4, 52.5}, wrong});
        ASSERT_TRUE(cache.save(city.store, city.source, at_second(1)));
        City after;
        const auto restored = cache.restore(after.store, after.source);
        ASSERT_FALSE(restored);
        EXPECT_EQ(restored.error().kind, ErrorKind::kBadData);
    }
}

TEST(ValueCache, WhatIsSaidNowTakesThePlaceOfWhatWasRemembered) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    City before;
    speak(before, 0);
    speak(before, 10);
    ASSERT_TRUE(cache.save(before.store, before.source, at_second(11)));
    City after;
    ASSERT_TRUE(cache.restore(after.store, after.source));
    // The very same message again, as a broker's retained one: it is news in this run.
    speak(after, 10);
    const FlowCounts& updates = after.store.ledger(after.source).updates;
    EXPECT_EQ(updates.applied, 1U);
    EXPECT_FALSE(after.reading("urn:station", "temperature").quality.has(Quality::kRemembered));
    EXPECT_EQ(state_of(after.store, after.entity("urn:station"), at_second(12)), TwinState::kLive);
    // What restores later finds it said already.
    EXPECT_EQ(cache.restore(after.store, after.source)->entities, 0U);
    speak(after, 10);
    EXPECT_EQ(updates.duplicate, 1U);
    // A night of silence between two runs is not its period.
    City next;
    ASSERT_TRUE(cache.restore(next.store, next.source));
    speak(next, 40'000);
    EXPECT_NEAR(next.store.entities()[next.entity("urn:station")].period_s, 10.0F, 1e-3F);
    // What is older than what is remembered is late.
    City late;
    ASSERT_TRUE(cache.restore(late.store, late.source));
    speak(late, 5);
    EXPECT_EQ(late.store.ledger(late.source).updates.late, 1U);
    EXPECT_EQ(late.reading("urn:station", "temperature").observed_at, at_second(10));
}

TEST(ValueCache, SourcesStandApart) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    City one("mqtt://one/#"), two("mqtt://two/#");
    speak(one, 0);
    ASSERT_TRUE(cache.save(one.store, one.source, at_second(1)));
    const auto nothing = cache.restore(two.store, two.source);
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().kind, ErrorKind::kNotFound);
    // A file that says it is of another source is none of this one.
    std::filesystem::copy_file(cache.file_of("mqtt://one/#"), cache.file_of("mqtt://two/#"));
    EXPECT_EQ(cache.restore(two.store, two.source).error().kind, ErrorKind::kBadData);
    EXPECT_EQ(two.store.entities().size(), 0U);
}

TEST(ValueCache, ABrokenFileIsNoCache) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    City city;
    speak(city, 0);
    ASSERT_TRUE(cache.save(city.store, city.source, at_second(1)));
    const auto path = cache.file_of("mqtt://b/#");
    const auto whole = read_file(path, 1U << 20U);
    ASSERT_TRUE(whole);
    for (std::size_t cut = 0; cut < whole->size(); cut += 7) {
        ASSERT_TRUE(write_file_atomic(path, ByteView(*whole).first(cut)));
        City empty;
        EXPECT_FALSE(cache.restore(empty.store, empty.source)) << cut;
        EXPECT_FALSE(std::filesystem::exists(path)) << "it is removed";
        Bytes flipped = *whole;
        flipped[cut] ^= std::byte{0x10};
        ASSERT_TRUE(write_file_atomic(path, flipped));
        EXPECT_FALSE(cache.restore(empty.store, empty.source)) << cut;
        EXPECT_EQ(empty.store.entities().size(), 0U);
    }
}

TEST(ValueCache, IsBoundedAndForgetsWhatIsOldest) {
    const test::TemporaryFolder folder;
    ValueCacheOptions options;
    options.bytes_max = 20'000;
    options.folder_bytes_max = 50'000;
    const ValueCache cache(folder.path(), options);
    City city;
    for (int i = 0; i < 1'000; ++i)
        append(city.store, city.source, {.entity = "urn:" + std::to_string(i), .observed_s = i});
    const auto saved = cache.save(city.store, city.source, at_second(2'000));
    ASSERT_TRUE(saved);
    EXPECT_LE(saved->bytes, options.bytes_max);
    EXPECT_EQ(saved->entities + saved->left_out, 1'000U);
    EXPECT_GT(saved->entities, 100U);
    City after;
    ASSERT_TRUE(cache.restore(after.store, after.source));
    EXPECT_TRUE(after.store.entities().find(after.source, "urn:999"));
    EXPECT_FALSE(after.store.entities().find(after.source, "urn:0"));
    for (int source = 0; source < 5; ++source) {
        City other("mqtt://" + std::to_string(source));
        for (int i = 0; i < 1'000; ++i)
            append(other.store, other.source, {.entity = "urn:" + std::to_string(i)});
        ASSERT_TRUE(cache.save(other.store, other.source, at_second(0)));
    }
    std::uint64_t total = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        total += entry.file_size();
    EXPECT_LE(total, options.folder_bytes_max);
    EXPECT_TRUE(std::filesystem::exists(cache.file_of("mqtt://4")));
}

TEST(ValueCache, WhatIsLostOrDeletedStaysSo) {
    const test::TemporaryFolder folder;
    const ValueCache cache(folder.path());
    City city;
    append(city.store, city.source, {.entity = "urn:lost"});
    append(city.store, city.source, {.entity = "urn:gone"});
    ObservationBatch batch;
    batch.received_at = at_second(1);
    batch.begin_update("urn:lost", "").loses_entity = true;
    batch.begin_update("urn:gone", "").deletes_entity = true;
    city.store.append(city.source, batch);
    EXPECT_EQ(state_of(city.store, city.entity("urn:lost"), at_second(1)), TwinState::kLost);
    EXPECT_FALSE(city.store.entities()[city.entity("urn:lost")].is_deleted);
    ASSERT_TRUE(cache.save(city.store, city.source, at_second(1)));
    City after;
    ASSERT_TRUE(cache.restore(after.store, after.source));
    EXPECT_TRUE(after.store.entities()[after.entity("urn:gone")].is_deleted);
    EXPECT_EQ(state_of(after.store, after.entity("urn:lost"), at_second(1)), TwinState::kLost);
    append(after.store, after.source, {.entity = "urn:lost", .observed_s = 5});
    EXPECT_EQ(state_of(after.store, after.entity("urn:lost"), at_second(6)), TwinState::kLive);
}

}  // namespace
}  // namespace belvedere::twin
