// SPDX-License-Identifier: Apache-2.0
// Questions to the store. Each takes what was known when, so that a replay asks as live does.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

// The two times of a question (SQL:2011 calls them system and application time).
struct AsOf {
    static constexpr UtcTime kEver{std::numeric_limits<std::int64_t>::max()};
    UtcTime known_at = kEver;  // Only what had been received by then.
    UtcTime valid_at = kEver;  // Only what was observed by then.
};

// One value with all that is known of it. Owns its text.
struct Reading {
    SeriesId series;
    ValueKind kind = ValueKind::kNone;
    double number = 0.0;
    Position position;
    std::string text;
    UnitId unit;
    QualityFlags quality;
    UtcTime observed_at, received_at;
};

// The newest value of a series as of then: greatest observed_at, of equal ones the last received.
// Nothing when there was none, or when it is older than the history reaches
// (store.history().complete_since()). Constant work for the present; else the history of the
// series is walked.
[[nodiscard]] std::optional<Reading> latest_at(const TwinStore& store, SeriesId series,
                                               const AsOf& as_of = {});

// The series of a property by its short or expanded name; the newest where its unit changed to
// another quantity. With `dataset` one of several instances, else the first met.
[[nodiscard]] std::optional<SeriesId> find_series(const TwinStore& store, EntityId entity,
                                                  std::string_view property,
                                                  std::string_view dataset = {});

// All series of an entity, oldest first.
[[nodiscard]] std::vector<SeriesId> series_of(const TwinStore& store, EntityId entity);

struct TimeRange {
    UtcTime from, to;  // Both inside.
};
// What was observed in a time, by time of observation and then of arrival. As far back as the
// history reaches; `known_at` as in AsOf. At most `count_max`, the newest.
[[nodiscard]] std::vector<Reading> range(const TwinStore& store, SeriesId series,
                                         const TimeRange& times, UtcTime known_at = AsOf::kEver,
                                         std::size_t count_max = 1'000'000);

// How current the entity is at `now` (see TwinState).
[[nodiscard]] TwinState state_of(const TwinStore& store, EntityId entity, UtcTime now);

// Where the entity is, or was as of then; nothing when it never said.
[[nodiscard]] std::optional<Position> position_of(const TwinStore& store, EntityId entity,
                                                  const AsOf& as_of = {});

}  // namespace belvedere::twin
