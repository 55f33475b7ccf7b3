// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/twin_store.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "engine/twin/twin_query.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

class TwinStoreTest : public testing::Test {
  protected:
    TwinStore store;
    SourceId source = *store.add_source({"test"});

    Reading newest(const char* entity = "urn:a", const char* property = "temperature") {
        const auto id = store.entities().find(source, entity);
        EXPECT_TRUE(id) << entity;
        if (!id) return {};
        const auto series = find_series(store, *id, property);
        EXPECT_TRUE(series) << property;
        return series ? latest_at(store, *series).value_or(Reading{}) : Reading{};
    }
    const SourceLedger& ledger() { return store.ledger(source); }
};

TEST_F(TwinStoreTest, TheNewestIsTheLastObservedNotTheLastReceived) {
    append(store, source, {.number = 20.0, .observed_s = 100});
    append(store, source, {.number = 10.0, .observed_s = 50, .received_s = 101});
    EXPECT_EQ(newest().number, 20.0);
    EXPECT_EQ(ledger().updates.applied, 1U);
    EXPECT_EQ(ledger().updates.late, 1U);
}

TEST_F(TwinStoreTest, TheSameAgainIsADuplicateHoweverLate) {
    append(store, source, {.number = 1.0, .observed_s = 1});
    append(store, source, {.number = 2.0, .observed_s = 2});
    append(store, source, {.number = 1.0, .observed_s = 1, .received_s = 3});
    append(store, source, {.number = 2.0, .observed_s = 2, .received_s = 4});
    EXPECT_EQ(ledger().updates.duplicate, 2U);
    EXPECT_EQ(store.history().size(), 2U);
}

TEST_F(TwinStoreTest, ACorrectionOfTheSameMomentReplaces) {
    append(store, source, {.number = 1.0, .observed_s = 1});
    append(store, source, {.number = 1.5, .observed_s = 1, .received_s = 2});
    EXPECT_EQ(newest().number, 1.5);
    append(store, source, {.number = 1.0, .observed_s = 1, .received_s = 3});
    EXPECT_EQ(newest().number, 1.5) << "the first version again is no second correction";
    EXPECT_EQ(ledger().updates.duplicate, 1U);
}

TEST_F(TwinStoreTest, OneIdInTwoSourcesIsTwoEntities) {
    const SourceId other = *store.add_source({"other"});
    append(store, source, {.number = 1.0});
    append(store, other, {.number = 2.0});
    EXPECT_EQ(store.entities().size(), 2U);
    EXPECT_EQ(newest().number, 1.0);
}

TEST_F(TwinStoreTest, TimesThatCannotBeAreReplacedAndSaidSo) {
    ObservationBatch batch;
    batch.received_at = at_second(0);
    batch.begin_update("urn:a", "");
    batch.add(number_of(batch, "before", 1.0, {1'000'000}));   // 1970.
    batch.add(number_of(batch, "ahead", 1.0, at_second(61)));  // Over a minute.
    batch.add(number_of(batch, "a_bit", 1.0, at_second(59)));
    Observation without = number_of(batch, "without", 1.0, {});
    without.quality.set(Quality::kTimeAssumed);
    batch.add(without);
    store.append(source, batch);
    EXPECT_TRUE(newest("urn:a", "before").quality.has(Quality::kTimeImplausible));
    EXPECT_EQ(newest("urn:a", "before").observed_at, at_second(0));
    EXPECT_TRUE(newest("urn:a", "ahead").quality.has(Quality::kTimeImplausible));
    EXPECT_EQ(newest("urn:a", "a_bit").observed_at, at_second(59));
    EXPECT_FALSE(newest("urn:a", "a_bit").quality.has(Quality::kTimeAssumed));
    EXPECT_TRUE(newest("urn:a", "without").quality.has(Quality::kTimeAssumed));
    EXPECT_EQ(ledger().times_implausible, 2U);
    EXPECT_EQ(ledger().times_assumed, 1U);
}

