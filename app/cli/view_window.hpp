// SPDX-License-Identifier: Apache-2.0
// The window, from the command line.
#pragma once

#include "app/cli/common_options.hpp"

namespace belvedere::cli {

// Opens a window on the sources (the start page when there are none) and returns an ExitCode once
// it is closed. kFailed without a display or a device.
[[nodiscard]] int view_window(const CommonOptions& options);

}  // namespace belvedere::cli
