// SPDX-License-Identifier: Apache-2.0
#include "engine/twin/twin_store.hpp"

#include <algorithm>
#include <utility>

#include "engine/twin/observation_check.hpp"
#include "engine/twin/privacy_filter.hpp"

namespace belvedere::twin {
namespace {

// How far back a value is looked for before it is taken for new: a series of one value a second
// over an hour of reordering. Beyond it a repeated value would be kept twice, never lost.
constexpr int kDuplicateSearch = 4096;
constexpr float kPeriodSmoothing = 0.25F;

void note_quality(SourceLedger& ledger, QualityFlags quality) {
    if (quality.has(Quality::kImplausible)) ++ledger.implausible;
    if (quality.has(Quality::kTimeImplausible)) {
        ++ledger.times_implausible;
    } else if (quality.has(Quality::kTimeAssumed)) {
        ++ledger.times_assumed;
    }
    if (quality.has(Quality::kUnitChanged)) ++ledger.unit_changes;
}

}  // namespace

TwinStore::TwinStore(TwinStoreOptions options)
    : options_(options), history_(options.history_bytes) {}

Result<SourceId> TwinStore::add_source(SourceInfo info) {
    if (sources_.size() >= limits::kSources) {
        return fail(ErrorKind::kLimit, "more sources than " + std::to_string(limits::kSources));
    }
    sources_.emplace_back().info = std::move(info);
    return SourceId{static_cast<std::uint32_t>(sources_.size() - 1)};
}

void TwinStore::append(SourceId source, const ObservationBatch& batch, BatchOrigin origin) {
    SourceLedger& ledger = sources_[source.value].ledger;
    ledger.last_received_at = std::max(ledger.last_received_at, batch.received_at);
    for (const Rejection& rejection : batch.rejections())
        ledger.reject_update(rejection);
    ledger.reject_unlisted(batch.unlisted_rejections());
    const std::span<const EntityUpdate> updates(batch.updates());
    for (std::size_t i = 0; i < updates.size(); ++i) {
        if (i % kUpdatesAhead == 0)
            read_ahead(source, updates.subspan(i, std::min(kUpdatesAhead, updates.size() - i)));
        const EntityUpdate& update = updates[i];
        ++ledger.updates.received;
        const std::string_view id = batch.text(update.entity);
        const std::size_t before = entities_.size();
        const auto entity = entities_.ensure({source, id, update.id_hash});
        if (!entity) {
            // reject_update counts what it is given as received.
            --ledger.updates.received;
            ledger.reject_update({"an entity without room or with too long an id", sample_of(id)});
            continue;
        }
        if (entities_.size() > before) changes_.add({*entity, {}, ChangeKind::kEntityAdded});
        Arrival arrival{batch, ledger, origin, *entity};
        append_update(arrival, update);
    }
}

void TwinStore::append_update(Arrival& arrival, const EntityUpdate& update) {
    EntityRecord& entity = entities_[arrival.entity];
    const bool is_new = entity.last_received_at == UtcTime{} && !entity.is_remembered;
    entity.last_received_at = std::max(entity.last_received_at, arrival.batch.received_at);
    const std::string_view type = arrival.batch.text(update.type);
    const bool is_same_type = entity.type.valid() && names_.text(entity.type) == type;
    if (!type.empty() && !is_same_type) entity.type = names_.intern(type).value_or(entity.type);
    if (entity.is_absent && !update.deletes_entity && !update.loses_entity)
        note_present(arrival.entity);
    std::size_t outcomes[5] = {};
    const auto observations =
        std::span(arrival.batch.observations()).subspan(update.first, update.count);
    for (const Observation& observation : observations) {
        ++arrival.ledger.observations.received;
        const Outcome outcome = take(arrival, observation);
        count(arrival.ledger, outcome);
        ++outcomes[static_cast<std::size_t>(outcome)];
    }
    if (update.deletes_entity && !entity.is_deleted) {
        delete_entity(arrival);
        ++outcomes[static_cast<std::size_t>(Outcome::kApplied)];
    }
    if (update.loses_entity && !entity.is_lost) {
        entity.is_lost = true;
        changes_.add({arrival.entity, {}, ChangeKind::kLost});
        ++outcomes[static_cast<std::size_t>(Outcome::kApplied)];
    }
    const auto has = [&outcomes](Outcome outcome) {
        return outcomes[static_cast<std::size_t>(outcome)] > 0;
    };
    FlowCounts& updates = arrival.ledger.updates;
    if (has(Outcome::kApplied) || (is_new && !has(Outcome::kRejected))) {
        ++updates.applied;
        if (arrival.origin == BatchOrigin::kReconcile) ++arrival.ledger.repaired;
    } else if (has(Outcome::kLate)) {
        ++updates.late;
    } else if (has(Outcome::kRejected)) {
        ++updates.rejected;
    } else {
        ++updates.duplicate;  // It says nothing that was not known.
    }
}

TwinStore::Outcome TwinStore::take(Arrival& arrival, Observation observation) {
    const std::string_view name = arrival.batch.text(observation.property);
    auto property = names_.recall(name);
    const PropertyFacts facts =
        property ? facts_.of(*property, names_.text(*property)) : property_facts(name);
    if (!options_.keeps_personal_data && facts.is_personal) {
        arrival.ledger.withhold(facts.short_name);
        return Outcome::kWithheld;
    }
    if (!property) property = names_.intern(name);
    std::string_view text = arrival.batch.text(observation.text);
    FilteredText kept;
    if (!options_.keeps_personal_data && observation.kind == ValueKind::kJson) {
        kept = filter_personal(text);
        for (const std::string& inner : kept.withheld)
            arrival.ledger.withhold(inner);
        text = kept.text;
    }
    arrival.text = text;
    const std::string_view reason = reason_to_reject(observation, text, facts.short_name);
    if (!reason.empty() || !property) {
        const bool is_text = observation.kind != ValueKind::kPosition;
        const std::string said =
            std::string(name) + ": " + (is_text ? std::string(text) : std::string());
        arrival.ledger.reject_observation(
            reason.empty() ? "more names than there is room for" : reason, said);
        return Outcome::kRejected;
    }
    if (!observation.quality.has(Quality::kTimeAssumed) &&
        !observation.quality.has(Quality::kRetained)) {
        const double delay_s = static_cast<double>(arrival.batch.received_at.microseconds -
                                                   observation.observed_at.microseconds) *
                               1e-6;
        SourceLedger& ledger = arrival.ledger;
        ledger.delay_least_s = ledger.has_delay ? std::min(ledger.delay_least_s, delay_s) : delay_s;
        ledger.has_delay = true;
    }
    settle_time(observation, arrival.batch.received_at);
    QualityFlags quality = observation.quality;
    const UnitId unit = observation.kind == ValueKind::kNumber
                            ? settle_number(arrival, facts, observation, quality)
                            : units_.intern(arrival.batch.text(observation.unit));
    return place(arrival, observation, *property, unit, quality);
}

UnitId TwinStore::settle_number(const Arrival& arrival, const PropertyFacts& facts,
                                const Observation& observation, QualityFlags& quality) {
    UnitId unit = units_.intern(arrival.batch.text(observation.unit));
    const PropertyDescription* told = nullptr;
    if (options_.descriptions != nullptr)
        told = options_.descriptions->find(entities_[arrival.entity].id(), facts.short_name);
    if (!unit.valid() && told != nullptr && !told->unit.empty()) {
        unit = units_.intern(told->unit);
        quality.set(Quality::kUnitAssumed);
    }
    if (!unit.valid() && facts.known != nullptr) {
        unit = facts.unit;
        quality.set(Quality::kUnitAssumed);
    }
    const Unit& measured = units_.unit(unit);
    if (measured.quantity == Quantity::kUnknown) quality.set(Quality::kUnitUnknown);
    const bool is_odd =
        facts.known != nullptr && facts.unit.valid() &&
        is_implausible(*facts.known, known_units()[facts.unit.value], measured, observation.number);
    if (is_odd || (told != nullptr && is_outside(*told, measured, observation.number)))
        quality.set(Quality::kImplausible);
    return unit;
}

TwinStore::Outcome TwinStore::place(Arrival& arrival, const Observation& observation,
                                    NameId property, UnitId unit, QualityFlags quality) {
    const std::string_view dataset_text = arrival.batch.text(observation.dataset);
    const auto dataset =
        dataset_text.empty() ? std::optional(NameId{}) : names_.intern(dataset_text);
    const auto id =
        dataset ? ensure_series(arrival, property, *dataset, unit) : std::optional<SeriesId>{};
    if (!id) {
        arrival.ledger.reject_observation("more series than there is room for",
                                          names_.text(property));
        return Outcome::kRejected;
    }
    SeriesRecord& series = series_[id->value];
    const bool is_first = series.value.kind() == ValueKind::kNone;
    PackedValue value = packed(observation, arrival.text);
    const UtcTime observed_at = observation.observed_at;
    const bool is_late = !is_first && observed_at < series.observed_at;
    const bool replaces_memory = series.quality.has(Quality::kRemembered) && !is_late;
    if (!is_first && !replaces_memory && observed_at <= series.observed_at &&
        is_known(*id, observed_at, value, unit)) {
        return Outcome::kDuplicate;
    }
    if (is_late) quality.set(Quality::kLate);
    const bool is_number = observation.kind == ValueKind::kNumber;
    const bool differs =
        is_first ? arrival.split_from.has_value() : !is_late && unit != series.unit;
    if (is_number && differs) quality.set(Quality::kUnitChanged);
    if (arrival.origin == BatchOrigin::kReconcile) quality.set(Quality::kRepaired);
    note_quality(arrival.ledger, quality);
    const UtcTime received_at = arrival.batch.received_at;
    const std::uint64_t before = history_.number_of(series.last_in_history);
    series.last_in_history = static_cast<std::uint32_t>(
        history_.add({observed_at, received_at, before, value.copy(), *id, unit, quality}));
    if (is_late) {
        changes_.add({arrival.entity, *id, ChangeKind::kLateValue});
        return Outcome::kLate;
    }
    if (quality.has(Quality::kUnitChanged)) {
        const Change change{arrival.entity, *id, ChangeKind::kUnit,
                            is_first ? *arrival.split_from : series.unit};
        changes_.add(change);
        unit_log_.add(change);
    }
    EntityRecord& entity = entities_[arrival.entity];
    const bool is_deletion = value.kind() == ValueKind::kDeleted;
    if (!is_deletion) entity.is_deleted = entity.is_lost = false;
    series.value = std::move(value);
    series.observed_at = observed_at;
    series.received_at = received_at;
    series.unit = unit;
    series.quality = quality;
    note_place(entity, *id);
    if (entity.position_series == *id && observation.kind == ValueKind::kPosition)
        lines_.set(arrival.entity, line_of(arrival.text));
    note_newer(entity, observed_at, received_at);
    changes_.add({arrival.entity, *id, is_deletion ? ChangeKind::kDeleted : ChangeKind::kValue});
    return Outcome::kApplied;
}

std::optional<SeriesId> TwinStore::ensure_series(Arrival& arrival, NameId property, NameId dataset,
                                                 UnitId unit) {
    EntityRecord& entity = entities_[arrival.entity];
    const Quantity quantity = units_.unit(unit).quantity;
    std::size_t length = 0;
    arrival.split_from.reset();
    for (SeriesId id = entity.first_series; id.valid(); id = series_[id.value].next, ++length) {
        const SeriesRecord& series = series_[id.value];
        if (series.property != property || series.dataset != dataset) continue;
        // A value that measures something else does not continue the series.
        const Quantity own = units_.unit(series.unit).quantity;
        if (own == quantity || own == Quantity::kUnknown || quantity == Quantity::kUnknown)
            return id;
        // The newest of them comes first.
        if (!arrival.split_from) arrival.split_from = series.unit;
    }
    if (length >= limits::kSeriesAnEntity || series_held_ >= limits::kSeries ||
        series_.size() >= SeriesId::kNone)
        return std::nullopt;
    ++series_held_;
    SeriesRecord& series = series_.add();
    const SeriesId id{static_cast<std::uint32_t>(series_.size() - 1)};
    series.entity = arrival.entity;
    series.property = property;
    series.dataset = dataset;
    series.next = entity.first_series;
    entity.first_series = id;
    return id;
}

bool TwinStore::is_known(SeriesId id, UtcTime observed_at, const PackedValue& value,
                         UnitId unit) const {
    const SeriesRecord& series = series_[id.value];
    if (series.observed_at == observed_at && series.unit == unit && series.value.equals(value))
        return true;
    const PastObservation* past = history_.newest_of(id, series.last_in_history);
    for (int step = 0; step < kDuplicateSearch && past != nullptr; ++step) {
        if (past->observed_at == observed_at && past->unit == unit && past->value.equals(value))
            return true;
        past = history_.before(*past);
    }
    return false;
}

void TwinStore::note_newer(EntityRecord& entity, UtcTime observed_at, UtcTime received_at) {
    entity.last_received_at = std::max(entity.last_received_at, received_at);
    const bool was_remembered = std::exchange(entity.is_remembered, false);
    if (observed_at <= entity.last_observed_at) return;
    // From an earlier run to now is no period.
    if (entity.last_observed_at != UtcTime{} && !was_remembered) {
        const double gap_s =
            static_cast<double>(observed_at.microseconds - entity.last_observed_at.microseconds) *
            1e-6;
        const auto gap = static_cast<float>(std::min(gap_s, limits::kPeriodMost_s));
        entity.period_s = entity.period_s <= 0.0F
                              ? gap
                              : entity.period_s + kPeriodSmoothing * (gap - entity.period_s);
    }
    entity.last_observed_at = observed_at;
}

void TwinStore::note_place(EntityRecord& entity, SeriesId id) {
    const SeriesRecord& series = series_[id.value];
    if (series.value.kind() != ValueKind::kPosition) return;
    // An entity is where its `location` says; another place only where there is none.
    const bool is_location = facts_.of(series.property, names_.text(series.property)).is_location;
    if (is_location || !entity.position_series.valid()) entity.position_series = id;
}

void TwinStore::delete_entity(Arrival& arrival) {
    EntityRecord& entity = entities_[arrival.entity];
    entity.is_deleted = true;
    changes_.add({arrival.entity, {}, ChangeKind::kDeleted});
}

void TwinStore::set_dispute(EntityId entity, Dispute dispute) {
    const bool is_disputed = dispute == Dispute::kDisputed;
    if (entities_[entity].is_disputed == is_disputed) return;
    entities_[entity].is_disputed = is_disputed;
    changes_.add({entity, {}, ChangeKind::kDispute});
}

void TwinStore::count(SourceLedger& ledger, Outcome outcome) const {
    FlowCounts& counts = ledger.observations;
    switch (outcome) {
        case Outcome::kApplied:
            ++counts.applied;
            return;
        case Outcome::kDuplicate:
            ++counts.duplicate;
            return;
        case Outcome::kLate:
            ++counts.late;
            return;
        case Outcome::kWithheld:
            ++counts.withheld;
            return;
        case Outcome::kRejected:
            return;  // Counted with its reason.
    }
}

std::size_t TwinStore::hot_bytes() const {
    std::size_t text_bytes = 0;
    for (std::size_t i = 0; i < series_.size(); ++i) {
        if (series_.holds(i)) text_bytes += series_[i].value.owned_bytes();
    }
    return entities_.bytes() + series_.bytes() + text_bytes;
}

}  // namespace belvedere::twin
