// SPDX-License-Identifier: Apache-2.0
// The recent past of all series, within a fixed number of bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/core/clock.hpp"
#include "engine/twin/chunked_array.hpp"
#include "engine/twin/ids.hpp"
#include "engine/twin/limits.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/quality.hpp"
#include "engine/twin/value.hpp"

namespace belvedere::twin {

// Eight bytes that hold any value: a number, a position in 1e-7 degrees (at most 6 mm off), or text
// that the holder owns. Move-only.
class PackedValue {
  public:
    PackedValue() = default;
    [[nodiscard]] static PackedValue of_number(ValueKind kind, double number);
    [[nodiscard]] static PackedValue of_position(const Position& position);
    [[nodiscard]] static PackedValue of_text(ValueKind kind, std::string_view text);
    PackedValue(PackedValue&& other) noexcept;
    PackedValue& operator=(PackedValue&& other) noexcept;
    ~PackedValue();

    [[nodiscard]] PackedValue copy() const;
    [[nodiscard]] ValueKind kind() const { return kind_; }
    [[nodiscard]] double number() const;
    [[nodiscard]] Position position() const;
    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] bool equals(const PackedValue& other) const;
    // What it owns beside itself.
    [[nodiscard]] std::size_t owned_bytes() const;

  private:
    [[nodiscard]] bool is_text() const;

    std::uint64_t bits_ = 0;
    float height_m_ = 0.0F;
    ValueKind kind_ = ValueKind::kNone;
};

// What an observation says, packed; `text` is that of its range.
[[nodiscard]] PackedValue packed(const Observation& observation, std::string_view text);

// One observation of the past.
struct PastObservation {
    UtcTime observed_at, received_at;
    std::uint64_t previous = 0;  // By arrival, for History::before(); 0 is none.
    PackedValue value;
    SeriesId series;
    UnitId unit;
    QualityFlags quality;
};

// A ring over all series in the order of arrival: adding is constant work, and the oldest goes when
// the bytes are used up, whoever it belongs to. A series is walked backwards by before(). Numbers
// count from 1 and are never used again. Not thread-safe.
class History {
  public:
    explicit History(std::uint64_t bytes_max = limits::kHistoryBytes);
    // Keeps it and returns its number, for the `previous` of the next.
    std::uint64_t add(PastObservation observation);
    // Nothing when it was never there or is forgotten.
    [[nodiscard]] const PastObservation* at(std::uint64_t number) const;
    // What a series remembers of its newest entry is 32 bits of its number. Nothing when the series
    // has none or it is forgotten.
    [[nodiscard]] const PastObservation* newest_of(SeriesId series, std::uint32_t number) const;
    // The one number that ends in these bits and may still be kept, else 0: for `previous` of what
    // comes next. It looks at no entry, so that adding touches the end of the ring alone.
    [[nodiscard]] std::uint64_t number_of(std::uint32_t number) const;
    // What arrived before it of the same series; nothing when there was none or it is forgotten.
    [[nodiscard]] const PastObservation* before(const PastObservation& past) const {
        return of_series(past.series, past.previous);
    }
    // Lets what those series owned go, in one pass over all; they must be unknown from now on.
    void forget(const std::function<bool(SeriesId)>& is_forgotten);
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] std::uint64_t size() const { return next_ - first_; }
    // When the oldest that is kept was received; the epoch when all that ever came is kept.
    [[nodiscard]] UtcTime complete_since() const { return complete_since_; }

  private:
    void forget_oldest();
    [[nodiscard]] const PastObservation* of_series(SeriesId series, std::uint64_t number) const;

    // Grows to its capacity, then goes round. In chunks: an array that moves a million of them to
    // grow holds a frame up for a tenth of a second.
    ChunkedArray<PastObservation> ring_;
    std::uint64_t bytes_max_;
    std::size_t capacity_;
    std::uint64_t first_ = 1, next_ = 1;
    std::uint64_t bytes_ = 0;
    UtcTime complete_since_;
};

}  // namespace belvedere::twin
