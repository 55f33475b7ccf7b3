// SPDX-License-Identifier: Apache-2.0
// belvedere compare BEFORE AFTER: what changed between two versions of a city model.
#include <algorithm>
#include <cstdio>
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
#include "app/convert/compare_models.hpp"
#include "app/platform/quit_signal.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

using Document = nlohmann::ordered_json;

struct CompareOptions {
    std::string before, after, crs;
    double tolerance_m = 0.002;
    bool offline = false, json = false;
};

Document list_of(const std::vector<convert::NamedObject>& objects) {
    Document list = Document::array();
    for (const convert::NamedObject& object : objects)
        list.push_back({{"id", object.id}, {"type", object.type}});
    return list;
}

Document changes_of(const convert::ChangedObject& object) {
    Document what = Document::array();
    if (object.is_type_changed) what.push_back("type");
    if (object.is_parent_changed) what.push_back("parent");
    if (object.is_shape_changed) what.push_back("geometry");
    if (!object.attributes.empty()) what.push_back("attributes");
    return what;
}

Document attributes_of(const convert::ChangedObject& object) {
    Document list = Document::array();
    for (const convert::ChangedAttribute& one : object.attributes) {
        list.push_back({{"name", one.name},
                        {"before", one.had_value ? Document(one.before) : Document(nullptr)},
                        {"after", one.has_value ? Document(one.after) : Document(nullptr)}});
    }
    return list;
}

void print_json(const convert::ModelDifference& difference) {
    Document changed = Document::array();
    for (const convert::ChangedObject& object : difference.changed) {
        changed.push_back({{"id", object.id},
                           {"type", object.type},
                           {"what", changes_of(object)},
                           {"moved_m", object.moved_m},
                           {"attributes", attributes_of(object)}});
    }
    const Document document{{"counts",
                             {{"added", difference.added.size()},
                              {"removed", difference.removed.size()},
                              {"changed", difference.changed.size()},
                              {"same", difference.same},
                              {"without_id", difference.without_id},
                              {"repeated_ids", difference.repeated}}},
                            {"same_crs", difference.is_in_one_crs},
                            {"added", list_of(difference.added)},
                            {"removed", list_of(difference.removed)},
                            {"changed", changed}};
    std::puts(document.dump(2, ' ', false, Document::error_handler_t::replace).c_str());
}

void print_text(const convert::ModelDifference& difference) {
    std::printf("%zu added, %zu removed, %zu changed, %llu the same\n", difference.added.size(),
                difference.removed.size(), difference.changed.size(),
                static_cast<unsigned long long>(difference.same));
    for (const convert::NamedObject& object : difference.added)
        std::printf("+ %s %s\n", object.type.c_str(), object.id.c_str());
    for (const convert::NamedObject& object : difference.removed)
        std::printf("- %s %s\n", object.type.c_str(), object.id.c_str());
    for (const convert::ChangedObject& object : difference.changed) {
        std::printf("~ %s %s:", object.type.c_str(), object.id.c_str());
        for (const auto& what : changes_of(object))
            std::printf(" %s", what.get<std::string>().c_str());
        if (object.is_shape_changed) std::printf(" (moved %.3f m)", object.moved_m);
        std::printf("\n");
        for (const convert::ChangedAttribute& one : object.attributes) {
            std::printf("    %s: %s -> %s\n", one.name.c_str(),
                        one.had_value ? one.before.c_str() : "none",
                        one.has_value ? one.after.c_str() : "none");
        }
    }
}

int run_compare(const CompareOptions& options) {
    const CancelToken cancel;
    const platform::QuitSignal quit([cancel] { cancel.cancel(); });
    JobPool pool({.threads = std::max(1U, std::thread::hardware_concurrency())});
    const auto open = [&](const std::string& uri) {
        return convert::open_city_model(
            pool, {.uri = uri, .crs = options.crs, .offline = options.offline}, cancel);
    };
    const auto before = open(options.before);
    if (!before) return report(before.error());
    const auto after = open(options.after);
    if (!after) return report(after.error());
    for (const auto* model : {&*before, &*after}) {
        for (const std::string& warning : model->warnings)
            log::warning(warning);
    }
    ProgressLines lines("comparing");
    const auto difference = convert::compare_models(
        *before, *after, options.tolerance_m, [&lines](double done) { lines(done); }, cancel);
    if (!difference) return report(difference.error());
    if (options.json) {
        print_json(*difference);
    } else {
        print_text(*difference);
    }
    return kDone;
}

}  // namespace

void add_compare_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "compare", "tell what was added, removed and changed between two city models");
    const auto options = std::make_shared<CompareOptions>();
    command->add_option("before", options->before, "city file, folder of them, or URL")->required();
    command->add_option("after", options->after, "the later version")->required();
    command
        ->add_option("--tolerance", options->tolerance_m,
                     "metres that a corner may move without a change")
        ->check(CLI::Range(0.0, 100.0))
        ->capture_default_str();
    command->add_option("--crs", options->crs, "for sources that do not say: EPSG:25832");
    command->add_flag("--offline", options->offline, "no network");
    command->add_flag("--json", options->json, "print one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return run_compare(*options); }; });
}

}  // namespace belvedere::cli
