// SPDX-License-Identifier: Apache-2.0
#include "app/cli/window_options.hpp"

#include <CLI/CLI.hpp>

namespace belvedere::cli {

void add_window_options(CLI::App& command, WindowRequest& request) {
    command.add_option("--script", request.script, "a file of commands to run, one a line");
    command.add_option("--dump-accessible-tree", request.accessible_tree,
                       "write what a screen reader is told when the window closes to this file");
    command.add_flag("--no-accessibility{false}", request.is_accessible,
                     "do not serve assistive technology");
}

}  // namespace belvedere::cli
