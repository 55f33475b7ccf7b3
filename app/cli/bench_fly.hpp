// SPDX-License-Identifier: Apache-2.0
// How a city loads and moves: the scripted views of --views, drawn without a window.
#pragma once

#include <string>
#include <vector>

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

struct BenchFlyOptions {
    CommonOptions common;
    std::vector<std::string> phases{"fixed", "orbit", "fly"};
    bool draws_while_loading = false;
};

// Prints the keys of --stats for loading (complete_ms from the start of the process), and for each
// phase {frames, frame_ms {p50,p95,p99,max}, triangles_drawn_over_wanted {p50, least, moments} (at
// 16 moments, whose views are loaded whole afterwards), complete_share (frames whose view was
// complete)}. A
// frame counts once the GPU has finished it. Returns an ExitCode; kFailed when the view is not
// complete in time.
[[nodiscard]] int bench_fly(const BenchFlyOptions& options);

}  // namespace belvedere::cli
