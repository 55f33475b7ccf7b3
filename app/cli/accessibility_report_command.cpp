// SPDX-License-Identifier: Apache-2.0
// belvedere accessibility-report: which clause of the accessibility standards holds, tied to tests.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/subcommand.hpp"
#include "app/conformance/report.hpp"
#include "engine/core/file.hpp"
#include "engine/core/folders.hpp"

namespace belvedere::cli {
namespace {

struct ReportOptions {
    std::string results;  // Empty: nothing was run.
    std::string html;     // Empty: to standard output, as text or JSON.
    bool as_json = false;
};

Result<conformance::Report> make_report(const ReportOptions& options) {
    std::error_code error;
    const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto folder = folders::shipped(executable.parent_path(), "accessibility");
    if (folder.empty()) {
        return fail(ErrorKind::kNotFound, "the folder accessibility of the program is not there");
    }
    auto statement = conformance::read_statement(folder);
    if (!statement) return fail(statement.error());
    conformance::Report made{
        std::string("belvedere ") + BELVEDERE_VERSION, std::move(*statement), {}};
    if (options.results.empty()) return made;
    auto results = conformance::read_results(options.results);
    if (!results) return fail(results.error());
    made.results = std::move(*results);
    return made;
}

int run_report(const ReportOptions& options) {
    const auto made = make_report(options);
    if (!made) return report(made.error());
    if (!options.html.empty()) {
        const std::string html = conformance::to_html(*made);
        const auto written = write_file_atomic(options.html, as_bytes(html));
        if (!written) return report(written.error());
    }
    if (options.as_json) {
        std::fputs(conformance::to_json(*made).c_str(), stdout);
    } else if (options.html.empty()) {
        std::fputs(conformance::to_text(*made).c_str(), stdout);
    }
    return kDone;
}

}  // namespace

void add_accessibility_report_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "accessibility-report", "tell what holds of EN 301 549 and WCAG, and by which test");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("--results", options->results,
                        "what tools/test wrote of the tests: build/test-results.json");
    command->add_option("--html", options->html, "write the report to this HTML file");
    command->add_flag("--json", options->as_json, "print one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return run_report(*options); }; });
}

}  // namespace belvedere::cli
