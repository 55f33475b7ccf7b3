// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/feed.hpp"

#include "engine/core/clock.hpp"

namespace belvedere::feed {

std::size_t take_in(Feed& feed, twin::TwinStore& store, Intake& intake, double seconds_max) {
    const double until_s = system_clock().steady_seconds() + seconds_max;
    std::size_t updates = 0;
    FeedBatch next;
    intake.applied.clear();
    while (feed.try_take(next)) {
        store.append(intake.source, next.batch, next.origin);
        if (next.roster) store.note_absent(intake.source, *next.roster);
        const double now_s = system_clock().steady_seconds();
        intake.latency.add(now_s - next.batch.arrived_s, next.batch.received());
        updates += next.batch.received();
        intake.applied.push_back(
            {next.batch.arrived_s, next.batch.received(), store.changes().next()});
        if (now_s >= until_s) break;
    }
    const FeedHealth health = feed.health();
    store.ledger(intake.source).drop_updates(health.dropped - intake.dropped);
    intake.dropped = health.dropped;
    const bool is_up = health.state == FeedState::kConnected || health.state == FeedState::kEnded;
    store.set_link(intake.source, is_up ? twin::SourceLink::kUp : twin::SourceLink::kDown);
    return updates;
}

}  // namespace belvedere::feed
