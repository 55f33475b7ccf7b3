// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/twin_query.hpp"

#include <algorithm>
#include <tuple>

namespace belvedere::twin {
namespace {

Reading reading_of(SeriesId series, const PackedValue& value) {
    Reading reading;
    reading.series = series;
    reading.kind = value.kind();
    reading.number = value.number();
    reading.position = value.position();
    reading.text = std::string(value.text());
    return reading;
}

Reading reading_of(const PastObservation& past) {
    Reading reading = reading_of(past.series, past.value);
    reading.unit = past.unit;
    reading.quality = past.quality;
    reading.observed_at = past.observed_at;
    reading.received_at = past.received_at;
    return reading;
}

bool is_within(const AsOf& as_of, UtcTime observed_at, UtcTime received_at) {
    return observed_at <= as_of.valid_at && received_at <= as_of.known_at;
}

}  // namespace

std::optional<Reading> latest_at(const TwinStore& store, SeriesId id, const AsOf& as_of) {
    const SeriesRecord& series = store.series(id);
    if (series.value.kind() == ValueKind::kNone) return std::nullopt;
    if (is_within(as_of, series.observed_at, series.received_at)) {
        Reading reading = reading_of(id, series.value);
        reading.unit = series.unit;
        reading.quality = series.quality;
        reading.observed_at = series.observed_at;
        reading.received_at = series.received_at;
        return reading;
    }
    // The chain runs backwards by arrival, so of equal times the first met arrived last.
    const PastObservation* best = nullptr;
    const PastObservation* past = store.history().newest_of(id, series.last_in_history);
    for (; past != nullptr; past = store.history().before(*past)) {
        if (!is_within(as_of, past->observed_at, past->received_at)) continue;
        if (best == nullptr || past->observed_at > best->observed_at) best = past;
    }
    if (best == nullptr) return std::nullopt;
    return reading_of(*best);
}

std::optional<SeriesId> find_series(const TwinStore& store, EntityId entity,
                                    std::string_view property, std::string_view dataset) {
    std::optional<SeriesId> found;
    // The list begins with the newest series. Without a data set the first met is the last seen.
    for (SeriesId id = store.entities()[entity].first_series; id.valid();
         id = store.series(id).next) {
        const SeriesRecord& series = store.series(id);
        const std::string_view name = store.names().text(series.property);
        if (name != property && short_name(name) != property) continue;
        const std::string_view own =
            series.dataset.valid() ? store.names().text(series.dataset) : std::string_view();
        if (own == dataset) return id;
        if (dataset.empty()) found = id;
    }
    return found;
}

std::vector<SeriesId> series_of(const TwinStore& store, EntityId entity) {
    std::vector<SeriesId> all;
    for (SeriesId id = store.entities()[entity].first_series; id.valid();
         id = store.series(id).next) {
        all.push_back(id);
    }
    std::ranges::reverse(all);
    return all;
}

std::vector<Reading> range(const TwinStore& store, SeriesId id, const TimeRange& times,
                           UtcTime known_at, std::size_t count_max) {
    std::vector<Reading> found;
    const SeriesRecord& latest = store.series(id);
    bool has_latest = latest.value.kind() == ValueKind::kNone;
    const auto is_asked = [&](UtcTime observed_at, UtcTime received_at) {
        return observed_at >= times.from && observed_at <= times.to && received_at <= known_at;
    };
    const PastObservation* past = store.history().newest_of(id, latest.last_in_history);
    for (; past != nullptr; past = store.history().before(*past)) {
        has_latest |= past->observed_at == latest.observed_at &&
                      past->received_at == latest.received_at && past->value.equals(latest.value);
        if (is_asked(past->observed_at, past->received_at)) found.push_back(reading_of(*past));
    }
    // What the history has forgotten, the series may still hold: its newest value.
    if (!has_latest && is_asked(latest.observed_at, latest.received_at)) {
        if (auto reading = latest_at(store, id)) found.push_back(*std::move(reading));
    }
    std::ranges::reverse(found);
    std::ranges::stable_sort(found, {}, &Reading::observed_at);
    if (found.size() > count_max) {
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(count_max));
    }
    return found;
}

TwinState state_of(const TwinStore& store, EntityId id, UtcTime now) {
    const EntityRecord& entity = store.entities()[id];
    if (entity.is_disputed) return TwinState::kDisputed;
    const SourceId source{entity.source};
    switch (store.source(source).kind) {
        case SourceKind::kSimulated:
            return TwinState::kSimulated;
        case SourceKind::kReplayed:
            return TwinState::kReplayed;
        case SourceKind::kLive:
            break;
    }
    const double age_s =
        static_cast<double>(now.microseconds - entity.last_observed_at.microseconds) * 1e-6;
    const double period_s = entity.period_s;
    const bool has_period = entity.period_s > 0.0F;
    const double stale_s =
        has_period ? std::max(limits::kStaleLeast_s, period_s * limits::kStaleAfterPeriods)
                   : limits::kStaleDefault_s;
    const double lost_s = stale_s / limits::kStaleAfterPeriods * limits::kLostAfterPeriods;
    if (entity.is_deleted || entity.is_lost || age_s > lost_s) return TwinState::kLost;
    const bool is_down = store.link(source) == SourceLink::kDown;
    if (entity.is_remembered) return TwinState::kStale;
    if (age_s > stale_s) return is_down ? TwinState::kLost : TwinState::kStale;
    return is_down ? TwinState::kStale : TwinState::kLive;
}

std::optional<Position> position_of(const TwinStore& store, EntityId id, const AsOf& as_of) {
    const SeriesId series = store.entities()[id].position_series;
    if (!series.valid()) return std::nullopt;
    const auto reading = latest_at(store, series, as_of);
    if (!reading || reading->kind != ValueKind::kPosition) return std::nullopt;
    return reading->position;
}

}  // namespace belvedere::twin
