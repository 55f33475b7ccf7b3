// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_statistics.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/core/file.hpp"

namespace belvedere::cli {
namespace {

// The kilobytes behind a name in a file of /proc (proc(5)).
std::uint64_t kernel_figure_bytes(const char* file, std::string_view name) {
    std::ifstream lines(file);
    std::string line;
    while (std::getline(lines, line)) {
        if (line.compare(0, name.size(), name) != 0) continue;
        return std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024;
    }
    return 0;
}

nlohmann::json time_or_null(double milliseconds) {
    if (milliseconds < 0.0) return nullptr;
    return milliseconds;
}

nlohmann::ordered_json delay_json(const feed::LatencySummary& delay) {
    if (delay.count == 0) return nullptr;
    return {{"updates", delay.count},
            {"p50", delay.p50_s * 1e3},
            {"p99", delay.p99_s * 1e3},
            {"max", delay.max_s * 1e3}};
}

}  // namespace

double percentile(std::vector<double> values, double fraction) {
    if (values.empty()) return 0.0;
    const auto rank = static_cast<std::size_t>(fraction * static_cast<double>(values.size()));
    const auto nth =
        values.begin() + static_cast<std::ptrdiff_t>(std::min(rank, values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

std::string to_json(const RunStatistics& run) {
    nlohmann::ordered_json json;
    json["first_shown_ms"] = time_or_null(run.first_shown_ms);
    json["first_frame_ms"] = time_or_null(run.first_frame_ms);
    json["complete_ms"] = time_or_null(run.complete_ms);
    json["complete"] = run.complete;
    json["tiles_loaded"] = run.tiles_loaded;
    json["tiles_drawn"] = run.tiles_drawn;
    json["triangles_drawn"] = run.triangles_drawn;
    json["features_loaded"] = run.features_loaded;
    json["devices_drawn"] = run.devices_drawn;
    json["features_tinted"] = run.features_tinted;
    json["live_to_snapshot_ms"] = delay_json(run.to_snapshot);
    json["live_to_presented_ms"] = delay_json(run.to_presented);
    json["bytes_read"] = run.bytes_read;
    json["frames"] = run.frame_ms.size();
    json["frame_ms"] = {{"p50", percentile(run.frame_ms, 0.5)},
                        {"p95", percentile(run.frame_ms, 0.95)},
                        {"p99", percentile(run.frame_ms, 0.99)},
                        {"max", percentile(run.frame_ms, 1.0)}};
    json["selection_ms_p99"] = run.selection_ms_p99;
    json["main_thread_load_ms_p99"] = run.main_thread_load_ms_p99;
    json["peak_rss_bytes"] = peak_rss_bytes();
    json["peak_pss_bytes"] = pss_bytes();
    json["gpu_bytes"] = run.gpu_bytes;
    json["cache_hits"] = run.cache_hits;
    json["warnings"] = run.warnings;
    json["errors"] = run.errors;
    json["validation_messages"] = run.validation_messages;
    json["device"] = run.device;
    json["quality"] = run.quality;
    json["error_px"] = run.error_px;
    return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<void> write_statistics(const std::filesystem::path& path, const RunStatistics& statistics) {
    return write_file_atomic(path, as_bytes(to_json(statistics)));
}

std::uint64_t peak_rss_bytes() {
    return kernel_figure_bytes("/proc/self/status", "VmHWM:");
}

std::uint64_t pss_bytes() {
    return kernel_figure_bytes("/proc/self/smaps_rollup", "Pss:");
}

}  // namespace belvedere::cli
