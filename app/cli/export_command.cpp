// SPDX-License-Identifier: Apache-2.0
// belvedere export SOURCE: objects of a city model as CityJSON or glTF.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/progress_lines.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/subcommand.hpp"
#include "app/convert/export_objects.hpp"
#include "app/platform/quit_signal.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

struct ExportCommandOptions {
    convert::CityModelOptions source;
    std::vector<std::string> ids;
    std::string ids_file, out;
    bool json = false;
};

// Ids one a line; empty lines say nothing.
Result<void> add_ids(const std::string& path, convert::ExportOptions& options) {
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::kNotFound, path + ": cannot be read");
    for (std::string line; std::getline(file, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) options.ids.insert(line);
    }
    if (options.ids.empty()) return fail(ErrorKind::kUsage, path + ": there are no ids in it");
    return {};
}

void print_exported(const convert::ExportedObjects& exported, const std::string& out,
                    bool as_json) {
    if (as_json) {
        const nlohmann::ordered_json document{{"file", out},
                                              {"objects", exported.objects},
                                              {"bytes", exported.bytes},
                                              {"images", exported.images},
                                              {"missing", exported.missing},
                                              {"notes", exported.notes}};
        std::puts(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        return;
    }
    for (const std::string& note : exported.notes)
        log::warning(note);
    for (const std::string& id : exported.missing)
        log::warning("there is no " + id);
    std::printf("%s: %llu objects, %.1f MB\n", out.c_str(),
                static_cast<unsigned long long>(exported.objects),
                static_cast<double>(exported.bytes) / 1e6);
}

int run_export(const ExportCommandOptions& options) {
    const auto format = convert::export_format_of(options.out);
    if (!format) return report(format.error());
    convert::ExportOptions wanted;
    wanted.format = *format;
    wanted.ids.insert(options.ids.begin(), options.ids.end());
    if (!options.ids_file.empty()) {
        if (const auto read = add_ids(options.ids_file, wanted); !read) return report(read.error());
    }
    const CancelToken cancel;
    const platform::QuitSignal quit([cancel] { cancel.cancel(); });
    JobPool pool({.threads = std::max(1U, std::thread::hardware_concurrency())});
    const auto model = convert::open_city_model(pool, options.source, cancel);
    if (!model) return report(model.error());
    for (const std::string& warning : model->warnings)
        log::warning(warning);
    ProgressLines lines("exporting");
    const auto exported = convert::export_objects(
        *model, wanted, options.out, [&lines](double done) { lines(done); }, cancel);
    if (!exported) return report(exported.error());
    print_exported(*exported, options.out, options.json);
    return kDone;
}

}  // namespace

void add_export_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "export", "write objects of a city model as CityJSON (.json) or glTF (.glb)");
    const auto options = std::make_shared<ExportCommandOptions>();
    command->add_option("source", options->source.uri, "city file, folder of them, or URL")
        ->required();
    command->add_option("--out", options->out, "file to write: .json or .glb")->required();
    command->add_option("--ids", options->ids, "ids of objects, with commas between; else all")
        ->delimiter(',');
    command->add_option("--ids-file", options->ids_file, "file with an id a line");
    command->add_option("--crs", options->source.crs, "for a source that does not say: EPSG:25832");
    command->add_flag("--offline", options->source.offline, "no network");
    command->add_flag("--json", options->json, "print what was written as one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return run_export(*options); }; });
}

}  // namespace belvedere::cli
