// SPDX-License-Identifier: Apache-2.0
// TimePlot: signs and colours of series, and what is an area instead of a line.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "app/ui/context.hpp"
#include "app/ui/time_plot.hpp"

namespace belvedere::ui {

Color series_color(std::size_t series) {
    const Colors& c = context().theme->colors;
    const std::array<Color, kTimeSeriesMax> colors = {c.accent, c.warning, c.success,
                                                      c.error,  c.text,    c.text_muted};
    return colors[series % colors.size()];
}

void paint_series_sign(std::size_t series, ImVec2 at) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = packed(series_color(series));
    const float r = px(3.5F);
    switch (series % kTimeSeriesMax) {
        case 0:
            return list.AddCircleFilled(at, r, color, 12);
        case 1:
            return list.AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, color);
        case 2:
            return list.AddTriangleFilled({at.x - r, at.y + r}, {at.x + r, at.y + r},
                                          {at.x, at.y - r}, color);
        case 3:
            return list.AddQuadFilled({at.x, at.y - r * 1.3F}, {at.x + r * 1.3F, at.y},
                                      {at.x, at.y + r * 1.3F}, {at.x - r * 1.3F, at.y}, color);
        case 4:
            return list.AddCircle(at, r, color, 12, px(1.5F));
        default:
            list.AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, color, px(1.5F));
            list.AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, color, px(1.5F));
    }
}

std::size_t TimePlot::places() const {
    return static_cast<std::size_t>(std::max(2.0F, lines_.width() / std::max(1.0F, px(1.0F))));
}

void TimePlot::paint_runs(const Band& band, const BandRuns& runs, std::size_t series) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Color color = series_color(series);
    constexpr float kClear = 0.35F;
    const ImU32 ground = packed({color.r, color.g, color.b,
                                 static_cast<std::uint8_t>(static_cast<float>(color.a) * kClear)});
    const double step_s = (chart_.to_s - chart_.from_s) / static_cast<double>(places() - 1);
    const float half = px(0.5F);
    float last_sign = -std::numeric_limits<float>::infinity();
    for (const std::vector<BandPlace>& run : runs) {
        std::vector<ImVec2> means;
        for (std::size_t i = 0; i < run.size(); ++i) {
            const float at = x(chart_.from_s + step_s * static_cast<double>(run[i].place));
            means.push_back({at, y(band, run[i].mean)});
            const float high = y(band, run[i].high) - half, low = y(band, run[i].low) + half;
            if (i + 1 == run.size()) continue;
            const float next = x(chart_.from_s + step_s * static_cast<double>(run[i + 1].place));
            list.AddQuadFilled({at, high}, {next, y(band, run[i + 1].high) - half},
                               {next, y(band, run[i + 1].low) + half}, {at, low}, ground);
        }
        list.AddPolyline(means.data(), static_cast<int>(means.size()), packed(color), 0, px(1.5F));
        for (const ImVec2& at : means) {
            if (means.size() > 1 && std::abs(at.x - last_sign) < px(48.0F)) continue;
            last_sign = at.x;
            paint_series_sign(series, at);
        }
    }
}

void TimePlot::paint_range(const Band& band) const {
    std::vector<const TimeSeries*> all;
    for (const std::size_t series : band.series)
        all.push_back(&chart_.series[series]);
    const bool has_chosen = std::ranges::find(band.series, chart_.chosen) != band.series.end();
    paint_runs(band, band_of(all, shown(), places()), band.series.front());
    if (has_chosen && chart_.chosen != band.series.front()) paint_lines(band, chart_.chosen);
}

void TimePlot::paint_span(const TimeSpan& span) const {
    const Colors& c = context().theme->colors;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float a = x(span.from_s), b = x(span.to_s);
    constexpr std::uint8_t kClear = 72;
    const Color ground{c.accent.r, c.accent.g, c.accent.b, kClear};
    list.AddRectFilled({std::min(a, b), box_.y0}, {std::max(a, b), box_.y1}, packed(ground));
    for (const float at : {a, b})
        list.AddLine({at, box_.y0}, {at, box_.y1}, packed(c.text), px(2.0F));
}

}  // namespace belvedere::ui
