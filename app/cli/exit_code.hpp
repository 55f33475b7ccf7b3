// SPDX-License-Identifier: Apache-2.0
// What the process returns.
#pragma once

namespace belvedere::cli {

enum ExitCode : int {
    kDone = 0,    // Also when a source opened with parts missing: they are listed in `errors`.
    kFailed = 1,  // The work could not be done; one sentence on standard error says why.
    kUsage = 2,   // The command line is wrong.
};

}  // namespace belvedere::cli
