// SPDX-License-Identifier: Apache-2.0
// What a part of a series comes to: how many values, the lowest, the highest, their mean. Pure.
#pragma once

#include <cstdint>
#include <span>

#include "app/ui/time_chart.hpp"

namespace belvedere::ui {

struct TimeSummary {
    std::uint64_t count = 0;  // Of values; gaps are none. 0: the rest means nothing.
    double low = 0.0, high = 0.0, mean = 0.0;
};

// Both ends inside. Of points that stand for several values all of these count where the first of
// them lies.
[[nodiscard]] TimeSummary summary_of(std::span<const TimePoint> points, const TimeSpan& span);

// Of several values at places along the time, what lies between the lowest and the highest.
struct BandPlace {
    std::size_t place = 0;
    double low = 0.0, high = 0.0, mean = 0.0;
};
// Places without values between two with some are gaps if a series says so; runs between gaps.
using BandRuns = std::vector<std::vector<BandPlace>>;
// One series whose points are more than there are `places` between both ends.
[[nodiscard]] BandRuns band_of(std::span<const TimePoint> points, const TimeSpan& span,
                               std::size_t places);
// Of several series what lies between the lowest and the highest at each of `places`; a series
// counts between its points, on the straight line from one to the next, and not in its gaps.
[[nodiscard]] BandRuns band_of(std::span<const TimeSeries* const> series, const TimeSpan& span,
                               std::size_t places);

}  // namespace belvedere::ui
