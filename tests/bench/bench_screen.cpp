// SPDX-License-Identifier: Apache-2.0
// What the way to the screen costs: bench_screen [ROUNDS]. Draws an empty ground, 1280 x 720, on
// the software device, and prints one line of JSON with the median milliseconds of a frame:
// `plain_ms`, straight to the screen; `watched_ms`, with the limit on flashes while nothing
// flashes; `kept_ms`, the same when the last second had changes; `colors_ms`, shown as seen with
// another sight; `held_ms`, while a strobe is held back. The ways take turns, so that all see the
// same machine.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "app/city/drawing_device.hpp"
#include "app/city/safe_screen.hpp"
#include "engine/access/color_vision.hpp"
#include "engine/core/clock.hpp"
#include "engine/gpu/offscreen.hpp"

namespace belvedere {
namespace {

enum Way { kPlain, kWatched, kKept, kColors, kHeld, kWays };
constexpr std::array<const char*, kWays> kNames = {"plain_ms", "watched_ms", "kept_ms", "colors_ms",
                                                   "held_ms"};

struct Bench {
    city::DrawingDevice drawing;
    gpu::Offscreen target;
    std::unique_ptr<city::SafeScreen> screen;
    render::DrawList list;
    render::View view;
    render::FrameSettings settings;
    double time_s = 0.0;

    // One frame `gap_s` after the last; its milliseconds, or a negative number.
    double frame(const city::Sight& sight, double gap_s, render::Color sky) {
        time_s += gap_s;
        settings.background = sky;
        const double begin_s = system_clock().steady_seconds();
        const auto shown = screen->draw(
            {[this](gpu::Frame& into) { return drawing.uploads->pump(into); },
             [this](gpu::Frame& into, const render::FrameTarget& where) {
                 return drawing.renderer->render(into, where, list, {&view, 1}, settings);
             },
             time_s},
            sight);
        if (!shown || !drawing.ring->wait_idle()) return -1.0;
        return (system_clock().steady_seconds() - begin_s) * 1e3;
    }
};

constexpr render::Color kDark{10, 10, 10, 255}, kLight{230, 230, 230, 255};

// The last frame of a run is the one that counts: the others bring about what it is to show.
double measure(Bench& bench, Way way) {
    city::Sight sight;
    if (way == kPlain || way == kColors) sight.flashes = city::FlashLimit::kOff;
    if (way == kColors) sight.colors = access::simulation(access::ColorVision::kDeutan, 1.0);
    const int flips = way == kKept ? 4 : way == kHeld ? 9 : 0;
    double last_ms = bench.frame(sight, 20.0, kDark);
    last_ms = bench.frame(sight, 0.01, kDark);
    for (int i = 0; i < flips; ++i)
        last_ms = bench.frame(sight, 0.05, i % 2 == 0 ? kLight : kDark);
    return last_ms;
}

int run(int rounds) {
    auto drawing = city::open_drawing_device({.device = "software", .surface = {}});
    if (!drawing) return EXIT_FAILURE;
    auto target = gpu::Offscreen::create(*drawing->device, {1280, 720});
    if (!target) return EXIT_FAILURE;
    Bench bench{std::move(*drawing), std::move(*target), {}, {}, {}, {}};
    auto screen = city::SafeScreen::create(
        {*bench.drawing.device, *bench.drawing.ring, *bench.drawing.shaders, bench.target});
    if (!screen) return EXIT_FAILURE;
    bench.screen = std::move(*screen);
    bench.list.ground = render::DrawGround{};
    bench.view.camera = render::look_at({{0.0, -300.0, 120.0}, {0.0, 0.0, 60.0}, {0.0, 0.0, 1.0}});
    bench.settings.quality = *render::quality_by_name("bench");
    std::array<std::vector<double>, kWays> times_ms;
    for (int i = 0; i < rounds + 1; ++i) {
        for (int way = 0; way < kWays; ++way) {
            const double took_ms = measure(bench, static_cast<Way>(way));
            if (took_ms < 0.0) return EXIT_FAILURE;
            if (i > 0) times_ms[static_cast<std::size_t>(way)].push_back(took_ms);
        }
    }
    for (std::size_t way = 0; way < kWays; ++way) {
        auto& times = times_ms[way];
        std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
        std::printf("%s\"%s\": %.2f", way == 0 ? "{" : ", ", kNames[way],
                    times[static_cast<std::size_t>(rounds / 2)]);
    }
    std::puts("}");
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace belvedere

int main(int argc, char** argv) {
    return belvedere::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 21);
}
