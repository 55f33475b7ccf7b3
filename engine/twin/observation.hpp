// SPDX-License-Identifier: Apache-2.0
// What decoders hand to the store: observations by the message, their text in one block.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/limits.hpp"
#include "engine/twin/quality.hpp"
#include "engine/twin/value.hpp"

namespace belvedere::twin {

// What EntityTable finds an id by. Pure; any thread.
[[nodiscard]] std::uint64_t entity_id_hash(std::string_view id);

// A stretch of a batch's text.
struct TextRange {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

// One value of one property, as it came. `received_at` is the batch's, the source the caller's.
struct Observation {
    TextRange property;   // Expanded name.
    TextRange dataset;    // Which of several instances (NGSI-LD datasetId); empty for the only one.
    TextRange unit;       // As written: UN/CEFACT code or UCUM; empty when none was given.
    TextRange text;       // Of kText, kJson, kReference; of kPosition a line (place_lines.hpp).
    double number = 0.0;  // Of kNumber and kBoolean.
    Position position;    // Of kPosition.
    UtcTime observed_at;  // Zero with kTimeAssumed.
    ValueKind kind = ValueKind::kNone;
    QualityFlags quality;
    // Why the decoder takes it for no value; empty for none. Text that lives as long as the
    // program.
    std::string_view fault;
};

// What a message says of one entity: the unit of account. Each update is received, and ends as
// exactly one of applied, duplicate, late, rejected or dropped.
struct EntityUpdate {
    std::uint64_t id_hash = 0;  // entity_id_hash(): made here, so that the store's thread need not.
    TextRange entity;
    TextRange type;           // May be empty.
    std::uint32_t first = 0;  // Observation.
    std::uint32_t count = 0;
    bool deletes_entity = false;  // The source says that the entity no longer exists.
    bool loses_entity = false;    // The source says that nothing more comes of it for now.
};

// Something that could not be read: a message, or what it says of one entity.
struct Rejection {
    std::string reason;  // As Error::message.
    std::string sample;  // Its first limits::kSampleBytes, as text.
};

// The observations of one message or page. A value; built by one thread and moved to another.
class ObservationBatch {
  public:
    UtcTime received_at;
    // When the bytes arrived, by the steady clock: what latency counts from.
    double arrived_s = 0.0;
    bool is_partial = false;  // It says of itself that it is not all that the source has.

    // Copies text into the batch.
    [[nodiscard]] TextRange add_text(std::string_view text);
    [[nodiscard]] std::string_view text(TextRange range) const {
        return std::string_view(text_).substr(range.offset, range.length);
    }
    // Starts an update; add() then belongs to it.
    EntityUpdate& begin_update(std::string_view entity, std::string_view type);
    Observation& add(Observation observation);
    // Takes back the update under way, and what was added to it.
    void cancel_update();
    void reject(std::string reason, std::string_view sample);

    [[nodiscard]] const std::vector<EntityUpdate>& updates() const { return updates_; }
    [[nodiscard]] const std::vector<Observation>& observations() const { return observations_; }
    [[nodiscard]] std::vector<Observation>& observations() { return observations_; }
    [[nodiscard]] const std::vector<Rejection>& rejections() const { return rejections_; }
    // How many rejections more there were than limits::kRejectionsABatch, which are kept.
    [[nodiscard]] std::uint64_t unlisted_rejections() const { return unlisted_rejections_; }
    // Updates and rejections: what the ledger counts as received.
    [[nodiscard]] std::uint64_t received() const {
        return updates_.size() + rejections_.size() + unlisted_rejections_;
    }
    // What it occupies, for queues.
    [[nodiscard]] std::uint64_t bytes() const;
    // Whether limits::kObservationsABatch and kBatchTextBytes leave room for more.
    [[nodiscard]] bool is_full() const;

  private:
    std::string text_;
    std::vector<EntityUpdate> updates_;
    std::vector<Observation> observations_;
    std::vector<Rejection> rejections_;
    std::uint64_t unlisted_rejections_ = 0;
};

// The beginning of a message as text that can be shown: cut at limits::kSampleBytes, control and
// non-ASCII bytes as "\xNN", personal members of JSON withheld (privacy_filter.hpp).
[[nodiscard]] std::string sample_of(std::string_view bytes);

}  // namespace belvedere::twin