TEST_F(TwinStoreTest, NoNumbersNeverBecomeZero) {
    ObservationBatch batch;
    batch.received_at = at_second(0);
    batch.begin_update("urn:a", "");
    batch.add(text_of(batch, "temperature", "NaN", at_second(0)));
    batch.add(text_of(batch, "pm25", "n/a", at_second(0)));
    batch.add(text_of(batch, "status", "n/a", at_second(0)));
    batch.add(number_of(batch, "no2", std::numeric_limits<double>::infinity(), at_second(0)));
    store.append(source, batch);
    EXPECT_EQ(ledger().observations.rejected, 3U);
    EXPECT_EQ(ledger().observations.applied, 1U) << "a status may be called n/a";
    EXPECT_EQ(ledger().reasons.at("a text where a number belongs"), 2U);
    ASSERT_EQ(ledger().samples.size(), 3U);
    EXPECT_EQ(ledger().samples[0].sample, "temperature: NaN");
}

TEST_F(TwinStoreTest, UnitsComeFromTheValueElseFromTheModel) {
    append(store, source, {.number = 20.0, .unit = ""});
    EXPECT_TRUE(newest().quality.has(Quality::kUnitAssumed));
    EXPECT_EQ(store.units().unit(newest().unit).code, "CEL");
    append(store, source, {.property = "mystery", .number = 1.0, .unit = ""});
    EXPECT_TRUE(newest("urn:a", "mystery").quality.has(Quality::kUnitUnknown));
}

TEST_F(TwinStoreTest, AnImplausibleValueIsShownAndFlagged) {
    // The data models' own example: half a gram of carbon monoxide in a cubic metre.
    append(store, source, {.property = "co", .number = 500.0, .unit = "GP"});
    EXPECT_TRUE(newest("urn:a", "co").quality.has(Quality::kImplausible));
    EXPECT_EQ(newest("urn:a", "co").number, 500.0);
    append(store, source, {.property = "co", .number = 500.0, .observed_s = 1, .unit = "GQ"});
    EXPECT_FALSE(newest("urn:a", "co").quality.has(Quality::kImplausible));
}

TEST_F(TwinStoreTest, AUnitThatChangesIsSaidAndAnotherQuantityIsAnotherSeries) {
    append(store, source, {.number = 20.0, .observed_s = 1, .unit = "CEL"});
    append(store, source, {.number = 68.0, .observed_s = 2, .unit = "FAH"});
    EXPECT_TRUE(newest().quality.has(Quality::kUnitChanged));
    EXPECT_EQ(store.series_count(), 1U);
    append(store, source, {.number = 5.0, .observed_s = 3, .unit = "GQ"});
    EXPECT_EQ(store.series_count(), 2U);
    EXPECT_EQ(newest().number, 5.0);
    EXPECT_EQ(ledger().unit_changes, 2U);
}

TEST_F(TwinStoreTest, InstancesOfAPropertyAreSeriesOfTheirOwn) {
    ObservationBatch batch;
    batch.received_at = at_second(0);
    batch.begin_update("urn:a", "");
    for (const char* dataset : {"urn:d1", "urn:d2"}) {
        Observation one = number_of(batch, "speed", dataset[5] - '0', at_second(0));
        one.dataset = batch.add_text(dataset);
        batch.add(one);
    }
    store.append(source, batch);
    const EntityId entity = *store.entities().find(source, "urn:a");
    const auto second = find_series(store, entity, "speed", "urn:d2");
    ASSERT_TRUE(second);
    EXPECT_EQ(latest_at(store, *second)->number, 2.0);
    EXPECT_EQ(series_of(store, entity).size(), 2U);
}

TEST_F(TwinStoreTest, RepairsAreCountedWhereTheyBroughtSomething) {
    append(store, source, {.number = 1.0, .observed_s = 1});
    append(store, source, {.number = 1.0, .observed_s = 1, .received_s = 5},
           BatchOrigin::kReconcile);
    append(store, source, {.number = 2.0, .observed_s = 2, .received_s = 5},
           BatchOrigin::kReconcile);
    EXPECT_EQ(ledger().repaired, 1U);
    EXPECT_EQ(ledger().updates.duplicate, 1U);
    EXPECT_TRUE(newest().quality.has(Quality::kRepaired));
}

