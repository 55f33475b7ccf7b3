// SPDX-License-Identifier: Apache-2.0
// How long one content takes from its file to a GPU-ready block.
#pragma once

#include <string>

namespace belvedere::cli {

struct BenchDecodeOptions {
    std::string file;
    int runs = 51;
};

// Prints {wall_ms, read_ms, bytes, triangles, block_bytes, runs, peak_rss_bytes}: medians over the
// runs, the file read anew in each (wall_ms includes it). Returns an ExitCode.
[[nodiscard]] int bench_decode(const BenchDecodeOptions& options);

}  // namespace belvedere::cli
