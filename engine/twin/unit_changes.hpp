// SPDX-License-Identifier: Apache-2.0
// UnitChanges: which series come in another unit than before, until somebody has taken note of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/twin/ids.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

// What became of one series. `series` is the one that the newer values are in: where they measure
// something else, those before are in another of the same device.
struct UnitChange {
    SeriesId series;
    EntityId entity;
    SourceId source;
    UnitId before;  // As it was when somebody had taken note last, or at first; none: without one.
    UnitId now;
    UtcTime since;            // When the first value in another unit was observed.
    std::uint64_t times = 1;  // Since then: a device that goes to and fro has many.
    // A number of before can be had in the unit of now.
    bool is_comparable = false;
};

// A value says of itself that its unit is another than that of the value before it
// (Quality::kUnitChanged), and the next one does so no more; a person has to know until they say
// that they do. Kept for limits::kUnitChangesKept series; what is beyond is counted, a series each
// time. One thread, that of the store, which must outlive it. Nothing of it is kept on disk.
class UnitChanges {
  public:
    explicit UnitChanges(const TwinStore& store);

    // Takes in what changed since the last time; the series that nothing was known of, in the order
    // they came. Constant work when no unit changed.
    std::vector<SeriesId> advance();
    // Null: its unit is what it was, or somebody has taken note.
    [[nodiscard]] const UnitChange* find(SeriesId series) const;
    // By series.
    [[nodiscard]] const std::map<SeriesId, UnitChange>& open() const { return open_; }
    // Of one source; walks over all.
    [[nodiscard]] std::size_t open_of(SourceId source) const;
    // Takes the unit that the series has now for right. False when nothing was open.
    bool acknowledge(SeriesId series);
    // Likewise for all of a source, or for all there are; how many.
    std::size_t acknowledge_all(SourceId source);
    std::size_t acknowledge_all();
    [[nodiscard]] std::uint64_t unlisted() const { return unlisted_; }

  private:
    const TwinStore& store_;
    std::map<SeriesId, UnitChange> open_;
    std::uint64_t next_ = 0;
    std::uint64_t unlisted_ = 0;
};

}  // namespace belvedere::twin
