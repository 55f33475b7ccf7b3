// SPDX-License-Identifier: Apache-2.0
// What is to be known of a value before it is believed.
#pragma once

#include <cstdint>

namespace belvedere::twin {

// Bits of a value's quality. A value without any is as good as its source says.
enum class Quality : std::uint16_t {
    kImplausible = 1U << 0U,      // Outside what the property can physically be; shown, not mended.
    kTimeAssumed = 1U << 1U,      // It came without a time: `observed_at` is when it was received.
    kTimeImplausible = 1U << 2U,  // Its time was before 2000 or in the future; replaced likewise.
    kLate = 1U << 3U,             // A newer one was known when it came.
    kUnitUnknown = 1U << 4U,      // It has no unit, or one that is not in the table.
    kUnitAssumed = 1U << 5U,      // The unit is the default of its data model.
    kUnitChanged = 1U << 6U,      // The value before it had another unit.
    kRetained = 1U << 7U,         // A broker kept it from before the connection.
    kApproximate = 1U << 8U,      // A position that stands for a line or an area: its box's middle.
    kContextUnknown = 1U << 9U,  // Its @context is not known here: the name may mean another thing.
    kHistorical = 1U << 10U,     // Its source says that it is no live value.
    kRepaired = 1U << 11U,       // It was missed live and found when the source was asked again.
    kZoneAssumed = 1U << 12U,    // Its time had no offset and was read as UTC.
    kRemembered = 1U << 13U,     // It is of an earlier run; its source has not spoken since.
};

// A set of Quality bits.
struct QualityFlags {
    std::uint16_t bits = 0;

    [[nodiscard]] constexpr bool has(Quality flag) const {
        return (bits & static_cast<std::uint16_t>(flag)) != 0;
    }
    constexpr void set(Quality flag) {
        bits = static_cast<std::uint16_t>(bits | static_cast<std::uint16_t>(flag));
    }
    constexpr void clear(Quality flag) {
        bits = static_cast<std::uint16_t>(bits & ~static_cast<std::uint16_t>(flag));
    }
    friend constexpr bool operator==(QualityFlags, QualityFlags) = default;
};

// How current a twin is. Nothing but the clock, its source and its identity decide it:
//   live -> stale (no value for kStaleAfterPeriods) -> lost (kLostAfterPeriods, or source gone)
//   a new value makes it live again; simulated, replayed and disputed go before these.
enum class TwinState : std::uint8_t {
    kLive,       // Its newest value is as young as it should be.
    kStale,      // The next value is overdue.
    kLost,       // Silent for long, or its source is.
    kSimulated,  // Its values are made up by the simulator.
    kReplayed,   // Its values come from a recording.
    kDisputed,   // Two keys claim it, or it is in two places at once.
};

}  // namespace belvedere::twin
