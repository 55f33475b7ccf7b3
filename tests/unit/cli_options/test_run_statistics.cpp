// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_statistics.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace belvedere::cli {
namespace {

TEST(RunStatistics, Percentiles) {
    EXPECT_EQ(percentile({}, 0.5), 0.0);
    EXPECT_EQ(percentile({3.0, 1.0, 2.0}, 0.5), 2.0);
    EXPECT_EQ(percentile({3.0, 1.0, 2.0}, 1.0), 3.0);
    EXPECT_EQ(percentile({3.0, 1.0, 2.0}, 0.0), 1.0);
}

TEST(RunStatistics, KeysAreThoseThatAreDocumented) {
    RunStatistics run;
    run.frame_ms = {10.0, 20.0};
    run.warnings = {"bytes that are no UTF-8: \xff"};
    const auto json = nlohmann::json::parse(to_json(run));
    for (const char* key :
         {"first_frame_ms", "complete_ms", "complete", "tiles_loaded", "tiles_drawn",
          "triangles_drawn", "features_loaded", "bytes_read", "frames", "frame_ms",
          "selection_ms_p99", "main_thread_load_ms_p99", "peak_rss_bytes", "peak_pss_bytes",
          "gpu_bytes", "cache_hits", "warnings", "errors", "validation_messages"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    EXPECT_TRUE(json["first_frame_ms"].is_null()) << "nothing was drawn";
    EXPECT_EQ(json["frames"], 2);
    EXPECT_GT(json["peak_rss_bytes"].get<std::uint64_t>(), 1U << 20);
}

}  // namespace
}  // namespace belvedere::cli