TEST_F(TwinStoreTest, DeletionIsAStateAndAValueBringsTheEntityBack) {
    append(store, source, {.number = 1.0, .observed_s = 1});
    ObservationBatch batch;
    batch.received_at = at_second(2);
    batch.begin_update("urn:a", "").deletes_entity = true;
    store.append(source, batch);
    const EntityId entity = *store.entities().find(source, "urn:a");
    EXPECT_TRUE(store.entities()[entity].is_deleted);
    EXPECT_EQ(state_of(store, entity, at_second(2)), TwinState::kLost);
    append(store, source, {.number = 2.0, .observed_s = 3});
    EXPECT_FALSE(store.entities()[entity].is_deleted);
}

TEST_F(TwinStoreTest, StatesFollowTheExpectedPeriod) {
    for (int i = 0; i < 10; ++i)
        append(store, source, {.number = 1.0, .observed_s = i * 60});
    const EntityId entity = *store.entities().find(source, "urn:a");
    EXPECT_EQ(state_of(store, entity, at_second(540 + 179)), TwinState::kLive);
    EXPECT_EQ(state_of(store, entity, at_second(540 + 181)), TwinState::kStale);
    EXPECT_EQ(state_of(store, entity, at_second(540 + 1201)), TwinState::kLost);
    store.set_link(source, SourceLink::kDown);
    EXPECT_EQ(state_of(store, entity, at_second(541)), TwinState::kStale);
    EXPECT_EQ(state_of(store, entity, at_second(540 + 181)), TwinState::kLost);
    store.set_dispute(entity, Dispute::kDisputed);
    EXPECT_EQ(state_of(store, entity, at_second(541)), TwinState::kDisputed);
}

TEST_F(TwinStoreTest, SimulatedAndReplayedAreNeverLive) {
    const SourceId made_up = *store.add_source({"sim", SourceKind::kSimulated});
    const SourceId recorded = *store.add_source({"file", SourceKind::kReplayed});
    append(store, made_up, {.number = 1.0});
    append(store, recorded, {.number = 1.0});
    EXPECT_EQ(state_of(store, *store.entities().find(made_up, "urn:a"), at_second(0)),
              TwinState::kSimulated);
    EXPECT_EQ(state_of(store, *store.entities().find(recorded, "urn:a"), at_second(0)),
              TwinState::kReplayed);
}

TEST_F(TwinStoreTest, ChangesAreFollowedByTheirNumber) {
    append(store, source, {.number = 1.0, .observed_s = 1});
    const Changes first = store.changes().since(0);
    ASSERT_EQ(first.changes.size(), 2U);
    EXPECT_EQ(first.changes[0].kind, ChangeKind::kEntityAdded);
    EXPECT_EQ(first.changes[1].kind, ChangeKind::kValue);
    EXPECT_TRUE(store.changes().since(first.next).changes.empty());
    for (std::size_t i = 0; i < limits::kChangesKept + 5; ++i)
        append(store, source, {.number = 1.0, .observed_s = static_cast<std::int64_t>(i) + 2});
    EXPECT_FALSE(store.changes().since(first.next).is_complete);
}

TEST_F(TwinStoreTest, OverlongIdsAreRejectedWithASample) {
    const std::string id(limits::kNameBytes + 1, 'x');
    append(store, source, {.entity = id, .number = 1.0});
    EXPECT_EQ(ledger().updates.rejected, 1U);
    EXPECT_EQ(ledger().updates.received, 1U);
    ASSERT_EQ(ledger().samples.size(), 1U);
    EXPECT_EQ(ledger().samples[0].sample.size(), limits::kSampleBytes);
}

TEST(TwinStore, ADeviceWithFivePropertiesTakesLessThanFourHundredBytes) {
    static_assert(sizeof(SeriesRecord) <= 56);
    TwinStore store;
    const SourceId source = *store.add_source({"s"});
    constexpr int kDevices = 90'000;
    for (int i = 0; i < kDevices; ++i) {
        ObservationBatch batch;
        batch.received_at = at_second(0);
        batch.begin_update("urn:ngsi-ld:AirQualityObserved:" + std::to_string(1'000'000 + i), "T");
        batch.add(place_of(batch, 13.4, 52.5, at_second(0)));
        for (const char* name : {"no2", "pm25", "temperature", "relativeHumidity"})
            batch.add(number_of(batch, name, 0.5, at_second(0)));
        store.append(source, batch);
    }
    EXPECT_LE(store.hot_bytes() / kDevices, 400U);
}

}  // namespace
}  // namespace belvedere::twin
