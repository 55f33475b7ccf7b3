// SPDX-License-Identifier: Apache-2.0
// How long it takes to read a view in words: bench_describe SOURCE [ROUNDS]. Walks a source as the
// scene holds it and prints one line of JSON: `features`; `first_ms`, where each feature stands and
// what it is, made once a tile; `again_ms`, the median of placing all features round an eye and
// choosing what is told. The bar is 20 ms for 30,000 features.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "app/describe/scene_object.hpp"
#include "engine/core/clock.hpp"
#include "engine/core/job_pool.hpp"
#include "engine/stream/source_walk.hpp"

namespace belvedere {
namespace {

int measure(const char* uri, int rounds) {
    JobPool pool({.threads = 2});
    stream::WalkOptions walk;
    walk.source.uri = uri;
    std::vector<city::PlacedFeature> placed;
    double first_s = 0.0;
    const auto walked = stream::walk_source(pool, walk, [&](const stream::WalkedTile& tile) {
        if (tile.content == nullptr) return;
        const double begin_s = system_clock().steady_seconds();
        for (city::PlacedFeature& each : city::placed_features(*tile.content)) {
            each.feature = FeatureId{static_cast<std::uint32_t>(placed.size())};
            placed.push_back(each);
        }
        first_s += system_clock().steady_seconds() - begin_s;
    });
    if (!walked || placed.empty()) return EXIT_FAILURE;
    describe::Eye eye;
    eye.horizon = geo::east_north_up(placed.front().box.center);
    eye.horizon.origin += eye.horizon.axes[2] * 300.0;
    eye.camera.position = eye.horizon.origin;
    eye.camera.orientation = render::orientation_in(eye.horizon, {30.0, -35.0, 0.0});
    std::vector<double> times_ms;
    std::size_t told = 0;
    for (int i = 0; i < rounds; ++i) {
        const double begin_s = system_clock().steady_seconds();
        const auto around = describe::objects_around(placed, eye);
        told = describe::most_important(describe::only_in_view(around)).size();
        times_ms.push_back((system_clock().steady_seconds() - begin_s) * 1000.0);
    }
    std::nth_element(times_ms.begin(), times_ms.begin() + rounds / 2, times_ms.end());
    std::printf("{\"features\": %zu, \"told\": %zu, \"first_ms\": %.2f, \"again_ms\": %.2f}\n",
                placed.size(), told, first_s * 1000.0,
                times_ms[static_cast<std::size_t>(rounds / 2)]);
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace belvedere

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: bench_describe SOURCE [ROUNDS]\n", stderr);
        return 2;
    }
    return belvedere::measure(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 21);
}
