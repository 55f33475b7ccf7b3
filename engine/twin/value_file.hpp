// SPDX-License-Identifier: Apache-2.0
// The bytes of a value cache's file: made of a store by the entity, and read without one, so that
// whoever owns the store need not wait for either.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

struct WrittenValues {
    Bytes bytes;
    std::size_t entities = 0, left_out = 0;
};

// "BVVALUE2", XXH3 of the rest, then: when it was saved, the key that names the source, a table of
// names, the entities with their series and, of places that are lines, their points; little endian,
// texts and points behind their number. A value that
// may go from thread to thread; add() is for the store's owner.
class ValueWriter {
  public:
    ValueWriter(std::string_view key, UtcTime now, std::uint64_t bytes_max);
    ValueWriter(ValueWriter&&) noexcept;
    ValueWriter& operator=(ValueWriter&&) noexcept;
    ~ValueWriter();

    // Adds an entity with its newest values, unless it was forgotten meanwhile. What comes when
    // `bytes_max` is reached, and all after it, is left out and counted: hand in first what matters
    // most. About 1 us.
    void add(const TwinStore& store, EntityId id);
    // The file; nothing is added any more.
    [[nodiscard]] WrittenValues finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// One of a source's entities, and when something was observed of it last.
struct HeardEntity {
    EntityId id;
    UtcTime last_observed_at;
};
// Those heard of last first: what has no room is what matters least. Any thread.
void put_newest_first(std::vector<HeardEntity>& entities);

// All of a source at once.
[[nodiscard]] WrittenValues write_values(const TwinStore& store, SourceId source,
                                         std::string_view key, UtcTime now,
                                         std::uint64_t bytes_max);

struct ReadValues {
    UtcTime saved_at;
    // Each update is one entity; a batch has kEntitiesABatch of them at most, which take a store
    // about a millisecond (TwinStore::remember).
    std::vector<ObservationBatch> batches;
    std::vector<float> periods_s;  // Of the entities in order.
};
inline constexpr std::size_t kEntitiesABatch = 1'000;
// kBadData for anything that is not such a file of this key.
[[nodiscard]] Result<ReadValues> read_values(ByteView bytes, std::string_view key);

}  // namespace belvedere::twin
