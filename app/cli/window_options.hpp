// SPDX-License-Identifier: Apache-2.0
// Options of the subcommands that open a window.
#pragma once

#include "app/cli/view_window.hpp"

namespace CLI {
class App;
}

namespace belvedere::cli {

// --script, --dump-accessible-tree, --no-accessibility.
void add_window_options(CLI::App& command, WindowRequest& request);

}  // namespace belvedere::cli
