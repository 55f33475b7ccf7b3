// SPDX-License-Identifier: Apache-2.0
// belvedere view [SOURCE...]: opens a window.
#include <memory>

#include <CLI/CLI.hpp>

#include "app/cli/subcommand.hpp"
#include "app/cli/view_window.hpp"
#include "app/cli/window_options.hpp"

namespace belvedere::cli {

void add_view_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand("view", "open a window; without a source the start page");
    const auto options = std::make_shared<CommonOptions>();
    const auto request = std::make_shared<WindowRequest>();
    add_source_options(*command, *options, SourceCount::kAny);
    add_feed_option(*command, *options);
    add_things_option(*command, *options);
    add_drawing_options(*command, *options);
    add_window_options(*command, *request);
    command->callback([&chosen, options, request] {
        chosen = [options, request] { return view_window(*options, *request); };
    });
}

}  // namespace belvedere::cli
