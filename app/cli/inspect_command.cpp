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

namespace belvedere::cli {
namespace {

int inspect(const CommonOptions& options, bool as_json) {
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
    command->callback([&chosen, options, as_json] {
        chosen = [options, as_json] { return inspect(*options, *as_json); };
    });
}

}  // namespace belvedere::cli
