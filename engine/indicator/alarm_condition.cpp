// SPDX-License-Identifier: Apache-2.0
#include "engine/indicator/alarm_condition.hpp"

#include <algorithm>
#include <span>

#include "engine/indicator/limits.hpp"
#include "engine/twin/property_defaults.hpp"
#include "engine/twin/source_name.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::indicator {
namespace {

std::int64_t microseconds_of(double seconds) {
    return static_cast<std::int64_t>(seconds * 1e6);
}

std::optional<double> in_rule_unit(const twin::TwinStore& store, const AlarmRule& rule,
                                   twin::UnitId unit, double number) {
    const auto wanted = rule_unit(rule);
    const twin::Unit& own = store.units().unit(unit);
    if (!wanted) {
        // Bare numbers are compared with bare numbers.
        return unit.valid() ? std::nullopt : std::optional(number);
    }
    return twin::convert(own, store.units().unit(*wanted), number);
}

bool is_number(twin::ValueKind kind) {
    return kind == twin::ValueKind::kNumber || kind == twin::ValueKind::kBoolean;
}

Verdict compared(const AlarmRule& rule, double number, Standing before) {
    const double give = before == Standing::kActive ? rule.hysteresis : 0.0;
    const bool is_so = rule.comparison == Comparison::kAbove ? number > rule.limit - give
                                                             : number < rule.limit + give;
    return is_so ? Verdict::kYes : Verdict::kNo;
}

// How far a value has risen (or fallen) from the lowest (highest) of the rule's window before it.
std::optional<double> change_within(const twin::TwinStore& store, const AlarmRule& rule,
                                    const twin::PastObservation& end) {
    const auto last = in_rule_unit(store, rule, end.unit, end.value.number());
    if (!last) return std::nullopt;
    const std::int64_t from = end.observed_at.microseconds - microseconds_of(rule.window_s);
    double furthest = 0.0;
    const twin::PastObservation* past = store.history().before(end);
    for (std::size_t i = 0; past != nullptr && i < limits::kRateReadings; ++i) {
        // What was received so long before cannot have been observed within the window.
        if (past->received_at.microseconds + twin::limits::kFutureMost_us < from) break;
        const bool is_within = past->observed_at.microseconds >= from &&
                               past->observed_at <= end.observed_at &&
                               is_number(past->value.kind());
        const auto number =
            is_within ? in_rule_unit(store, rule, past->unit, past->value.number()) : std::nullopt;
        if (number) {
            const bool rises = rule.comparison == Comparison::kAbove;
            furthest = std::max(furthest, rises ? *last - *number : *number - *last);
        }
        past = store.history().before(*past);
    }
    return furthest;
}

Verdict compared_change(const AlarmRule& rule, double change, Standing before) {
    const double give = before == Standing::kActive ? rule.hysteresis : 0.0;
    return change > rule.limit - give ? Verdict::kYes : Verdict::kNo;
}

// The even-odd rule: a ray to the east crosses the edges an odd number of times.
bool is_inside(std::span<const ZoneCorner> zone, double longitude_deg, double latitude_deg) {
    bool inside = false;
    for (std::size_t i = 0, j = zone.size() - 1; i < zone.size(); j = i++) {
        const ZoneCorner& a = zone[i];
        const ZoneCorner& b = zone[j];
        if ((a.latitude_deg > latitude_deg) == (b.latitude_deg > latitude_deg)) continue;
        const double share = (latitude_deg - a.latitude_deg) / (b.latitude_deg - a.latitude_deg);
        if (longitude_deg < a.longitude_deg + share * (b.longitude_deg - a.longitude_deg))
            inside = !inside;
    }
    return inside;
}

}  // namespace

std::optional<twin::UnitId> rule_unit(const AlarmRule& rule) {
    if (!rule.unit.empty()) return twin::find_unit(rule.unit);
    const twin::PropertyDefault* model = twin::property_default(twin::short_name(rule.property));
    return model == nullptr ? std::nullopt : twin::find_unit(model->unit);
}

