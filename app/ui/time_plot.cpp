// SPDX-License-Identifier: Apache-2.0
#include "app/ui/time_plot.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "app/ui/context.hpp"
#include "app/ui/label.hpp"

namespace belvedere::ui {
namespace {

void small_text(const std::string& content, ImVec2 at, float width_px, Color color) {
    Type& type = context().type;
    const SetText text = type.line(content, TextSize::kSmall, std::max(1.0F, width_px));
    // Times run from left to right, so places are those of the screen.
    const float left = context().is_mirrored ? at.x - text->width_px : at.x;
    type.paint(*ImGui::GetWindowDrawList(), *text, {left, at.y}, packed(color));
}

float small_width(const std::string& content) {
    return context().type.line(content, TextSize::kSmall)->width_px;
}

// Steps that a clock has, seconds.
constexpr std::array<double, 14> kSteps_s = {1,    5,    15,    30,    60,    300,   900,
                                             1800, 3600, 10800, 21600, 43200, 86400, 604800};

}  // namespace

TimePlot::TimePlot(const Rect& box, const TimeChart& chart)
    : box_(box),
      lines_(box),
      chart_(chart),
      line_px_(context().type.line_height(TextSize::kSmall)) {
    find_bands();
    // Times stand below. A line needs room to rise and fall, a stretch only for its name.
    const float low = box_.y1 - line_px_ * 1.2F;
    const auto weight = [&](const Band& band) {
        return chart_.series[band.series.front()].categories.empty() ? 2.5F : 1.0F;
    };
    float whole = 0.0F;
    for (const Band& band : bands_)
        whole += weight(band);
    float top = box_.y0;
    for (Band& band : bands_) {
        const float height = (low - box_.y0) * weight(band) / whole;
        band.top = top + line_px_ * 1.4F;
        band.bottom = top + height - px(4.0F);
        top += height;
        fit(band);
    }
    leave_gutter();
}

void TimePlot::leave_gutter() {
    constexpr float kGutterMost = 0.3F;
    float widest = 0.0F;
    for (const Band& band : bands_) {
        const TimeSeries& first = chart_.series[band.series.front()];
        if (!first.categories.empty() || !first.text) continue;
        widest = std::max(
            {widest, small_width(first.text(band.high)), small_width(first.text(band.low))});
    }
    const float gutter = std::min(widest + px(10.0F), box_.width() * kGutterMost);
    if (widest <= 0.0F) return;
    (context().is_mirrored ? lines_.x1 : lines_.x0) += context().is_mirrored ? -gutter : gutter;
}

void TimePlot::find_bands() {
    const std::size_t count = std::min(chart_.series.size(), kTimeSeriesMax);
    for (std::size_t i = 0; i < count; ++i) {
        const TimeSeries& series = chart_.series[i];
        const auto same = std::ranges::find_if(bands_, [&](const Band& band) {
            const TimeSeries& first = chart_.series[band.series.front()];
            return series.categories.empty() && first.categories.empty() &&
                   first.unit == series.unit;
        });
        if (same == bands_.end()) {
            bands_.emplace_back().series = {i};
        } else {
            same->series.push_back(i);
        }
    }
}

void TimePlot::fit(Band& band) const {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const std::size_t i : band.series) {
        for (const TimePoint& point : chart_.series[i].points) {
            if (!std::isfinite(point.value)) continue;
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
    }
    if (low > high) return;
    // A series that does not change is a line in the middle.
    const double room = high > low ? (high - low) * 0.05 : std::max(1e-6, std::abs(high) * 0.1);
    band.low = low - room;
    band.high = high + room;
    round_ends(band);
}

void TimePlot::round_ends(Band& band) {
    constexpr double kParts = 2.0;  // Of a power of ten.
    const double step = std::pow(10.0, std::floor(std::log10(band.high - band.low))) / kParts;
    if (!(step > 0.0) || !std::isfinite(step)) return;
    band.low = std::floor(band.low / step) * step;
    band.high = std::ceil(band.high / step) * step;
}

float TimePlot::x(double at_s) const {
    const double share = (at_s - chart_.from_s) / std::max(1e-9, chart_.to_s - chart_.from_s);
    const float along = lines_.width() * static_cast<float>(std::clamp(share, 0.0, 1.0));
    return context().is_mirrored ? lines_.x1 - along : lines_.x0 + along;
}

double TimePlot::time_at(float place) const {
    const float along = context().is_mirrored ? lines_.x1 - place : place - lines_.x0;
    const double share = static_cast<double>(along / std::max(1.0F, lines_.width()));
    return chart_.from_s + (chart_.to_s - chart_.from_s) * std::clamp(share, 0.0, 1.0);
}

float TimePlot::y(const Band& band, double value) const {
    const double share = (value - band.low) / (band.high - band.low);
    return band.bottom - (band.bottom - band.top) * static_cast<float>(share);
}

void TimePlot::paint_axis(const Band& band) const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const TimeSeries& first = chart_.series[band.series.front()];
    if (!first.categories.empty() || !first.text) return;
    for (const double share : {0.0, 0.5, 1.0}) {
        const float at = band.bottom - (band.bottom - band.top) * static_cast<float>(share);
        list.AddLine({lines_.x0, at}, {lines_.x1, at}, packed(c.border), px(1.0F));
    }
    const float inset = context().is_mirrored ? -px(4.0F) : px(4.0F);
    const float left = (context().is_mirrored ? box_.x1 : box_.x0) + inset;
    if (band.bottom - band.top < line_px_ * 2.2F) return;
    small_text(first.text(band.high), {left, band.top}, box_.width() * 0.3F, c.text_muted);
    small_text(first.text(band.low), {left, band.bottom - line_px_}, box_.width() * 0.3F,
               c.text_muted);
}

