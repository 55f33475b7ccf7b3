// SPDX-License-Identifier: Apache-2.0
#include "app/panels/performance_panel.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/panels/unit_text.hpp"
#include "app/ui/chart.hpp"
#include "app/ui/containers.hpp"
#include "app/ui/controls.hpp"
#include "app/ui/text_widgets.hpp"
#include "app/words/words.hpp"

namespace belvedere::panels {
namespace {

void draw_device(const PerformanceState& p, command::CommandQueue& commands) {
    ui::value_row("device", Message{"performance.device", "Device"}, p.device);
    ui::value_row("driver", Message{"performance.driver", "Driver"}, p.driver);
    const auto found = std::find(p.qualities.begin(), p.qualities.end(), p.quality);
    const auto chosen = static_cast<std::size_t>(found - p.qualities.begin());
    std::vector<std::string> names;
    names.reserve(p.qualities.size());
    for (const std::string& quality : p.qualities)
        names.push_back(quality_text(quality));
    if (const auto quality =
            ui::choice("quality", {"performance.quality", "Quality"}, names, chosen)) {
        commands.emit("performance.set_quality", {{"quality", p.qualities[*quality]}});
    }
    if (const auto bounds =
            ui::check("bounds", {"performance.bounds", "Show tile bounds"}, p.shows_bounds)) {
        commands.emit("performance.show_bounds", {{"show", *bounds}});
    }
}

void draw_history(const PerformanceState& p, command::CommandQueue& commands) {
    const auto peak = std::max_element(p.frame_history_ms.begin(), p.frame_history_ms.end());
    const double peak_ms =
        peak == p.frame_history_ms.end() ? 0.0 : std::max(0.0, static_cast<double>(*peak));
    const std::string peak_text =
        words::text({"performance.peak", "max {time}"}, {{"time", milliseconds_text(peak_ms, 1)}});
    const ui::Series series{p.frame_history_ms,
                            [](double value) { return milliseconds_text(value, 1); }, peak_text};
    const ui::ChartUse use = ui::chart("history", {"performance.history", "Frame time"}, series);
    if (use.plays) commands.emit("performance.play_frames");
    if (use.point) {
        commands.emit("performance.play_frames",
                      {{"point", static_cast<std::int64_t>(*use.point)}});
    }
}

void draw_frame(const PerformanceState& p, command::CommandQueue& commands) {
    draw_history(p, commands);
    ui::value_row("frame", Message{"performance.frame", "Last frame"},
                  milliseconds_text(p.frame_ms_last));
    ui::value_row("median", Message{"performance.median", "Median, p95"},
                  words::text({"performance.median_and_p95", "{median}, {p95}"},
                              {{"median", milliseconds_text(p.frame_ms_p50)},
                               {"p95", milliseconds_text(p.frame_ms_p95)}}));
    ui::value_row("frames", Message{"performance.frames", "Frames drawn"},
                  count_text(p.frames_drawn));
    for (const auto& [name, milliseconds] : p.passes_ms) {
        ui::value_row("pass." + name, name, milliseconds_text(milliseconds));
    }
}

std::string delay_text(const DelayRow& delay) {
    if (delay.updates == 0) return words::text({"performance.live_none", "no values lately"});
    return words::text({"performance.live_delay", "{median}, p99 {p99}, max {max}"},
                       {{"median", milliseconds_text(delay.p50_ms)},
                        {"p99", milliseconds_text(delay.p99_ms)},
                        {"max", milliseconds_text(delay.max_ms, 0)}});
}

// Of live values, whose way into the picture is measured while they come.
void draw_live(const PerformanceState& p) {
    if (!p.is_live) return;
    ui::value_row("to_snapshot", Message{"performance.to_snapshot", "Arrival to picture"},
                  delay_text(p.to_snapshot));
    ui::value_row("to_presented", Message{"performance.to_presented", "Arrival to screen"},
                  delay_text(p.to_presented));
}

void draw_tiles(const PerformanceState& p) {
    ui::value_row("tiles", Message{"performance.tiles", "Tiles"},
                  words::text({"performance.tiles_drawn", "{drawn} drawn, {loaded} loaded"},
                              {{"drawn", count_text(p.tiles_drawn)},
                               {"loaded", count_text(p.tiles_loaded)}}));
    ui::value_row("pending", Message{"performance.pending", "Waiting"},
                  words::text({"performance.tiles_pending", "{loading} loading, {failed} failed"},
                              {{"loading", count_text(p.tiles_pending)},
                               {"failed", count_text(p.tiles_failed)}}));
    ui::value_row("triangles", Message{"performance.triangles", "Triangles"},
                  count_text(p.triangles_drawn));
    const std::string error = pixels_text(p.error_px);
    ui::value_row(
        "error", Message{"performance.error", "Screen error"},
        p.error_px > p.error_px_wanted
            ? words::text({"performance.error_raised",
                           "{error} (raised from {wanted} to keep the memory ceiling)"},
                          {{"error", error}, {"wanted", number_text(p.error_px_wanted, 0)}})
            : error);
    ui::value_row("selection", Message{"performance.selection", "Selection"},
                  words::text({"performance.p99", "p99 {time}"},
                              {{"time", milliseconds_text(p.selection_ms_p99)}}));
    ui::value_row("loading", Message{"performance.loading", "Loading work"},
                  words::text({"performance.p99_a_frame", "p99 {time} a frame"},
                              {{"time", milliseconds_text(p.load_ms_p99)}}));
    ui::value_row(
        "read", Message{"performance.read", "Read"},
        words::text({"performance.read_and_cached", "{bytes}, {hits} from the cache"},
                    {{"bytes", bytes_text(p.bytes_read)}, {"hits", count_text(p.cache_hits)}}));
}

void draw_memory(const PerformanceState& p) {
    const double ceiling = static_cast<double>(std::max<std::uint64_t>(p.memory_ceiling_bytes, 1));
    ui::progress("memory", {"performance.memory", "Memory"},
                 static_cast<double>(p.memory_bytes) / ceiling,
                 words::text({"performance.memory_used", "{used} of {ceiling}"},
                             {{"used", bytes_text(p.memory_bytes)},
                              {"ceiling", bytes_text(p.memory_ceiling_bytes)}}));
    for (const MemoryRow& row : p.memory) {
        ui::value_row(row.category.key, row.category, bytes_text(row.bytes));
    }
}

}  // namespace

void PerformancePanel::draw(const PanelState& state, command::CommandQueue& commands) {
    const PerformanceState& performance = state.performance;
    ui::columns("columns", 4, [&](std::size_t column) {
        if (column == 0) draw_device(performance, commands);
        if (column == 1) draw_frame(performance, commands);
        if (column == 2) {
            draw_tiles(performance);
            draw_live(performance);
        }
        if (column == 3) draw_memory(performance);
    });
}

}  // namespace belvedere::panels
