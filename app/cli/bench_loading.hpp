// SPDX-License-Identifier: Apache-2.0
// What loading costs the frames that are drawn meanwhile.
#pragma once

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

// Loads the view `fixed` of --views, then draws it in turns of ten frames: alone, and while tiles
// of somewhere else (what a flight's destination would need) are fetched, decoded and uploaded. The
// picture is the same in both, so the difference is what loading costs. Prints {alone {p50, p95,
// p99, max}, loading {...}, p95_ratio, frames_alone, frames_loading, main_thread_load_ms {p50, p95,
// p99, max} (CPU time, of the loading frames), tiles_loaded (meanwhile)}. Frame times are of the
// whole frame, once the GPU has finished it. Returns an ExitCode.
[[nodiscard]] int bench_loading(const CommonOptions& options);

}  // namespace belvedere::cli
