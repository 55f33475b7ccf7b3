// SPDX-License-Identifier: Apache-2.0
// The state of the city: every entity's newest values, and how they came to be.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/twin/change_log.hpp"
#include "engine/twin/chunked_array.hpp"
#include "engine/twin/device_description.hpp"
#include "engine/twin/entity_table.hpp"
#include "engine/twin/history.hpp"
#include "engine/twin/ids.hpp"
#include "engine/twin/name_pool.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/place_lines.hpp"
#include "engine/twin/property_facts.hpp"
#include "engine/twin/roster.hpp"
#include "engine/twin/source_ledger.hpp"
#include "engine/twin/source_policy.hpp"
#include "engine/twin/unit_register.hpp"

namespace belvedere::twin {

// Where values come from.
enum class SourceKind : std::uint8_t { kLive, kSimulated, kReplayed };
// Whether more are to be expected.
enum class SourceLink : std::uint8_t { kUp, kDown };
// How a batch came, which its quality says.
enum class BatchOrigin : std::uint8_t {
    kStream,     // As it happened, or asked for.
    kReconcile,  // Asked again to find what the stream missed: what is new was missed.
};
enum class Dispute : std::uint8_t { kNone, kDisputed };

struct SourceInfo {
    std::string name;
    SourceKind kind = SourceKind::kLive;
    SourcePolicy policy;
};

struct TwinStoreOptions {
    std::uint64_t history_bytes = limits::kHistoryBytes;
    bool keeps_personal_data = false;  // See privacy_filter.hpp.
    // What devices say of themselves; outlives the store. Null: nothing is known.
    const DescriptionBook* descriptions = nullptr;
};

// One property of one entity: its newest value. 56 bytes, so that an entity with five of them stays
// below 400.
struct SeriesRecord {
    PackedValue value;
    UtcTime observed_at, received_at;
    std::uint32_t last_in_history = 0;  // Newest by arrival; History::newest_of says which.
    EntityId entity;
    NameId property;
    NameId dataset;  // None for the only instance.
    SeriesId next;   // Of the same entity.
    UnitId unit;
    QualityFlags quality;
};

// Holds what all sources say. Values are ordered by when they were observed, whatever order they
// came in; of two observed at one moment the one received last counts. `received_at` of a batch is
// the moment it became known. Late values enter the history and never overwrite newer ones.
//
// Owned by one thread (the main thread of the program); feeds hand batches over through queues.
// Memory: limits.hpp; about 320 bytes for an entity with a place, three numbers and an id of 40
// letters (56 bytes a series), plus `history_bytes`.
class TwinStore {
  public:
    explicit TwinStore(TwinStoreOptions options = {});

    // At most limits::kSources.
    [[nodiscard]] Result<SourceId> add_source(SourceInfo info);
    void append(SourceId source, const ObservationBatch& batch,
                BatchOrigin origin = BatchOrigin::kStream);
    // Takes what a source did not tell of, when it told of everything, for deleted or lost, and
    // counts it (SourceLedger::absent). Whatever is said of it later brings it back. Looks at all
    // entities: about 10 ns each.
    void note_absent(SourceId source, const Roster& roster);
    // Takes in what an earlier run knew of entities of which nothing was heard yet: shown as old
    // (Quality::kRemembered), no part of the history or of the account. The first value of now
    // takes its place unless it is older. `periods_s` of the updates in order, as far as known. How
    // many entities it was.
    std::size_t remember(SourceId source, const ObservationBatch& batch,
                         std::span<const float> periods_s);
    // Lets all entities of a source go, with their series and their past; its account stays, and
    // the source may speak again. Numbers of entities and series are not used again: what still
    // holds one finds EntityRecord::is_forgotten, or a series without a value. About 0.2 us an
    // entity that stays or goes.
    void forget(SourceId source);
    void set_link(SourceId source, SourceLink link) { sources_[source.value].link = link; }
    void set_dispute(EntityId entity, Dispute dispute);