void TimePlot::paint_names(const Band& band) const {
    const Colors& c = context().theme->colors;
    const float step = box_.width() / static_cast<float>(band.series.size());
    for (std::size_t i = 0; i < band.series.size(); ++i) {
        const std::size_t series = band.series[i];
        const float along = step * static_cast<float>(i) + px(8.0F);
        const float turn = context().is_mirrored ? -1.0F : 1.0F;
        const float at = (context().is_mirrored ? box_.x1 : box_.x0) + along * turn;
        const float high = band.top - line_px_ * 1.2F;
        paint_series_sign(series, {at, high + line_px_ * 0.5F});
        small_text(chart_.series[series].name, {at + px(10.0F) * turn, high}, step - px(24.0F),
                   series == chart_.chosen ? c.text : c.text_muted);
    }
}

void TimePlot::paint_gaps(const Band& band, const TimeSeries& series) const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        if (std::isfinite(series.points[i].value)) continue;
        const double until = i + 1 < series.points.size() ? series.points[i + 1].at_s : chart_.to_s;
        const float a = x(series.points[i].at_s);
        const float b = x(until);
        const float left = std::min(a, b);
        const float right = std::max(a, b);
        list.PushClipRect({left, band.top}, {right, band.bottom}, true);
        const float height = band.bottom - band.top;
        for (float at = left - height; at < right; at += px(7.0F))
            list.AddLine({at, band.bottom}, {at + height, band.top}, packed(c.border), px(1.0F));
        list.PopClipRect();
    }
}

void TimePlot::paint_lines(const Band& band, std::size_t series) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::vector<TimePoint>& points = chart_.series[series].points;
    if (points.size() > places())
        return paint_runs(band, band_of(points, shown(), places()), series);
    const ImU32 color = packed(series_color(series));
    const float width = px(series == chart_.chosen ? 2.0F : 1.25F);
    std::vector<ImVec2> path;
    // Signs as far apart as eyes need; a value alone always has one.
    float last_sign = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i <= points.size(); ++i) {
        if (i < points.size() && std::isfinite(points[i].value)) {
            path.push_back({x(points[i].at_s), y(band, points[i].value)});
            continue;
        }
        if (path.size() > 1)
            list.AddPolyline(path.data(), static_cast<int>(path.size()), color, 0, width);
        for (const ImVec2& at : path) {
            if (path.size() > 1 && std::abs(at.x - last_sign) < px(48.0F)) continue;
            last_sign = at.x;
            paint_series_sign(series, at);
        }
        path.clear();
    }
}

void TimePlot::paint_states(const Band& band, const TimeSeries& series) const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (band.top + band.bottom) * 0.5F;
    const float half = std::min((band.bottom - band.top) * 0.5F, line_px_ * 0.9F);
    for (std::size_t i = 0; i < series.points.size(); ++i) {
        const TimePoint& point = series.points[i];
        if (!std::isfinite(point.value)) continue;
        const bool is_last = i + 1 == series.points.size();
        const float a = x(point.at_s);
        const float b = x(is_last ? chart_.to_s : series.points[i + 1].at_s);
        const Rect stretch{std::min(a, b), middle - half, std::max(a, b), middle + half};
        const auto category = static_cast<std::size_t>(point.value);
        fill_box(stretch, category % 2 == 0 ? c.control_active : c.control);
        list.AddRect({stretch.x0, stretch.y0}, {stretch.x1, stretch.y1}, packed(c.control_border));
        if (category >= series.categories.size()) continue;
        const std::string& name = series.categories[category];
        if (small_width(name) + px(8.0F) > stretch.width()) continue;
        const float inset = context().is_mirrored ? -px(4.0F) : px(4.0F);
        small_text(name, {a + inset, middle - line_px_ * 0.5F}, stretch.width() - px(8.0F), c.text);
    }
}

