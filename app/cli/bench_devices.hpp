// SPDX-License-Identifier: Apache-2.0
// belvedere bench devices: many devices that change, drawn.
#pragma once

#include <cstdint>

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

struct BenchDevicesOptions {
    CommonOptions common;  // Size, device and quality.
    std::uint32_t devices = 100'000;
    double changing = 0.1;  // Share of them that has a new value in each frame.
    std::uint32_t frames = 60;
};

// Draws the devices with each frame's new values and tells, as JSON, the main thread's CPU time for
// taking values in, for bringing symbols up to date and for recording the frame, and the time of
// whole frames. Returns an ExitCode.
[[nodiscard]] int bench_devices(const BenchDevicesOptions& options);

}  // namespace belvedere::cli
