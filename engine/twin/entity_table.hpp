// SPDX-License-Identifier: Apache-2.0
// The entities of all sources, found by source and id.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/twin/chunked_array.hpp"
#include "engine/twin/ids.hpp"

namespace belvedere::twin {

// What is kept of an entity beside its series; 56 bytes, because there may be millions.
struct EntityRecord {
    const char* id_text = nullptr;
    std::uint16_t id_length = 0;
    std::uint16_t source = 0;
    NameId type;
    SeriesId first_series;     // Its series are a list.
    SeriesId position_series;  // The one that says where it is.
    float period_s = 0.0F;     // Between its newest updates, smoothed; 0 is not known.
    bool is_deleted = false;
    bool is_disputed = false;
    bool is_lost = false;        // Its source says that it has fallen silent.
    bool is_absent = false;      // It is deleted or lost because the source told of others alone.
    bool is_remembered = false;  // All it has is from an earlier run: see TwinStore::remember.
    bool is_forgotten =
        false;  // Its source is gone; it is deleted, too, and nothing else is known.
    UtcTime last_observed_at;
    UtcTime last_received_at;

    [[nodiscard]] std::string_view id() const { return {id_text, id_length}; }
};

// An entity's key: its id and the hash of it (entity_id_hash()).
struct EntityKey {
    SourceId source;
    std::string_view id;
    std::uint64_t id_hash = 0;
};

// The same id in two sources is two entities: only identity mappings say that they are one thing.
// Open addressing over 4-byte slots, in which four bits of the hash stand beside the index, so that
// records of other entities are seldom looked at; ids lie one after another in blocks. Not
// thread-safe.
class EntityTable {
  public:
    [[nodiscard]] std::optional<EntityId> find(SourceId source, std::string_view id) const;
    [[nodiscard]] std::optional<EntityId> find(const EntityKey& key) const;
    // Makes it when it is new. None beyond limits::kEntities or limits::kNameBytes.
    [[nodiscard]] std::optional<EntityId> ensure(const EntityKey& key);

    // A look-up of many in steps, so that the memory of one is fetched while others are looked at:
    // first this for each ...
    void prefetch_slot(SourceId source, std::uint64_t id_hash) const;
    // ... then this, which names the entity that it will most likely be (none: a new one) and
    // fetches its record. Only a hint: ids are not compared.
    [[nodiscard]] EntityId prefetch_record(SourceId source, std::uint64_t id_hash) const;

    [[nodiscard]] EntityRecord& operator[](EntityId id) { return records_[id.value]; }
    // Of one that is forgotten: a record that says so.
    [[nodiscard]] const EntityRecord& operator[](EntityId id) const {
        static constexpr EntityRecord kForgotten{.is_deleted = true, .is_forgotten = true};
        return records_.holds(id.value) ? records_[id.value] : kForgotten;
    }
    // All ids are below it, those of forgotten ones among them.
    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] std::size_t held() const { return held_; }
    // Every entity of the source: its id is free, its number is never used again, its memory goes
    // as far as whole chunks are free.
    void forget(SourceId source);
    [[nodiscard]] std::size_t bytes() const;

  private:
    [[nodiscard]] std::size_t slot_of(const EntityKey& key) const;
    void grow();
    // Slots and texts of those that are held, anew.
    void rebuild_slots(std::size_t count);
    [[nodiscard]] const char* keep_text(std::string_view text);

    ChunkedArray<EntityRecord> records_;
    std::vector<std::uint32_t> slots_;  // Index + 1 of a record and a tag; 0 is empty.
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_used_ = 0;
    std::size_t held_ = 0;
};

}  // namespace belvedere::twin
