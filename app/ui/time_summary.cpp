// SPDX-License-Identifier: Apache-2.0
#include "app/ui/time_summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace belvedere::ui {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

// Along a series once, from place to place.
class Walk {
  public:
    explicit Walk(std::span<const TimePoint> points) : points_(points) {}
    // Times only grow from call to call.
    std::optional<double> at(double time_s) {
        while (next_ < points_.size() && points_[next_].at_s <= time_s)
            ++next_;
        if (next_ == 0) return std::nullopt;
        const TimePoint& before = points_[next_ - 1];
        if (!std::isfinite(before.value)) return std::nullopt;
        if (before.at_s == time_s) return before.value;
        if (next_ == points_.size() || !std::isfinite(points_[next_].value)) return std::nullopt;
        const TimePoint& after = points_[next_];
        const double share = (time_s - before.at_s) / (after.at_s - before.at_s);
        return before.value + (after.value - before.value) * share;
    }

  private:
    std::span<const TimePoint> points_;
    std::size_t next_ = 0;
};

void end_run(BandRuns& runs) {
    if (runs.empty() || !runs.back().empty()) runs.emplace_back();
}

void drop_empty(BandRuns& runs) {
    if (!runs.empty() && runs.back().empty()) runs.pop_back();
}

}  // namespace

TimeSummary summary_of(std::span<const TimePoint> points, const TimeSpan& span) {
    TimeSummary summary;
    summary.low = kNone;
    summary.high = -kNone;
    double weighed = 0.0;
    for (const TimePoint& point : points) {
        if (point.at_s < span.from_s || point.at_s > span.to_s || !std::isfinite(point.value))
            continue;
        summary.low = std::min(summary.low, point.value);
        summary.high = std::max(summary.high, point.value);
        summary.count += point.readings;
        // Welford's: of many large values no digits are lost.
        if (point.readings == 0) continue;
        weighed += static_cast<double>(point.readings);
        summary.mean += (point.mean - summary.mean) * static_cast<double>(point.readings) / weighed;
    }
    if (summary.count == 0) return {};
    return summary;
}

BandRuns band_of(std::span<const TimePoint> points, const TimeSpan& span, std::size_t places) {
    BandRuns runs;
    if (places == 0 || !(span.to_s > span.from_s)) return runs;
    double weight = 0.0;
    end_run(runs);
    for (const TimePoint& point : points) {
        if (!std::isfinite(point.value)) {
            end_run(runs);
            continue;
        }
        const double share = (point.at_s - span.from_s) / (span.to_s - span.from_s);
        const auto place =
            static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(places - 1));
        if (runs.back().empty() || runs.back().back().place != place) {
            runs.back().push_back({place, point.value, point.value, point.mean});
            weight = static_cast<double>(std::max<std::uint32_t>(point.readings, 1));
            continue;
        }
        BandPlace& band = runs.back().back();
        band.low = std::min(band.low, point.value);
        band.high = std::max(band.high, point.value);
        if (point.readings == 0) continue;
        weight += static_cast<double>(point.readings);
        band.mean += (point.mean - band.mean) * static_cast<double>(point.readings) / weight;
    }
    drop_empty(runs);
    return runs;
}

BandRuns band_of(std::span<const TimeSeries* const> series, const TimeSpan& span,
                 std::size_t places) {
    BandRuns runs;
    if (places < 2 || !(span.to_s > span.from_s)) return runs;
    std::vector<Walk> walks;
    walks.reserve(series.size());
    for (const TimeSeries* each : series)
        walks.emplace_back(each->points);
    end_run(runs);
    for (std::size_t place = 0; place < places; ++place) {
        const double share = static_cast<double>(place) / static_cast<double>(places - 1);
        const double at_s = span.from_s + (span.to_s - span.from_s) * share;
        BandPlace band{place, kNone, -kNone, 0.0};
        std::size_t count = 0;
        for (Walk& walk : walks) {
            const auto value = walk.at(at_s);
            if (!value) continue;
            ++count;
            band.low = std::min(band.low, *value);
            band.high = std::max(band.high, *value);
            band.mean += (*value - band.mean) / static_cast<double>(count);
        }
        if (count > 0) {
            runs.back().push_back(band);
        } else {
            end_run(runs);
        }
    }
    drop_empty(runs);
    return runs;
}

}  // namespace belvedere::ui
