// SPDX-License-Identifier: Apache-2.0
// belvedere generate: a synthetic city, or a plain quadtree for measuring, as 3D Tiles.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/progress_lines.hpp"
#include "app/cli/subcommand.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"
#include "engine/generator/generate_city.hpp"
#include "engine/generator/generate_model.hpp"
#include "engine/generator/quad_set.hpp"

namespace belvedere::cli {
namespace {

struct GenerateOptions {
    std::uint32_t buildings = 3000;
    std::uint64_t seed = 1;
    std::string out;
    std::string pattern = "city";
    std::string format = "tiles";
    std::uint32_t depth = 5;
    std::uint32_t threads = 0;  // 0: one for each core.
    bool compact = false;
    bool json = false;
};

// Nothing for 3D Tiles.
std::optional<generator::ModelFormat> model_format_of(const std::string& name) {
    if (name == "citygml2") return generator::ModelFormat::kCityGml2;
    if (name == "citygml3") return generator::ModelFormat::kCityGml3;
    if (name == "cityjson") return generator::ModelFormat::kCityJson;
    return std::nullopt;
}

void print(const generator::GeneratedSet& set, double seconds, bool as_json) {
    if (as_json) {
        // Of a city model `tileset` is the file; it has no tiles.
        const nlohmann::ordered_json document{{"tileset", set.tileset.string()},
                                              {"buildings", set.buildings},
                                              {"tiles", set.tiles},
                                              {"triangles", set.triangles},
                                              {"instances", set.instances},
                                              {"bytes", set.bytes},
                                              {"seconds", seconds}};
        std::puts(document.dump(2).c_str());
        return;
    }
    if (set.tiles == 0) {
        std::printf("%s: %llu buildings, %.1f MB, %.2f s\n", set.tileset.c_str(),
                    static_cast<unsigned long long>(set.buildings),
                    static_cast<double>(set.bytes) / 1e6, seconds);
        return;
    }
    std::printf("%s: %llu buildings in %llu tiles, %.1f MB, %.2f s\n", set.tileset.c_str(),
                static_cast<unsigned long long>(set.buildings),
                static_cast<unsigned long long>(set.tiles), static_cast<double>(set.bytes) / 1e6,
                seconds);
}

int run_generate(const GenerateOptions& options) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    JobPool pool({.threads = options.threads > 0 ? options.threads : cores});
    const double start = system_clock().steady_seconds();
    ProgressLines lines("generating");
    const auto progress = [&lines](double fraction) { lines(fraction); };
    Result<generator::GeneratedSet> set = [&] {
        if (options.pattern == "quad") {
            return generator::generate_quad_set({.depth = options.depth}, options.out, pool,
                                                progress);
        }
        const generator::CityOptions city{.buildings = options.buildings, .seed = options.seed};
        if (const auto format = model_format_of(options.format)) {
            return generator::generate_model(city, *format, options.out, pool, progress);
        }
        const auto storage =
            options.compact ? generator::TileStorage::kCompact : generator::TileStorage::kPlain;
        return generator::generate_city(
            {.buildings = options.buildings, .seed = options.seed, .storage = storage}, options.out,
            pool, progress);
    }();
    if (!set) {
        log::error(set.error().message);
        return set.error().kind == ErrorKind::kUsage ? kUsage : kFailed;
    }
    print(*set, system_clock().steady_seconds() - start, options.json);
    return kDone;
}

}  // namespace

void add_generate_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "generate", "write a synthetic city as 3D Tiles, CityGML or CityJSON");
    const auto options = std::make_shared<GenerateOptions>();
    command->add_option("--buildings", options->buildings, "how many buildings")
        ->check(CLI::Range(generator::kBuildingsMin, generator::kBuildingsMax))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "another seed is another city")
        ->capture_default_str();
    command->add_option("--out", options->out, "folder to write to; made when missing")->required();
    command
        ->add_option("--pattern", options->pattern, "city, or quad: a plain quadtree for measuring")
        ->check(CLI::IsMember({"city", "quad"}))
        ->capture_default_str();
    command
        ->add_option("--format", options->format,
                     "tiles (3D Tiles), or the buildings as citygml2, citygml3 or cityjson")
        ->check(CLI::IsMember({"tiles", "citygml2", "citygml3", "cityjson"}))
        ->capture_default_str();
    command->add_option("--depth", options->depth, "levels below the root, for --pattern quad")
        ->check(CLI::Range(0U, generator::kQuadDepthMax))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "worker threads; 0: one for each core")
        ->check(CLI::Range(0U, 256U))
        ->capture_default_str();
    command->add_flag("--compact", options->compact,
                      "16-bit positions and EXT_meshopt_compression: a third of the size");
    command->add_flag("--json", options->json, "print what was written as one JSON document");
    command->callback(
        [&chosen, options] { chosen = [options] { return run_generate(*options); }; });
}

}  // namespace belvedere::cli
