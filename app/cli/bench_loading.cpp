// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_loading.hpp"

#include <cstdio>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/scene_options.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kTurns = 10;
constexpr int kFramesATurn = 10;

Json frame_percentiles(const std::vector<double>& samples) {
    return {{"p50", percentile(samples, 0.5)},
            {"p95", percentile(samples, 0.95)},
            {"p99", percentile(samples, 0.99)},
            {"max", percentile(samples, 1.0)}};
}

struct Samples {
    std::vector<double> frame_ms;
    std::vector<double> load_ms;
};

// One turn; with a destination it ends early when nothing is left to load there.
Result<void> draw_turn(HeadlessView& view, const render::Camera& camera,
                       const render::Camera* destination, Samples& samples) {
    for (int i = 0; i < kFramesATurn; ++i) {
        const std::uint64_t before = view.scene().statistics().tiles_loaded;
        const double start_s = system_clock().steady_seconds();
        if (auto drawn = view.draw(camera, Effort::kAsPreset, destination); !drawn) return drawn;
        const double frame_ms = (system_clock().steady_seconds() - start_s) * 1e3;
        const city::SceneStatistics now = view.scene().statistics();
        const bool is_loading = now.tiles_loaded > before || now.tiles_in_flight > 0;
        if (destination != nullptr && !is_loading) break;
        samples.frame_ms.push_back(frame_ms);
        samples.load_ms.push_back(now.main_thread_load_ms_recent);
    }
    return {};
}

Result<Json> measure(const CommonOptions& options, const ViewScript& script) {
    auto view = HeadlessView::create(options, HeadlessView::Workers::kYieldToDrawing);
    if (!view) return fail(view.error());
    HeadlessView& city = **view;
    const render::Camera fixed = camera_at(script, Phase::kFixed, 0.0);
    const auto loaded = city.load([&](const city::Scene&) { return fixed; }, options.timeout_s);
    if (!loaded) return fail(loaded.error());
    if (loaded->loading != Loading::kComplete) {
        return fail(ErrorKind::kTemporary, "the view was not complete in time");
    }
    Samples alone, loading, warm;
    if (auto drawn = draw_turn(city, fixed, nullptr, warm); !drawn) return fail(drawn.error());
    const std::uint64_t loaded_before = city.scene().statistics().tiles_loaded;
    for (int turn = 0; turn < kTurns; ++turn) {
        if (auto drawn = draw_turn(city, fixed, nullptr, alone); !drawn) {
            return fail(drawn.error());
        }
        const double share = static_cast<double>(turn) / kTurns;
        const render::Camera away =
            camera_at(script, Phase::kFly, duration_s(script, Phase::kFly) * share);
        if (auto drawn = draw_turn(city, fixed, &away, loading); !drawn) {
            return fail(drawn.error());
        }
    }
    const double alone_ms = percentile(alone.frame_ms, 0.95);
    const double loading_ms = percentile(loading.frame_ms, 0.95);
    return Json{{"alone", frame_percentiles(alone.frame_ms)},
                {"loading", frame_percentiles(loading.frame_ms)},
                {"p95_ratio", alone_ms > 0.0 ? loading_ms / alone_ms : 0.0},
                {"frames_alone", alone.frame_ms.size()},
                {"frames_loading", loading.frame_ms.size()},
                {"main_thread_load_ms", frame_percentiles(loading.load_ms)},
                {"tiles_loaded", city.scene().statistics().tiles_loaded - loaded_before}};
}

}  // namespace

int bench_loading(const CommonOptions& options) {
    const auto plan = camera_plan(options);
    if (!plan) return report(plan.error());
    if (!plan->script) return report({ErrorKind::kUsage, "bench loading needs --views FILE"});
    const auto json = measure(options, *plan->script);
    if (!json) return report(json.error());
    std::puts(json->dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
