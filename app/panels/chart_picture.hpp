// SPDX-License-Identifier: Apache-2.0
// A chart over time as a picture of its own: title, time, lines with units and axis, legend, what
// it shows in words, sources.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/panels/live_state.hpp"
#include "app/ui/draw_data.hpp"
#include "app/ui/memory_painter.hpp"
#include "app/ui/theme.hpp"

namespace belvedere::panels {

// Sides in pixels. Smaller ones hold no chart that could be read; larger ones no file format needs.
inline constexpr std::uint32_t kChartSideMin_px = 160;
inline constexpr std::uint32_t kChartSideMax_px = 16'384;
// Of text, beside what the size of the picture makes of it.
inline constexpr float kChartTextMin = 0.5F, kChartTextMax = 4.0F;

struct ChartPictureWish {
    std::uint32_t width_px = 1280, height_px = 720;
    std::string theme = "light";            // As ui::theme_named() has it.
    float text = 1.0F;                      // How much larger text is than usual.
    std::string title = {};                 // Empty: what is drawn.
    std::vector<std::string> sources = {};  // Lines below: where it comes from, its licence.
};

// A chart that is drawn and not painted yet. Plain data: any thread may paint it.
struct DrawnChart {
    std::uint32_t width_px = 0, height_px = 0;
    ui::DrawData data;
    ui::MemoryPainter painter;
    ui::Color ground;
    std::string title, told;  // As the picture has them, in the person's language.

    // Three bytes a pixel; a large picture is painted strip by strip.
    [[nodiscard]] std::vector<std::uint8_t> rows(std::uint32_t first, std::uint32_t count) const;
};

// Main thread, between two frames of a window, or without one. What does not fit is left out in
// turn: sources, words, legend; the file still says them. Sides and text are clamped to the limits
// above.
[[nodiscard]] DrawnChart draw_chart_picture(const ChartState& chart, const ChartPictureWish& wish);
// From when until when, by the chart's wall clock, and in which zone.
[[nodiscard]] std::string chart_times_text(const ChartState& chart);

}  // namespace belvedere::panels
