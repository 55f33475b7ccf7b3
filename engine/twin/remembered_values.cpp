// SPDX-License-Identifier: Apache-2.0
// What a store takes in from an earlier run.
#include <algorithm>
#include <span>

#include "engine/twin/observation_check.hpp"
#include "engine/twin/privacy_filter.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

std::size_t TwinStore::remember(SourceId source, const ObservationBatch& batch,
                                std::span<const float> periods_s) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < batch.updates().size(); ++i) {
        const EntityUpdate& update = batch.updates()[i];
        const std::size_t before = entities_.size();
        const auto id = entities_.ensure({source, batch.text(update.entity), update.id_hash});
        if (!id) continue;
        EntityRecord& entity = entities_[*id];
        // What was heard in this run is worth more, whatever it was.
        if (entity.last_received_at != UtcTime{}) continue;
        if (entities_.size() > before) changes_.add({*id, {}, ChangeKind::kEntityAdded});
        entity.is_remembered = true;
        entity.is_deleted = update.deletes_entity;
        entity.is_lost = update.loses_entity;
        const bool is_period = i < periods_s.size() && periods_s[i] > 0.0F;
        if (is_period) entity.period_s = std::min(periods_s[i], float{limits::kPeriodMost_s});
        const std::string_view type = batch.text(update.type);
        if (!type.empty()) entity.type = names_.intern(type).value_or(entity.type);
        const auto observations =
            std::span(batch.observations()).subspan(update.first, update.count);
        // Series are listed newest first; made in that order the list would turn round.
        for (auto one = observations.rbegin(); one != observations.rend(); ++one)
            remember_value(source, batch, *id, *one);
        ++count;
    }
    return count;
}

void TwinStore::remember_value(SourceId source, const ObservationBatch& batch, EntityId id,
                               const Observation& one) {
    const std::string_view name = batch.text(one.property);
    if (name.empty() || (!options_.keeps_personal_data && is_personal(short_name(name)))) return;
    const std::string_view text = batch.text(one.text);
    if (!reason_to_reject(one, text, short_name(name)).empty()) return;
    const auto property = names_.intern(name);
    const std::string_view dataset_text = batch.text(one.dataset);
    const auto dataset =
        dataset_text.empty() ? std::optional(NameId{}) : names_.intern(dataset_text);
    if (!property || !dataset) return;
    const UnitId unit = units_.intern(batch.text(one.unit));
    Arrival arrival{batch, sources_[source.value].ledger, BatchOrigin::kStream, id};
    const auto found = ensure_series(arrival, *property, *dataset, unit);
    if (!found) return;
    SeriesRecord& series = series_[found->value];
    if (series.value.kind() != ValueKind::kNone) return;
    series.value = packed(one, text);
    series.observed_at = one.observed_at;
    series.received_at = batch.received_at;
    series.unit = unit;
    series.quality = one.quality;
    series.quality.set(Quality::kRemembered);
    EntityRecord& entity = entities_[id];
    note_place(entity, *found);
    if (entity.position_series == *found && one.kind == ValueKind::kPosition)
        lines_.set(id, line_of(text));
    entity.last_observed_at = std::max(entity.last_observed_at, one.observed_at);
    changes_.add({id, *found, ChangeKind::kValue});
}

}  // namespace belvedere::twin
