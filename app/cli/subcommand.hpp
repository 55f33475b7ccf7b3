// SPDX-License-Identifier: Apache-2.0
// What the subcommands share: each adds its options to the parser and leaves the action to run.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace belvedere::cli {

// Set by the subcommand that was named on the command line; returns an ExitCode.
using Action = std::function<int()>;

void add_demo_command(CLI::App& parent, Action& chosen);
void add_view_command(CLI::App& parent, Action& chosen);
void add_render_command(CLI::App& parent, Action& chosen);
void add_inspect_command(CLI::App& parent, Action& chosen);
void add_generate_command(CLI::App& parent, Action& chosen);
void add_tile_command(CLI::App& parent, Action& chosen);
void add_compare_command(CLI::App& parent, Action& chosen);
void add_export_command(CLI::App& parent, Action& chosen);
void add_find_command(CLI::App& parent, Action& chosen);
void add_simulate_command(CLI::App& parent, Action& chosen);
void add_history_command(CLI::App& parent, Action& chosen);
void add_secret_command(CLI::App& parent, Action& chosen);
void add_watch_command(CLI::App& parent, Action& chosen);
void add_order_command(CLI::App& parent, Action& chosen);
void add_bench_command(CLI::App& parent, Action& chosen);
void add_accessibility_report_command(CLI::App& parent, Action& chosen);

}  // namespace belvedere::cli
