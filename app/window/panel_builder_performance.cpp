// SPDX-License-Identifier: Apache-2.0
// PanelBuilder: what the program costs, as the performance panel shows it.
#include <algorithm>

#include "app/window/panel_builder.hpp"

namespace belvedere::window {
namespace {

double share_of(std::vector<float> values, double share) {
    if (values.empty()) return 0.0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    return static_cast<double>(values[at]);
}

panels::DelayRow delay_row(const feed::LatencySummary& delay) {
    return {delay.count, delay.p50_s * 1e3, delay.p99_s * 1e3, delay.max_s * 1e3};
}

}  // namespace

void PanelBuilder::fill_performance(const FrameFacts& facts) {
    panels::PerformanceState& p = state_.performance;
    const city::SceneStatistics s = session_.scene.statistics();
    p.device = facts.device;
    p.driver = facts.driver;
    p.quality = facts.quality;
    p.qualities = facts.qualities;
    p.frame_history_ms = facts.history_ms;
    p.frame_ms_last = facts.history_ms.empty() ? 0.0 : static_cast<double>(facts.history_ms.back());
    p.frame_ms_p50 = share_of(facts.history_ms, 0.5);
    p.frame_ms_p95 = share_of(facts.history_ms, 0.95);
    p.frames_drawn = facts.frames;
    p.tiles_drawn = s.tiles_drawn;
    p.tiles_loaded = s.tiles_loaded;
    p.tiles_pending = s.tiles_pending;
    p.tiles_failed = s.tiles_failed;
    p.triangles_drawn = s.triangles_drawn;
    p.points_drawn = s.points_drawn;
    p.features_loaded = s.features_loaded;
    p.error_px = s.error_px;
    p.error_px_wanted = facts.error_px_wanted;
    p.memory_ceiling_bytes = facts.memory_ceiling_bytes;
    p.memory_bytes = s.node_bytes + s.decoded_bytes + s.gpu_bytes;
    p.memory = {{{"memory.device", "Tiles on the device"}, s.gpu_bytes},
                {{"memory.decoded", "Decoded"}, s.decoded_bytes},
                {{"memory.tree", "Tree"}, s.node_bytes}};
    p.bytes_read = s.bytes_read;
    p.cache_hits = s.cache_hits;
    p.selection_ms_p99 = s.selection_ms_p99;
    p.load_ms_p99 = s.main_thread_load_ms_p99;
    p.shows_bounds = session_.shows_bounds;
    const live::ValueDelay& delay = session_.live.delay();
    p.is_live = session_.live.is_live();
    p.to_snapshot = delay_row(delay.to_snapshot().recent(facts.now_s));
    p.to_presented = delay_row(delay.to_presented().recent(facts.now_s));
}

}  // namespace belvedere::window
