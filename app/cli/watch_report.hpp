// SPDX-License-Identifier: Apache-2.0
// What came through feeds, for a person and for programs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/feed/feed.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::cli {

// A feed that is being watched.
struct WatchedFeed {
    std::string url;
    std::unique_ptr<feed::Feed> feed;
    feed::Intake intake;
    std::size_t remembered = 0;  // Devices of which an earlier run knew.
};

// One JSON document: the sums of all feeds under documented keys (received, applied,
// duplicate, late, rejected, dropped, repaired, absent, unit_changes, entities, rate_per_s,
// latency_ms), then each feed's own under `feeds`, with its state and why anything was rejected.
[[nodiscard]] std::string watch_json(const std::vector<WatchedFeed>& feeds,
                                     const twin::TwinStore& store, double seconds);
// The same as lines.
[[nodiscard]] std::string watch_text(const std::vector<WatchedFeed>& feeds,
                                     const twin::TwinStore& store, double seconds);

}  // namespace belvedere::cli
