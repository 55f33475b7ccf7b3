// SPDX-License-Identifier: Apache-2.0
// A source that is let go: nothing of it stays, the others' is untouched, and it may come again.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/twin/snapshot.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/value_cache.hpp"
#include "tests/unit/twin/twin_sample.hpp"

namespace belvedere::twin {
namespace {

class ForgottenSource : public testing::Test {
  protected:
    // `count` devices with a place, a number and a text each.
    void say(SourceId source, int count, std::int64_t second) {
        ObservationBatch batch;
        batch.received_at = at_second(second);
        for (int i = 0; i < count; ++i) {
            batch.begin_update("urn:lamp:" + std::to_string(i), "Lamp");
            batch.add(place_of(batch, 13.4, 52.5, at_second(second)));
            batch.add(number_of(batch, "level", i, at_second(second)));
            batch.add(text_of(batch, "status", std::string(100, 'x'), at_second(second)));
        }
        store.append(source, batch);
    }
    TwinStore store;
    SourceId kept = *store.add_source({"kept"}), gone = *store.add_source({"gone"});
};

TEST_F(ForgottenSource, TakesTheLinesOfItsPlacesAlong) {
    const std::vector<LinePoint> line = {{13.4, 52.5}, {13.5, 52.6}};
    for (const SourceId source : {kept, gone}) {
        ObservationBatch batch;
        batch.received_at = at_second(1);
        batch.begin_update("urn:road", "Road");
        Observation place = place_of(batch, 13.4, 52.5, at_second(1));
        place.text = batch.add_text(line_text(line));
        batch.add(place);
        store.append(source, batch);
    }
    EXPECT_EQ(store.lines().size(), 2U);
    store.forget(gone);
    EXPECT_EQ(store.lines().size(), 1U) << "their room is for others";
    EXPECT_EQ(store.lines().of(*store.entities().find(kept, "urn:road")).size(), 2U);
}

TEST_F(ForgottenSource, LeavesMemoryAndNobodyElse) {
    constexpr int kFew = 10, kMany = 50'000;
    say(kept, kFew, 1);
    const std::size_t before = store.hot_bytes();
    const std::uint64_t past_before = store.history().bytes();
    say(gone, kMany, 2);
    ASSERT_GT(store.hot_bytes(), before + kMany * 200U);
    const EntityId lamp = *store.entities().find(gone, "urn:lamp:7");
    const SeriesId series = *find_series(store, lamp, "level");
    store.forget(gone);
    // What is left over: chunks that both share, and those that are not full.
    EXPECT_LT(store.hot_bytes(), before + 2'000'000U);
    EXPECT_EQ(store.entities().held(), std::size_t{kFew});
    EXPECT_EQ(store.series_held(), std::size_t{3 * kFew});
    EXPECT_LT(store.history().bytes(), past_before + 3U * kMany * sizeof(PastObservation) + 1);
    EXPECT_FALSE(store.entities().find(gone, "urn:lamp:7"));
    EXPECT_TRUE(store.entities()[lamp].is_forgotten);
    EXPECT_TRUE(store.entities()[lamp].is_deleted);
    EXPECT_FALSE(store.series(series).entity.valid());
    EXPECT_FALSE(latest_at(store, series));
    EXPECT_TRUE(range(store, series, {{0}, AsOf::kEver}).empty());
    for (int i = 0; i < kFew; ++i) {
        const auto own = store.entities().find(kept, "urn:lamp:" + std::to_string(i));
        ASSERT_TRUE(own);
        EXPECT_EQ(latest_at(store, *find_series(store, *own, "level"))->number, i);
        EXPECT_EQ(latest_at(store, *find_series(store, *own, "status"))->text.size(), 100U);
        EXPECT_EQ(store.entities()[*own].id(), "urn:lamp:" + std::to_string(i));
    }
    EXPECT_EQ(store.ledger(gone).updates.applied, std::uint64_t{kMany}) << "the account stays";
}

TEST_F(ForgottenSource, MayComeAgainAsOthers) {
    say(gone, 5, 1);
    const EntityId before = *store.entities().find(gone, "urn:lamp:3");
    store.forget(gone);
    say(gone, 5, 2);
    const EntityId after = *store.entities().find(gone, "urn:lamp:3");
    EXPECT_NE(before, after) << "a number that somebody still holds is never another device";
    EXPECT_TRUE(store.entities()[before].is_forgotten);
    EXPECT_FALSE(store.entities()[after].is_forgotten);
    EXPECT_EQ(store.entities().held(), 5U);
    EXPECT_EQ(store.ledger(gone).updates.applied, 10U);
    for (int round = 0; round < 50; ++round) {
        store.forget(gone);
        say(gone, 5'000, 3 + round);
    }
    EXPECT_EQ(store.entities().held(), 5'000U);
    EXPECT_LT(store.hot_bytes() / 5'000U, 1'500U) << "it does not grow with each time";
}

TEST_F(ForgottenSource, ThoseWhoFollowAreTold) {
    say(kept, 2, 1);
    say(gone, 3, 1);
    SnapshotRequest request;
    request.now = at_second(2);
    Snapshot snapshot = take_snapshot(store, request);
    EXPECT_EQ(snapshot.marks.size(), 5U);
    const std::uint64_t number = store.changes().next();
    store.forget(gone);
    const Changes changes = store.changes().since(number);
    ASSERT_EQ(changes.changes.size(), 1U);
    EXPECT_EQ(changes.changes[0].kind, ChangeKind::kForgotten);
    update_snapshot(store, request, snapshot);
    EXPECT_EQ(snapshot.marks.size(), 2U);
    store.forget(gone);
    EXPECT_EQ(store.changes().next(), changes.next) << "there was nothing to forget";
}

}  // namespace
}  // namespace belvedere::twin
