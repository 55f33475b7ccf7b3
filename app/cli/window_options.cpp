// SPDX-License-Identifier: Apache-2.0
#include "app/cli/window_options.hpp"

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace belvedere::cli {

void add_window_options(CLI::App& command, WindowRequest& request) {
    command.add_option("--script", request.script, "a file of commands to run, one a line");
    command.add_option("--dump-accessible-tree", request.accessible_tree,
                       "write what a screen reader is told when the window closes to this file");
    command.add_flag("--resume", request.resumes,
                     "go on where the last session was, also after a crash");
    // Its value may be left out, and a source may follow it.
    command
        .add_option_function<std::vector<std::string>>(
            "--present",
            [&request](const std::vector<std::string>& screen) {
                request.present = screen.empty() ? std::string() : screen.front();
            },
            "present to an audience, on this screen: name, number or window")
        ->expected(0, 1)
        ->type_name("[SCREEN]");
    command.add_option("--show", request.show,
                       "JSON file of views that follow one another while presenting");
    command.add_flag("--no-accessibility{false}", request.is_accessible,
                     "do not serve assistive technology");
}

}  // namespace belvedere::cli
