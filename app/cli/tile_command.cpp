// SPDX-License-Identifier: Apache-2.0
// belvedere tile SOURCE: a city model as 3D Tiles.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/city/scene_request.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/progress_lines.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/subcommand.hpp"
#include "app/convert/tile_set.hpp"
#include "app/platform/quit_signal.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

struct TileCommandOptions {
    convert::CityModelOptions source;
    std::string out, vertical, lod, theme, part;
    std::uint32_t threads = 0;  // 0: one for each core.
    bool meshopt = false, plain = false, json = false;
};

struct TileShare {
    std::uint32_t share = 0, shares = 1;
};

// "2/8" is the second of eight; nothing for anything that is no such share.
std::optional<TileShare> share_of(std::string_view text) {
    if (text.empty()) return TileShare{};
    constexpr std::uint32_t kSharesMost = 100'000;
    const std::size_t slash = text.find('/');
    if (slash == text.npos) return std::nullopt;
    const auto number = [](std::string_view digits) -> std::uint32_t {
        std::uint32_t value = 0;
        const auto end = digits.data() + digits.size();
        const auto [at, code] = std::from_chars(digits.data(), end, value);
        return code == std::errc() && at == end ? value : 0;
    };
    const std::uint32_t share = number(text.substr(0, slash));
    const std::uint32_t shares = number(text.substr(slash + 1));
    if (share == 0 || share > shares || shares > kSharesMost) return std::nullopt;
    return TileShare{share - 1, shares};
}

void print(const convert::WrittenTileSet& set, double seconds, bool as_json) {
    if (as_json) {
        const nlohmann::ordered_json document{{"tileset", set.tileset.string()},
                                              {"objects", set.objects},
                                              {"tiles", set.tiles},
                                              {"levels", set.levels},
                                              {"tiles_written", set.tiles_written},
                                              {"triangles", set.triangles},
                                              {"bytes", set.bytes},
                                              {"georeferenced", set.is_on_earth},
                                              {"seconds", seconds},
                                              {"warnings", set.warnings},
                                              {"errors", set.errors}};
        std::puts(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        return;
    }
    for (const std::string& warning : set.warnings)
        log::warning(warning);
    std::printf("%s: %llu objects in %llu tiles, %.1f MB, %.2f s\n", set.tileset.c_str(),
                static_cast<unsigned long long>(set.objects),
                static_cast<unsigned long long>(set.tiles), static_cast<double>(set.bytes) / 1e6,
                seconds);
}

int run_tile(const TileCommandOptions& options) {
    const auto vertical = city::vertical_reference(options.vertical);
    if (!vertical) return report(vertical.error());
    const auto lod_max = city::lod_max_of(options.lod);
    if (!lod_max) return report(lod_max.error());
    const auto share = share_of(options.part);
    if (!share) {
        return report({ErrorKind::kUsage, "--part is which of how many: 2/8"});
    }
    const CancelToken cancel;
    const platform::QuitSignal quit([cancel] { cancel.cancel(); });
    const double start = system_clock().steady_seconds();
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    JobPool pool({.threads = options.threads > 0 ? options.threads : cores});
    convert::CityModelOptions source = options.source;
    source.vertical = *vertical;
    const auto model = convert::open_city_model(pool, source, cancel);
    if (!model) return report(model.error());
    convert::TileSetOptions set_options;
    set_options.tiles.lod_max = *lod_max;
    set_options.tiles.theme = options.theme;
    set_options.tiles.glb.compression = options.meshopt
                                            ? content::encode::BufferCompression::kMeshopt
                                            : content::encode::BufferCompression::kNone;
    set_options.share = share->share;
    set_options.shares = share->shares;
    ProgressLines lines("tiling");
    const auto set = convert::write_tile_set(
        pool, *model, options.out, set_options, [&lines](double done) { lines(done); }, cancel);
    if (!set) return report(set.error());
    for (const std::string& error : set->errors)
        log::error(error);
    print(*set, system_clock().steady_seconds() - start, options.json);
    return set->errors.empty() ? kDone : kFailed;
}

}  // namespace

void add_tile_command(CLI::App& parent, Action& chosen) {
    auto* command =
        parent.add_subcommand("tile", "write a city model (CityGML, CityJSON) as 3D Tiles 1.1");
    const auto options = std::make_shared<TileCommandOptions>();
    command->add_option("source", options->source.uri, "city file, folder of them, or URL")
        ->required();
    command->add_option("--out", options->out, "folder to write to; made when missing")->required();
    auto* meshopt = command->add_flag("--meshopt", options->meshopt,
                                      "EXT_meshopt_compression: smaller files, same numbers");
    command->add_flag("--plain", options->plain, "without compression (the default)")
        ->excludes(meshopt);
    command->add_option("--part", options->part,
                        "I/N: this machine's share of the tiles, for N machines with one city; "
                        "their folders laid over each other are the whole");
    command->add_option("--lod", options->lod, "highest level of detail to write: 2, 1.2");
    command->add_option("--theme", options->theme, "theme of materials and textures");
    command->add_option("--crs", options->source.crs, "for a source that does not say: EPSG:25832");
    command->add_option("--vertical", options->vertical, "heights: ellipsoid, egm96 or crs");
    command->add_option("--threads", options->threads, "worker threads; 0: one for each core")
        ->check(CLI::Range(0U, 256U))
        ->capture_default_str();
    command->add_flag("--offline", options->source.offline, "no network");
    command->add_flag("--json", options->json, "print what was written as one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return run_tile(*options); }; });
}

}  // namespace belvedere::cli
