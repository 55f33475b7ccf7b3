// SPDX-License-Identifier: Apache-2.0
// What the performance panel shows: the device, the frames, tiles, memory and the way of values.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/command/message.hpp"

namespace belvedere::panels {

struct MemoryRow {
    Message category;
    std::uint64_t bytes = 0;
};

// How long live values took from their arrival, of those of the last seconds.
struct DelayRow {
    std::uint64_t updates = 0;  // 0: none came.
    double p50_ms = 0.0, p99_ms = 0.0, max_ms = 0.0;
};

struct PerformanceState {
    std::string device, driver, quality;
    std::vector<std::string> qualities;
    double frame_ms_p50 = 0.0, frame_ms_p95 = 0.0, frame_ms_last = 0.0;
    std::uint64_t frames_drawn = 0;
    std::vector<std::pair<std::string, double>> passes_ms;  // Named parts of the frame.
    std::uint64_t tiles_drawn = 0, tiles_loaded = 0, tiles_pending = 0, tiles_failed = 0;
    std::uint64_t triangles_drawn = 0, points_drawn = 0, features_loaded = 0;
    double error_px = 16.0, error_px_wanted = 16.0;
    std::uint64_t memory_bytes = 0, memory_ceiling_bytes = 0;
    std::vector<MemoryRow> memory;
    std::uint64_t bytes_read = 0, cache_hits = 0;
    double selection_ms_p99 = 0.0, load_ms_p99 = 0.0;
    bool shows_bounds = false;
    std::vector<float> frame_history_ms;  // Oldest first.
    bool is_live = false;                 // Values come, and the two below are measured.
    DelayRow to_snapshot, to_presented;   // Until a frame draws them, and is done.
};

}  // namespace belvedere::panels
