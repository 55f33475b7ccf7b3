// SPDX-License-Identifier: Apache-2.0
// How long the choice of tiles takes: bench_selection [ROUNDS]. A quadtree of some 20,000 tiles
// that are all in view, resident, absent, and resident by chance. Prints one line of JSON a case
// with the main thread's CPU time of one selection, and what its 99th percentile comes to for
// 10,000 visited tiles; the bar is 1 ms.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "engine/core/clock.hpp"
#include "engine/stream/tile_selector.hpp"
#include "tests/support/random_tree.hpp"

namespace belvedere {
namespace {

enum class Filling { kResident, kAbsent, kMixed };

struct Case {
    const char* name;
    Filling filling;
};
constexpr Case kCases[] = {
    {"resident", Filling::kResident}, {"absent", Filling::kAbsent}, {"mixed", Filling::kMixed}};

stream::SelectionView view_of_all() {
    stream::PerspectiveCamera camera;
    camera.position = {0.0, 0.0, 30'000.0};
    camera.up = {0.0, 1.0, 0.0};
    camera.width_px = camera.height_px = 1440.0;
    return stream::perspective_view(camera);
}

void measure(const Case& one, int rounds) {
    std::mt19937 random(10);
    const auto nodes = test::random_quadtree(random, {.levels = 8, .side_m = 40'000.0});
    std::vector<stream::Residency> residency(nodes.size(), stream::Residency::kAbsent);
    for (stream::Residency& each : residency) {
        const bool is_there = one.filling == Filling::kResident ||
                              (one.filling == Filling::kMixed && random() % 2 == 0);
        if (is_there) each = stream::Residency::kResident;
    }
    const stream::SelectionView view = view_of_all();
    stream::SelectionInput input;
    input.nodes = nodes;
    input.residency = residency;
    input.root = TileId{0};
    input.views = {&view, 1};
    input.options.error_px = 1.0;
    input.options.coarse_error_px = 1.0 / 0.3;
    stream::Selection selection;
    stream::select(input, selection);  // The first allocates.
    std::vector<double> times_ms;
    for (int i = 0; i < rounds; ++i) {
        const double start_s = thread_cpu_seconds();
        stream::select(input, selection);
        times_ms.push_back((thread_cpu_seconds() - start_s) * 1e3);
    }
    std::sort(times_ms.begin(), times_ms.end());
    const double p99_ms = times_ms[times_ms.size() * 99 / 100];
    const auto visited = static_cast<double>(selection.statistics.visited);
    std::printf(
        "{\"case\": \"%s\", \"visited\": %.0f, \"p50_ms\": %.3f, \"p99_ms\": %.3f, "
        "\"p99_ms_at_10000\": %.3f}\n",
        one.name, visited, times_ms[times_ms.size() / 2], p99_ms, p99_ms * 10'000.0 / visited);
}

}  // namespace
}  // namespace belvedere

int main(int count, char** arguments) {
    const int rounds = count > 1 ? std::max(1, std::atoi(arguments[1])) : 500;
    for (const belvedere::Case& one : belvedere::kCases)
        belvedere::measure(one, rounds);
    return 0;
}
