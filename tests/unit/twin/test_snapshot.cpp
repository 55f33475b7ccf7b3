// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/snapshot.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

void put(TwinStore& store, SourceId source, std::uint32_t entity, std::uint32_t second,
         bool has_place) {
    ObservationBatch batch;
    batch.received_at = at_second(second);
    batch.begin_update("urn:" + std::to_string(entity), "Sensor");
    batch.add(number_of(batch, "temperature", second % 30, at_second(second)));
    if (has_place) batch.add(place_of(batch, 13.0 + 1e-3 * entity, 52.0, at_second(second)));
    store.append(source, batch);
}

TEST(Snapshot, UpdatingItEqualsTakingItAnew) {
    TwinStore store;
    const SourceId source = *store.add_source({"test"});
    const SnapshotRequest request{.now = at_second(4000), .property = "temperature"};
    Snapshot kept = take_snapshot(store, request);
    std::mt19937 random(5);
    for (std::uint32_t i = 0; i < 2000; ++i) {
        put(store, source, static_cast<std::uint32_t>(random() % 100), i, random() % 50 == 0);
        if (random() % 200 == 0) {
            ObservationBatch batch;
            batch.received_at = at_second(i);
            batch.begin_update("urn:" + std::to_string(random() % 100), "").deletes_entity = true;
            store.append(source, batch);
        }
        if (i % 37 != 0) continue;
        update_snapshot(store, request, kept);
        const Snapshot fresh = take_snapshot(store, request);
        ASSERT_EQ(kept.without_position, fresh.without_position);
        ASSERT_EQ(kept.marks.size(), fresh.marks.size());
        for (std::size_t k = 0; k < fresh.marks.size(); ++k) {
            ASSERT_EQ(kept.marks[k].entity, fresh.marks[k].entity);
            ASSERT_EQ(kept.marks[k].number, fresh.marks[k].number);
            ASSERT_EQ(kept.marks[k].observed_at, fresh.marks[k].observed_at);
        }
    }
}

TEST(Snapshot, ShowsThePastAsItWasKnown) {
    TwinStore store;
    const SourceId source = *store.add_source({"test"});
    put(store, source, 1, 10, true);
    put(store, source, 1, 20, true);
    SnapshotRequest request{.now = at_second(12), .property = "temperature"};
    request.as_of = {at_second(15), at_second(15)};
    const Snapshot then = take_snapshot(store, request);
    ASSERT_EQ(then.marks.size(), 1U);
    EXPECT_TRUE(then.marks[0].has_value);
    EXPECT_EQ(then.marks[0].number, 10.0);
    EXPECT_NEAR(then.marks[0].position.longitude_deg, 13.001, 1e-7);
    request.as_of = {at_second(5), at_second(5)};
    EXPECT_TRUE(take_snapshot(store, request).marks.empty());
}

TEST(Snapshot, TwinsWithoutAPlaceAreListed) {
    TwinStore store;
    const SourceId source = *store.add_source({"test"});
    put(store, source, 1, 1, false);
    put(store, source, 2, 1, true);
    const Snapshot snapshot = take_snapshot(store, {.now = at_second(1)});
    EXPECT_EQ(snapshot.marks.size(), 1U);
    EXPECT_EQ(snapshot.without_position.size(), 1U);
}

}  // namespace
}  // namespace belvedere::twin