void TimePlot::paint_times() const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const double span_s = chart_.to_s - chart_.from_s;
    if (!(span_s > 0.0) || !chart_.time_text) return;
    const float label = small_width(chart_.time_text(chart_.to_s)) + px(24.0F);
    const double most = std::max(1.0, static_cast<double>(box_.width() / label));
    const auto fits =
        std::ranges::find_if(kSteps_s, [&](double step) { return span_s / step <= most; });
    const double step = fits == kSteps_s.end()
                            ? kSteps_s.back() * std::ceil(span_s / most / kSteps_s.back())
                            : *fits;
    const double offset = chart_.zone_offset_s;
    const float low = box_.y1 - line_px_ * 1.1F;
    for (double at = std::ceil((chart_.from_s + offset) / step) * step - offset; at <= chart_.to_s;
         at += step) {
        const std::string text = chart_.time_text(at);
        const float half = small_width(text) * 0.5F;
        const float place = x(at);
        for (const Band& band : bands_)
            list.AddLine({place, band.top}, {place, band.bottom}, packed(c.border), px(1.0F));
        if (place - half < box_.x0 || place + half > box_.x1) continue;
        small_text(text, {context().is_mirrored ? place + half : place - half, low}, box_.width(),
                   c.text_muted);
    }
}

void TimePlot::paint_marks() const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const TimeMark& mark : chart_.marks) {
        if (mark.at_s < chart_.from_s || mark.at_s > chart_.to_s) continue;
        const float at = x(mark.at_s);
        for (const Band& band : bands_) {
            // Names of states are read, not crossed.
            if (!chart_.series[band.series.front()].categories.empty()) continue;
            for (float top = band.top; top < band.bottom; top += px(8.0F)) {
                list.AddLine({at, top}, {at, std::min(band.bottom, top + px(4.0F))},
                             packed(c.error), px(1.5F));
            }
            const float side = px(5.0F);
            list.AddTriangleFilled({at - side, band.top}, {at + side, band.top},
                                   {at, band.top + side}, packed(c.error));
        }
    }
}

void TimePlot::paint_point(std::size_t index) const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const TimePoint& point = chart_.series[chart_.chosen].points[index];
    const float at = x(point.at_s);
    for (const Band& band : bands_) {
        const bool is_there = std::ranges::find(band.series, chart_.chosen) != band.series.end();
        if (!is_there) continue;
        list.AddLine({at, band.top}, {at, band.bottom}, packed(c.text), px(1.0F));
        if (!std::isfinite(point.value)) continue;
        if (chart_.series[chart_.chosen].categories.empty())
            list.AddCircleFilled({at, y(band, point.value)}, px(4.5F), packed(c.text));
    }
}

std::optional<std::size_t> TimePlot::nearest(float place) const {
    if (chart_.chosen >= chart_.series.size()) return std::nullopt;
    const std::vector<TimePoint>& points = chart_.series[chart_.chosen].points;
    std::optional<std::size_t> best;
    float best_distance = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const float distance = std::abs(x(points[i].at_s) - place);
        if (distance >= best_distance || !std::isfinite(points[i].value)) continue;
        best_distance = distance;
        best = i;
    }
    return best;
}

void TimePlot::paint(std::optional<std::size_t> point, const std::optional<TimeSpan>& span) const {
    fill_box(box_, context().theme->colors.surface_raised);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({box_.x0, box_.y0}, {box_.x1, box_.y1}, true);
    paint_times();
    if (span) paint_span(*span);
    for (const Band& band : bands_) {
        paint_axis(band);
        for (const std::size_t series : band.series)
            paint_gaps(band, chart_.series[series]);
        const bool is_range = chart_.form == TimeForm::kBand && band.series.size() > 1;
        if (is_range) paint_range(band);
        for (const std::size_t series : band.series) {
            if (is_range) break;
            if (chart_.series[series].categories.empty()) {
                paint_lines(band, series);
            } else {
                paint_states(band, chart_.series[series]);
            }
        }
        paint_names(band);
    }
    paint_marks();
    if (point) paint_point(*point);
    list.PopClipRect();
}

}  // namespace belvedere::ui
