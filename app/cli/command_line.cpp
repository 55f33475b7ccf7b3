// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.hpp"

#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/subcommand.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

int parse_and_run(int argc, char** argv) {
    CLI::App app{"Belvedere: a real-time viewer for city digital twins", "belvedere"};
    app.set_version_flag("--version", std::string("belvedere ") + BELVEDERE_VERSION);
    bool verbose = false;
    app.add_flag("-v,--verbose", verbose, "more messages on standard error");
    app.require_subcommand(0, 1);
    app.fallthrough();
    Action chosen;
    add_demo_command(app, chosen);
    add_view_command(app, chosen);
    add_render_command(app, chosen);
    add_inspect_command(app, chosen);
    add_generate_command(app, chosen);
    add_tile_command(app, chosen);
    add_compare_command(app, chosen);
    add_export_command(app, chosen);
    add_find_command(app, chosen);
    add_watch_command(app, chosen);
    add_order_command(app, chosen);
    add_simulate_command(app, chosen);
    add_history_command(app, chosen);
    add_secret_command(app, chosen);
    add_bench_command(app, chosen);
    add_accessibility_report_command(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kDone : kUsage;
    }
    if (verbose) log::set_level(log::Level::kDebug);
    if (!chosen) {  // No subcommand: the start page, which is a view of nothing yet.
        const char* view[] = {argv[0], "view"};
        app.clear();
        app.parse(2, view);
    }
    return chosen();
}

}  // namespace

int run(int argc, char** argv) {
    try {
        return parse_and_run(argc, argv);
    } catch (const std::exception& problem) {
        log::error(std::string("stopped by an unexpected failure: ") + problem.what());
        return kFailed;
    }
}

}  // namespace belvedere::cli
