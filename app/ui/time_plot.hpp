// SPDX-License-Identifier: Apache-2.0
// Inside ui only: how a chart over time is painted.
#pragma once

#include <imgui.h>

#include <optional>
#include <vector>

#include "app/ui/node.hpp"
#include "app/ui/time_chart.hpp"
#include "app/ui/time_summary.hpp"

namespace belvedere::ui {

// Theme tokens that have the contrast of text, so that a line is seen as well as a word.
[[nodiscard]] Color series_color(std::size_t series);
// The sign of a series, so that it is told from the others without colour; its middle.
void paint_series_sign(std::size_t series, ImVec2 at);

// Places and paints; made anew each frame. Layout pixels.
class TimePlot {
  public:
    TimePlot(const Rect& box, const TimeChart& chart);
    // `span`: what is marked.
    void paint(std::optional<std::size_t> point, const std::optional<TimeSpan>& span) const;
    // The moment at a place of the layout, inside what is shown.
    [[nodiscard]] double time_at(float x) const;
    // The point of the chosen series nearest in time to a place of the layout.
    [[nodiscard]] std::optional<std::size_t> nearest(float x) const;

  private:
    // Series of one unit, or one of states, under one another.
    struct Band {
        std::vector<std::size_t> series;
        double low = 0.0, high = 1.0;
        float top = 0.0F, bottom = 0.0F;  // Of the lines; the names stand above.
    };

    [[nodiscard]] float x(double at_s) const;
    [[nodiscard]] float y(const Band& band, double value) const;
    void find_bands();
    void fit(Band& band) const;
    void paint_axis(const Band& band) const;
    void paint_names(const Band& band) const;
    void paint_gaps(const Band& band, const TimeSeries& series) const;
    void paint_lines(const Band& band, std::size_t series) const;
    void paint_runs(const Band& band, const BandRuns& runs, std::size_t series) const;
    void paint_range(const Band& band) const;
    void paint_states(const Band& band, const TimeSeries& series) const;
    void paint_span(const TimeSpan& span) const;
    // Places along the lines that eyes tell apart.
    [[nodiscard]] std::size_t places() const;
    [[nodiscard]] TimeSpan shown() const { return {chart_.from_s, chart_.to_s}; }
    void paint_times() const;
    void paint_marks() const;
    void paint_point(std::size_t point) const;

    // Rounds outwards to numbers that are easily read.
    static void round_ends(Band& band);
    // Room for the numbers of the axes beside the lines.
    void leave_gutter();

    Rect box_;
    Rect lines_;  // Where lines are, of all bands.
    const TimeChart& chart_;
    float line_px_;  // Height of a line of small text.
    std::vector<Band> bands_;
};

}  // namespace belvedere::ui
