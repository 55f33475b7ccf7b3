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
    bool is_remembered = false;  // All it has is from an earlier run: see TwinStore::remember.
    UtcTime last_observed_at;
    UtcTime last_received_at;

    [[nodiscard]] std::string_view id() const { return {id_text, id_length}; }
};

// The same id in two sources is two entities: only identity mappings say that they are one thing.
// Open addressing over 4-byte indices; ids lie one after another in blocks. Not thread-safe.
class EntityTable {
  public:
    [[nodiscard]] std::optional<EntityId> find(SourceId source, std::string_view id) const;
    // Makes it when it is new. None beyond limits::kEntities or limits::kNameBytes.
    [[nodiscard]] std::optional<EntityId> ensure(SourceId source, std::string_view id);
    [[nodiscard]] EntityRecord& operator[](EntityId id) { return records_[id.value]; }
    [[nodiscard]] const EntityRecord& operator[](EntityId id) const { return records_[id.value]; }
    [[nodiscard]] std::size_t size() const { return records_.size(); }
    [[nodiscard]] std::size_t bytes() const;

  private:
    [[nodiscard]] std::size_t slot_of(SourceId source, std::string_view id) const;
    void grow();
    [[nodiscard]] const char* keep_text(std::string_view text);

    ChunkedArray<EntityRecord> records_;
    std::vector<std::uint32_t> slots_;  // Index + 1 of a record; 0 is empty.
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_used_ = 0;
};

}  // namespace belvedere::twin
