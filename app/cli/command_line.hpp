// SPDX-License-Identifier: Apache-2.0
// The command line of the one binary: finds the subcommand and runs it.
#pragma once

namespace belvedere::cli {

// Parses and runs; returns an ExitCode. Data goes to standard output, messages to standard error.
// Without arguments the start page opens. Never throws.
[[nodiscard]] int run(int argc, char** argv);

}  // namespace belvedere::cli