    [[nodiscard]] SourceLedger& ledger(SourceId source) { return sources_[source.value].ledger; }
    [[nodiscard]] const SourceLedger& ledger(SourceId source) const {
        return sources_[source.value].ledger;
    }
    [[nodiscard]] const SourceInfo& source(SourceId source) const {
        return sources_[source.value].info;
    }
    [[nodiscard]] SourceLink link(SourceId source) const { return sources_[source.value].link; }
    [[nodiscard]] std::size_t source_count() const { return sources_.size(); }

    [[nodiscard]] const EntityTable& entities() const { return entities_; }
    [[nodiscard]] const SeriesRecord& series(SeriesId id) const {
        static const SeriesRecord kForgotten;
        return series_.holds(id.value) ? series_[id.value] : kForgotten;
    }
    // All ids are below it, those of forgotten ones among them.
    [[nodiscard]] std::size_t series_count() const { return series_.size(); }
    [[nodiscard]] std::size_t series_held() const { return series_held_; }
    [[nodiscard]] const NamePool& names() const { return names_; }
    [[nodiscard]] const UnitRegister& units() const { return units_; }
    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const ChangeLog& changes() const { return changes_; }
    // Those of kind kUnit and kForgotten once more: they are few, and no flood of values pushes
    // them out.
    [[nodiscard]] const ChangeLog& unit_log() const { return unit_log_; }
    // Of entities whose place is a line.
    [[nodiscard]] const PlaceLines& lines() const { return lines_; }
    // What it occupies without the history. Walks over all.
    [[nodiscard]] std::size_t hot_bytes() const;

  private:
    struct Source {
        SourceInfo info;
        SourceLink link = SourceLink::kUp;
        SourceLedger ledger;
    };
    // What is needed about one update while it is taken in.
    struct Arrival {
        const ObservationBatch& batch;
        SourceLedger& ledger;
        BatchOrigin origin;
        EntityId entity;
        std::string_view text;  // Of the value under way, without what is personal.
        // The value measures something else than those before it, which are in that unit.
        std::optional<UnitId> split_from;
    };
    enum class Outcome : std::uint8_t { kApplied, kDuplicate, kLate, kRejected, kWithheld };

    static constexpr std::size_t kUpdatesAhead = 32;
    // Brings what these updates will touch nearer; read_ahead.cpp. At most kUpdatesAhead.
    void read_ahead(SourceId source, std::span<const EntityUpdate> updates) const;
    void append_update(Arrival& arrival, const EntityUpdate& update);
    [[nodiscard]] Outcome take(Arrival& arrival, Observation observation);
    // Flags what it says of itself by value and unit; the unit it is in.
    [[nodiscard]] UnitId settle_number(const Arrival& arrival, const PropertyFacts& facts,
                                       const Observation& observation, QualityFlags& quality);
    [[nodiscard]] Outcome place(Arrival& arrival, const Observation& observation, NameId property,
                                UnitId unit, QualityFlags quality);
    [[nodiscard]] std::optional<SeriesId> ensure_series(Arrival& arrival, NameId property,
                                                        NameId dataset, UnitId unit);
    [[nodiscard]] bool is_known(SeriesId series, UtcTime observed_at, const PackedValue& value,
                                UnitId unit) const;
    void note_newer(EntityRecord& entity, UtcTime observed_at, UtcTime received_at);
    void delete_entity(Arrival& arrival);
    void note_present(EntityId id);
    // Whether the series says where the entity is, after it has a value.
    void note_place(EntityRecord& entity, SeriesId series);
    void remember_value(SourceId source, const ObservationBatch& batch, EntityId id,
                        const Observation& one);
    void count(SourceLedger& ledger, Outcome outcome) const;

    TwinStoreOptions options_;
    std::deque<Source> sources_;
    EntityTable entities_;
    ChunkedArray<SeriesRecord> series_;
    std::size_t series_held_ = 0;
    NamePool names_;
    PropertyFactsTable facts_;
    UnitRegister units_;
    History history_;
    ChangeLog changes_, unit_log_;
    PlaceLines lines_;
};

}  // namespace belvedere::twin
