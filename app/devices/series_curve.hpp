// SPDX-License-Identifier: Apache-2.0
// The past of a series as it is drawn: few enough points, gaps where nothing is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/devices/loaded_past.hpp"
#include "engine/twin/twin_query.hpp"

namespace belvedere::devices {

struct CurvePoint {
    UtcTime at;
    double value = 0.0;  // NaN: here begins a gap.
    // Of the two points that are left of many the first stands for all of them, the other for none.
    std::uint32_t readings = 1;
    double mean = value;
};

// Numbers are in `unit`, the one the newest value has; texts and booleans are numbers of
// `categories`.
struct SeriesCurve {
    std::vector<CurvePoint> points;  // Oldest first.
    std::vector<std::string> categories;
    twin::UnitId unit;
    std::size_t readings = 0;  // That the points stand for.
    std::size_t left_out = 0;  // Of them: of another quantity, or no value.
    std::size_t loaded = 0;    // Of them: from the history of the source; those come first.
    UtcTime loaded_until;      // The last of those.
};

struct CurveRequest {
    twin::TimeRange times;
    std::size_t points_max = 2'000;
    const LoadedPast* past = nullptr;  // What is older than what is in memory; null: none.
};
// Beyond that, categories are one: "…".
inline constexpr std::size_t kCategoriesMax = 32;
// Readings that are looked at for one curve, the newest.
inline constexpr std::size_t kCurveReadingsMax = 100'000;

// Of numbers that are too many, the lowest and the highest of each stretch of time stay, so that no
// peak is lost. A gap is where no value came for kGapPeriods of the usual time between values (the
// median), or the value was no number. Nothing is made up in between.
inline constexpr double kGapPeriods = 5.0;
[[nodiscard]] SeriesCurve curve_of(const twin::TwinStore& store, twin::SeriesId series,
                                   const CurveRequest& request);

}  // namespace belvedere::devices
