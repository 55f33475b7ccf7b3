// SPDX-License-Identifier: Apache-2.0
// belvedere inspect SOURCE: what is in it.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "app/city/scene_request.hpp"
#include "app/cli/common_options.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/inspect_payload.hpp"
#include "app/cli/inspect_report.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/scene_options.hpp"
#include "app/cli/subcommand.hpp"
#include "app/convert/import_report.hpp"
#include "engine/core/file.hpp"

namespace belvedere::cli {
namespace {

// Which object each sentence is about: city models alone say that.
Result<void> save_report(JobPool& jobs, const CommonOptions& options, const std::string& uri,
                         geo::VerticalReference vertical, const std::string& path) {
    const CancelToken cancel;
    const auto model = convert::open_city_model(
        jobs, {.uri = uri, .crs = options.crs, .vertical = vertical, .offline = options.offline},
        cancel);
    if (!model) return fail(model.error());
    const auto made = convert::make_import_report(
        *model, [](double) {}, cancel);
    if (!made) return fail(made.error());
    const std::string text = path.ends_with(".csv") ? convert::report_as_csv(*made)
                                                    : convert::report_as_text(*made, uri);
    return write_file_atomic(path, as_bytes(text));
}

int inspect(const CommonOptions& options, bool as_json, const std::string& report_path) {
    if (!report_path.empty() && options.sources.size() != 1) {
        return report(Error{ErrorKind::kUsage, "--report is of one source"});
    }
    const auto vertical = city::vertical_reference(options.vertical);
    if (!vertical) return report(vertical.error());
    JobPool jobs({.threads = std::max(2U, std::thread::hardware_concurrency())});
    int code = kDone;
    for (const std::string& uri : options.sources) {
        const auto form = as_json ? ReportForm::kJson : ReportForm::kText;
        if (const auto payload = inspect_payload(uri, form)) {
            std::fputs(payload->c_str(), stdout);
            continue;
        }
        stream::WalkOptions walk;
        walk.source = {.uri = uri,
                       .crs = options.crs,
                       .vertical = *vertical,
                       .feature_id_set = options.feature_id_set};
        walk.offline = options.offline;
        InspectReport found;
        const auto summary = stream::walk_source(
            jobs, walk, [&found](const stream::WalkedTile& tile) { found.add(tile); });
        if (!summary) {
            code = report(summary.error());
            continue;
        }
        const std::string text =
            as_json ? found.to_json(*summary, uri) : found.to_text(*summary, uri);
        std::fputs(text.c_str(), stdout);
        if (report_path.empty()) continue;
        const auto saved = save_report(jobs, options, uri, *vertical, report_path);
        if (!saved) code = report(saved.error());
    }
    return code;
}

}  // namespace

void add_inspect_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand("inspect", "tell what is in a source, all levels of it");
    const auto options = std::make_shared<CommonOptions>();
    const auto as_json = std::make_shared<bool>(false);
    add_source_options(*command, *options, SourceCount::kAtLeastOne);
    command->add_flag("--json", *as_json, "print one JSON document");
    const auto report_path = std::make_shared<std::string>();
    command->add_option("--report", *report_path,
                        "also write what was mended or left out of a city model, object by object, "
                        "to this file: a table (.csv) or text");
    command->callback([&chosen, options, as_json, report_path] {
        chosen = [options, as_json, report_path] {
            return inspect(*options, *as_json, *report_path);
        };
    });
}

}  // namespace belvedere::cli
