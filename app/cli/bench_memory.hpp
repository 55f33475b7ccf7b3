// SPDX-License-Identifier: Apache-2.0
// Whether the memory ceiling holds: what a city costs the process beyond an empty scene.
#pragma once

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

// Draws an empty scene (with what pictures need made ready), then the city under --memory: from
// afar, then --views' orbit and fly (or eight views towards its middle, ever nearer). The process's
// proportional set size (PSS, proc(5)) is read after every frame. Prints {ceiling_bytes,
// empty_pss_bytes, peak_pss_bytes, end_pss_bytes, over_empty_bytes (of the peak), share (of the
// ceiling), gpu_bytes, error_px, tiles_loaded, tiles_evicted, frames, complete}. `complete` says
// that the last view was reached: no livelock. Returns an ExitCode.
[[nodiscard]] int bench_memory(const CommonOptions& options);

}  // namespace belvedere::cli
