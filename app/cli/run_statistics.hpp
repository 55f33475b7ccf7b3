// SPDX-License-Identifier: Apache-2.0
// What a run measured, as --stats writes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/feed/recent_latency.hpp"

namespace belvedere::cli {

// The keys of the JSON document carry the same names and are stable. Times count from the start of
// the process; unknown ones are negative and written as null.
struct RunStatistics {
    double first_shown_ms = -1.0;  // First picture of a window, be it without a city.
    double first_frame_ms = -1.0;  // First picture with city triangles.
    double complete_ms = -1.0;     // First picture of the complete view.
    bool complete = false;         // Every selected tile is drawn and none is pending.
    std::uint64_t tiles_loaded = 0, tiles_drawn = 0, triangles_drawn = 0;
    std::uint64_t features_loaded = 0;  // Distinct ids.
    std::uint64_t devices_drawn = 0;    // Symbols of devices in the last picture.
    std::uint64_t features_tinted = 0;  // In the colour of a value.
    // Of live values in a window, from the arrival of their bytes: until the next frame draws them,
    // and until the device was done with that frame.
    feed::LatencySummary to_snapshot, to_presented;
    std::uint64_t bytes_read = 0;
    std::vector<double> frame_ms;  // Each frame drawn.
    double selection_ms_p99 = 0.0, main_thread_load_ms_p99 = 0.0;
    std::uint64_t gpu_bytes = 0, cache_hits = 0;
    std::vector<std::string> warnings, errors;
    std::uint64_t validation_messages = 0;
    std::string device;
    std::string quality;
    double error_px = 16.0;
};

// The value below which `fraction` (0 ... 1) of the values lie; 0 for none.
[[nodiscard]] double percentile(std::vector<double> values, double fraction);

// One JSON document; memory peaks are read from the kernel as it is written.
[[nodiscard]] std::string to_json(const RunStatistics& statistics);
[[nodiscard]] Result<void> write_statistics(const std::filesystem::path& path,
                                            const RunStatistics& statistics);

// Largest resident set so far (VmHWM), and the proportional set now; 0 when the kernel says
// nothing.
[[nodiscard]] std::uint64_t peak_rss_bytes();
[[nodiscard]] std::uint64_t pss_bytes();

}  // namespace belvedere::cli
