// SPDX-License-Identifier: Apache-2.0
#include "app/devices/series_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "app/devices/twin_text.hpp"

namespace belvedere::devices {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

double category_of(SeriesCurve& curve, const std::string& text) {
    const auto met = std::ranges::find(curve.categories, text);
    const auto number = static_cast<double>(met - curve.categories.begin());
    if (met != curve.categories.end()) return number;
    if (curve.categories.size() + 1 >= kCategoriesMax) {
        if (curve.categories.size() < kCategoriesMax) curve.categories.emplace_back("…");
        return static_cast<double>(curve.categories.size() - 1);
    }
    curve.categories.push_back(text);
    return number;
}

// Nothing: it cannot be drawn on this curve's axis.
std::optional<double> value_of(const twin::TwinStore& store, const PastReading& past,
                               SeriesCurve& curve) {
    const twin::Reading& reading = past.reading;
    const twin::Unit& own = past.store->units().unit(reading.unit);
    if (reading.kind == twin::ValueKind::kNumber) {
        if (!curve.categories.empty()) return std::nullopt;
        const twin::Unit& axis = store.units().unit(curve.unit);
        // Units that nobody knows are one where they are called the same.
        const bool is_same = past.store == &store
                                 ? reading.unit == curve.unit
                                 : own.quantity == twin::Quantity::kUnknown &&
                                       axis.quantity == own.quantity && own.symbol == axis.symbol;
        if (is_same) return reading.number;
        return twin::convert(own, axis, reading.number);
    }
    const bool is_category = reading.kind == twin::ValueKind::kBoolean ||
                             reading.kind == twin::ValueKind::kText ||
                             reading.kind == twin::ValueKind::kReference;
    if (!is_category) return std::nullopt;
    return category_of(curve, value_text(reading, own));
}

// The usual microseconds between values; 0 for fewer than three.
std::int64_t usual_gap(std::span<const CurvePoint> points) {
    std::vector<std::int64_t> gaps;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i].at > points[i - 1].at)
            gaps.push_back(points[i].at.microseconds - points[i - 1].at.microseconds);
    }
    if (gaps.size() < 2) return 0;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

void mark_gaps(std::vector<CurvePoint>& points) {
    const auto longest =
        static_cast<std::int64_t>(static_cast<double>(usual_gap(points)) * kGapPeriods);
    if (longest == 0) return;
    std::vector<CurvePoint> marked;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool follows = i > 0 && std::isfinite(points[i - 1].value);
        if (follows && points[i].at.microseconds - points[i - 1].at.microseconds > longest)
            marked.push_back({points[i - 1].at, kGap});
        marked.push_back(points[i]);
    }
    points = std::move(marked);
}

// The lowest and highest of each stretch, in their order; gaps stay.
std::vector<CurvePoint> thinned(std::span<const CurvePoint> points, std::size_t points_max) {
    const std::size_t stretch = (points.size() * 2 + points_max - 1) / points_max;
    std::vector<CurvePoint> kept;
    for (std::size_t i = 0; i < points.size();) {
        const std::size_t end = std::min(points.size(), i + stretch);
        std::size_t low = i, high = i;
        std::size_t at = i;
        double mean = 0.0;
        for (; at < end && std::isfinite(points[at].value); ++at) {
            mean += (points[at].value - mean) / static_cast<double>(at - i + 1);
            if (points[at].value < points[low].value) low = at;
            if (points[at].value > points[high].value) high = at;
        }
        if (at > i) {
            kept.push_back(points[std::min(low, high)]);
            kept.back().readings = static_cast<std::uint32_t>(at - i);
            kept.back().mean = mean;
            if (low != high) {
                kept.push_back(points[std::max(low, high)]);
                kept.back().readings = 0;
            }
        }
        if (at < end) kept.push_back(points[at++]);
        i = at;
    }
    return kept;
}

// Of states only the changes matter, and the last of all.
std::vector<CurvePoint> changes_only(std::span<const CurvePoint> points) {
    std::vector<CurvePoint> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool is_same = !kept.empty() && kept.back().value == points[i].value;
        if (!is_same || i + 1 == points.size()) kept.push_back(points[i]);
    }
    return kept;
}

}  // namespace

SeriesCurve curve_of(const twin::TwinStore& store, twin::SeriesId id, const CurveRequest& request) {
    SeriesCurve curve;
    curve.unit = store.series(id).unit;
    for (const PastReading& past :
         readings_of(store, id, request.past, request.times, kCurveReadingsMax)) {
        const twin::Reading& reading = past.reading;
        ++curve.readings;
        if (past.is_loaded) {
            ++curve.loaded;
            curve.loaded_until = reading.observed_at;
        }
        if (reading.kind == twin::ValueKind::kDeleted || reading.kind == twin::ValueKind::kNone) {
            curve.points.push_back({reading.observed_at, kGap});
            continue;
        }
        const auto value = value_of(store, past, curve);
        if (!value) ++curve.left_out;
        // Whoever changed the unit may have changed what is measured: no line leads across.
        const bool is_new_start =
            reading.quality.has(twin::Quality::kUnitChanged) && !curve.points.empty();
        if (value && is_new_start) curve.points.push_back({curve.points.back().at, kGap});
        if (value) curve.points.push_back({reading.observed_at, *value});
    }
    mark_gaps(curve.points);
    if (!curve.categories.empty()) curve.points = changes_only(curve.points);
    if (curve.points.size() > request.points_max)
        curve.points = thinned(curve.points, request.points_max);
    return curve;
}

}  // namespace belvedere::devices