Judgement judge_value(const twin::TwinStore& store, const AlarmRule& rule,
                      const twin::PastObservation& value, Standing before) {
    Judgement judgement;
    judgement.observed_at = value.observed_at;
    judgement.received_at = value.received_at;
    if (value.value.kind() == twin::ValueKind::kDeleted) return judgement;
    judgement.verdict = Verdict::kUnknown;
    if (!is_number(value.value.kind())) return judgement;
    const bool is_rate = rule.kind == AlarmKind::kRate;
    const auto number = is_rate ? change_within(store, rule, value)
                                : in_rule_unit(store, rule, value.unit, value.value.number());
    if (!number) return judgement;
    judgement.number = *number;
    judgement.verdict =
        is_rate ? compared_change(rule, *number, before) : compared(rule, *number, before);
    return judgement;
}

Judgement judge_unit(const twin::PastObservation& value, twin::UnitId right) {
    Judgement judgement;
    judgement.observed_at = value.observed_at;
    judgement.received_at = value.received_at;
    if (value.value.kind() == twin::ValueKind::kDeleted) return judgement;
    judgement.number = value.value.number();
    judgement.unit = value.unit;
    judgement.verdict = value.unit == right ? Verdict::kNo : Verdict::kYes;
    if (value.value.kind() != twin::ValueKind::kNumber) judgement.verdict = Verdict::kUnknown;
    return judgement;
}

twin::PastObservation newest_value(const twin::TwinStore& store, twin::SeriesId id) {
    const twin::SeriesRecord& series = store.series(id);
    twin::PastObservation newest;
    newest.observed_at = series.observed_at;
    newest.received_at = series.received_at;
    newest.previous = store.history().number_of(series.last_in_history);
    newest.value = series.value.copy();
    newest.series = id;
    newest.unit = series.unit;
    return newest;
}

Judgement judge_zone(const twin::TwinStore& store, const AlarmRule& rule, twin::EntityId entity) {
    Judgement judgement;
    const auto position = twin::position_of(store, entity);
    if (!position) return judgement;
    const twin::SeriesRecord& series = store.series(store.entities()[entity].position_series);
    judgement.observed_at = series.observed_at;
    judgement.received_at = series.received_at;
    const bool inside = is_inside(rule.zone, position->longitude_deg, position->latitude_deg);
    if (inside == (rule.side == ZoneSide::kInside)) judgement.verdict = Verdict::kYes;
    return judgement;
}

Judgement judge_absence(const twin::TwinStore& store, const AlarmRule& rule, twin::EntityId id,
                        UtcTime now) {
    const twin::EntityRecord& entity = store.entities()[id];
    UtcTime last;
    if (rule.property.empty()) last = entity.last_observed_at;
    for (auto at = entity.first_series; at.valid() && !rule.property.empty();
         at = store.series(at).next) {
        const twin::SeriesRecord& series = store.series(at);
        if (has_name(store, series.property, rule.property))
            last = std::max(last, series.observed_at);
    }
    Judgement judgement;
    if (last == UtcTime{}) {
        judgement.verdict = Verdict::kUnknown;
        return judgement;
    }
    judgement.observed_at = {last.microseconds + microseconds_of(rule.silence_s)};
    judgement.received_at = judgement.observed_at;
    judgement.verdict = now >= judgement.observed_at ? Verdict::kYes : Verdict::kNo;
    if (judgement.verdict == Verdict::kYes) {
        judgement.number =
            static_cast<double>(now.microseconds - last.microseconds) * 1e-6;  // Seconds.
    }
    return judgement;
}

bool has_name(const twin::TwinStore& store, twin::NameId name, std::string_view wanted) {
    if (!name.valid()) return false;
    const std::string_view text = store.names().text(name);
    return text == wanted || twin::short_name(text) == wanted;
}

bool is_in_scope(const twin::TwinStore& store, const AlarmScope& scope, twin::EntityId id) {
    const twin::EntityRecord& entity = store.entities()[id];
    if (!scope.entity.empty() && entity.id() != scope.entity) return false;
    if (!scope.type.empty() && !has_name(store, entity.type, scope.type)) return false;
    return scope.source.empty() ||
           twin::means_source(scope.source, store.source(SourceId{entity.source}).name);
}

}  // namespace belvedere::indicator
