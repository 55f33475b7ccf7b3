// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/demo_city.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <thread>

#include "engine/core/folders.hpp"
#include "engine/generator/place.hpp"

namespace belvedere::generator {

namespace {

// Raised whenever generated tiles change, so that the old demo is not taken for the new one.
constexpr int kDemoVersion = 1;

std::filesystem::path demo_folder() {
    return folders::cache() / ("demo-" + std::to_string(kDemoVersion));
}

void remove_quietly(const std::filesystem::path& folder) {
    // What cannot be removed is a few megabytes in a cache folder; the next cleaning takes it.
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

// Makes the city beside its place and moves it there whole. Another program may be first: then its
// city, which is the same, is kept.
Result<void> make_demo(const std::filesystem::path& folder, const Progress& progress,
                       const CancelToken& cancel) {
    std::filesystem::path work = folder;
    work += ".making-" + std::to_string(getpid());
    remove_quietly(work);
    JobPool pool({.threads = std::max(1U, std::thread::hardware_concurrency())});
    const CityOptions options{.buildings = kDemoBuildings, .seed = kDemoSeed, .cancel = cancel};
    const auto made = generate_city(options, work, pool, progress);
    if (!made) {
        remove_quietly(work);
        return fail_in("demo city", made.error());
    }
    // A folder without its tileset.json is what an interrupted removal left.
    if (!std::filesystem::exists(folder / "tileset.json")) remove_quietly(folder);
    std::error_code problem;
    std::filesystem::rename(work, folder, problem);
    if (problem) remove_quietly(work);
    if (problem && !std::filesystem::exists(folder / "tileset.json")) {
        return fail(ErrorKind::kDevice, "demo city: " + folder.string() + ": " + problem.message());
    }
    return {};
}

}  // namespace

DemoView demo_view() {
    // From the south-west: the old town on both banks, the castle to the left, towers to the right.
    return {kOriginLongitude_deg - 0.0085, kOriginLatitude_deg - 0.0042, kWaterHeight_m + 215.0,
            42.0, -15.0};
}

Result<std::filesystem::path> ensure_demo_city(const Progress& progress,
                                               const CancelToken& cancel) {
    const std::filesystem::path folder = demo_folder();
    const std::filesystem::path tileset = folder / "tileset.json";
    std::error_code ignored;
    if (std::filesystem::exists(tileset, ignored)) return tileset;
    if (auto made = make_demo(folder, progress, cancel); !made) return fail(made.error());
    return tileset;
}

}  // namespace belvedere::generator
