// SPDX-License-Identifier: Apache-2.0
#include "app/panels/performance_panel.hpp"

#include <algorithm>
#include <string>

#include "app/panels/unit_text.hpp"
#include "app/ui/chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"

namespace belvedere::panels {
namespace {

void draw_device(const PerformanceState& p, command::CommandQueue& commands) {
    ui::value_row("device", Message{"performance.device", "Device"}, p.device);
    ui::value_row("driver", Message{"performance.driver", "Driver"}, p.driver);
    const auto found = std::find(p.qualities.begin(), p.qualities.end(), p.quality);
    const auto chosen = static_cast<std::size_t>(found - p.qualities.begin());
    if (const auto quality =
            ui::choice("quality", {"performance.quality", "Quality"}, p.qualities, chosen)) {
        commands.emit("performance.set_quality", {{"quality", p.qualities[*quality]}});
    }
    if (const auto bounds =
            ui::check("bounds", {"performance.bounds", "Show tile bounds"}, p.shows_bounds)) {
        commands.emit("performance.show_bounds", {{"show", *bounds}});
    }
}

void draw_frame(const PerformanceState& p) {
    ui::chart("history", {"performance.history", "Frame time"}, p.frame_history_ms, "ms");
    ui::value_row("frame", Message{"performance.frame", "Last frame"},
                  milliseconds_text(p.frame_ms_last));
    ui::value_row("median", Message{"performance.median", "Median, p95"},
                  milliseconds_text(p.frame_ms_p50) + ", " + milliseconds_text(p.frame_ms_p95));
    ui::value_row("frames", Message{"performance.frames", "Frames drawn"},
                  count_text(p.frames_drawn));
    for (const auto& [name, milliseconds] : p.passes_ms) {
        ui::value_row("pass." + name, name, milliseconds_text(milliseconds));
    }
}

void draw_tiles(const PerformanceState& p) {
    ui::value_row("tiles", Message{"performance.tiles", "Tiles"},
                  count_text(p.tiles_drawn) + " drawn, " + count_text(p.tiles_loaded) + " loaded");
    ui::value_row(
        "pending", Message{"performance.pending", "Waiting"},
        count_text(p.tiles_pending) + " loading, " + count_text(p.tiles_failed) + " failed");
    ui::value_row("triangles", Message{"performance.triangles", "Triangles"},
                  count_text(p.triangles_drawn));
    ui::value_row(
        "error", Message{"performance.error", "Screen error"},
        number_text(p.error_px, 1) + " px" +
            (p.error_px > p.error_px_wanted ? " (raised from " + number_text(p.error_px_wanted, 0) +
                                                  " to keep the memory ceiling)"
                                            : ""));
    ui::value_row("selection", Message{"performance.selection", "Selection"},
                  "p99 " + milliseconds_text(p.selection_ms_p99));
    ui::value_row("loading", Message{"performance.loading", "Loading work"},
                  "p99 " + milliseconds_text(p.load_ms_p99) + " a frame");
    ui::value_row("read", Message{"performance.read", "Read"},
                  bytes_text(p.bytes_read) + ", " + count_text(p.cache_hits) + " from the cache");
}

void draw_memory(const PerformanceState& p) {
    const double ceiling = static_cast<double>(std::max<std::uint64_t>(p.memory_ceiling_bytes, 1));
    ui::progress("memory", {"performance.memory", "Memory"},
                 static_cast<double>(p.memory_bytes) / ceiling,
                 bytes_text(p.memory_bytes) + " of " + bytes_text(p.memory_ceiling_bytes));
    for (const MemoryRow& row : p.memory) {
        ui::value_row("memory." + row.category, row.category, bytes_text(row.bytes));
    }
}

}  // namespace

void PerformancePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const PerformanceState& performance = state.performance;
    ui::columns("columns", 4, [&](std::size_t column) {
        if (column == 0) draw_device(performance, commands);
        if (column == 1) draw_frame(performance);
        if (column == 2) draw_tiles(performance);
        if (column == 3) draw_memory(performance);
    });
}

}  // namespace belvedere::panels
