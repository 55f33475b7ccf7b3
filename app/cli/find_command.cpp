// SPDX-License-Identifier: Apache-2.0
// belvedere find SOURCE TEXT: objects of a city model by id, name or address.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/progress_lines.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/subcommand.hpp"
#include "app/convert/name_index.hpp"
#include "app/platform/quit_signal.hpp"
#include "engine/core/folders.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/core/log.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::cli {
namespace {

struct FindOptions {
    convert::CityModelOptions source;
    convert::NameQuery query;
    std::string cache;
    bool json = false;
};

nlohmann::ordered_json json_of(const convert::NameHit& hit, bool is_on_earth) {
    nlohmann::ordered_json json{{"id", hit.id}, {"type", hit.type}, {"text", hit.text}};
    if (hit.radius_m <= 0.0) return json;
    if (!is_on_earth) {
        json["position"] = {hit.place.x, hit.place.y, hit.place.z};
        return json;
    }
    const geo::Geodetic at = geo::to_geodetic(hit.place);
    json["longitude"] = at.longitude_deg;
    json["latitude"] = at.latitude_deg;
    json["height_m"] = at.height_m;
    return json;
}

void print_found(const convert::NameSearch& search, bool is_on_earth, bool as_json) {
    if (as_json) {
        nlohmann::ordered_json document{{"found", search.found},
                                        {"objects", search.objects},
                                        {"cut", search.cut},
                                        {"hits", nlohmann::ordered_json::array()}};
        for (const convert::NameHit& hit : search.hits)
            document["hits"].push_back(json_of(hit, is_on_earth));
        std::puts(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
        return;
    }
    std::printf("%llu found among %llu objects\n", static_cast<unsigned long long>(search.found),
                static_cast<unsigned long long>(search.objects));
    if (search.cut > 0) {
        std::printf("%llu of them have more text than is looked through\n",
                    static_cast<unsigned long long>(search.cut));
    }
    for (const convert::NameHit& hit : search.hits) {
        std::printf("%s %s", hit.type.c_str(), hit.id.c_str());
        if (hit.text != hit.id) std::printf(": %s", hit.text.c_str());
        if (hit.radius_m > 0.0 && is_on_earth) {
            const geo::Geodetic at = geo::to_geodetic(hit.place);
            std::printf(" (%.6f, %.6f)", at.longitude_deg, at.latitude_deg);
        }
        std::printf("\n");
    }
}

// The window's own cache, so that what one has indexed the other finds at once.
std::shared_ptr<stream::TileCache> cache_of(const std::string& folder) {
    constexpr std::uint64_t kCacheBytes = 4ULL << 30;
    if (folder == "off") return nullptr;
    auto cache = stream::TileCache::open(
        folder.empty() ? folders::cache() / "tiles" : std::filesystem::path(folder), kCacheBytes);
    if (cache) return *cache;
    log::warning("indexes are not kept: " + cache.error().message);
    return nullptr;
}

int run_find(const FindOptions& options) {
    const CancelToken cancel;
    const platform::QuitSignal quit([cancel] { cancel.cancel(); });
    JobPool pool({.threads = std::max(1U, std::thread::hardware_concurrency())});
    const auto model = convert::open_city_model(pool, options.source, cancel);
    if (!model) return report(model.error());
    const auto cache = cache_of(options.cache);
    ProgressLines lines("searching");
    const auto search = convert::find_names(
        *model, options.query, cache.get(), [&lines](double done) { lines(done); }, cancel);
    if (!search) return report(search.error());
    print_found(*search, model->parts.front().mapping->is_georeferenced(), options.json);
    return kDone;
}

}  // namespace

void add_find_command(CLI::App& parent, Action& chosen) {
    auto* command = parent.add_subcommand(
        "find", "objects of a city model by id, name, address or any other text of theirs");
    const auto options = std::make_shared<FindOptions>();
    command->add_option("source", options->source.uri, "city file, folder of them, or URL")
        ->required();
    command
        ->add_option("text", options->query.text,
                     "words that an object has, without regard to case and accents")
        ->required();
    command->add_option("--count", options->query.hits_most, "how many are listed at most")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--cache", options->cache, "folder of the tile cache, or off");
    command->add_option("--crs", options->source.crs, "for a source that does not say: EPSG:25832");
    command->add_flag("--offline", options->source.offline, "no network");
    command->add_flag("--json", options->json, "print one JSON document");
    command->callback([&chosen, options] { chosen = [options] { return run_find(*options); }; });
}

}  // namespace belvedere::cli
