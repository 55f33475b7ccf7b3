// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_fly.hpp"

#include <cstdio>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/scene_options.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

struct NamedPhase {
    const char* name;
    Phase phase;
};
constexpr NamedPhase kPhases[] = {
    {"fixed", Phase::kFixed}, {"orbit", Phase::kOrbit}, {"fly", Phase::kFly}};

std::optional<Phase> phase_of(const std::string& name) {
    for (const NamedPhase& each : kPhases) {
        if (name == each.name) return each.phase;
    }
    return std::nullopt;
}

Json percentiles(const std::vector<double>& frame_ms) {
    return {{"p50", percentile(frame_ms, 0.5)},
            {"p95", percentile(frame_ms, 0.95)},
            {"p99", percentile(frame_ms, 0.99)},
            {"max", percentile(frame_ms, 1.0)}};
}

// How much of what should have been drawn was drawn, at so many moments of a phase.
constexpr int kMoments = 16;

struct DrawnMoment {
    double seconds = 0.0;
    std::uint64_t triangles = 0;
};

// Loads the views of some moments of the phase whole, and compares what was drawn there. Shares of
// the triangles that the complete view has.
Result<Json> drawn_over_wanted(HeadlessView& view, const ViewScript& script, Phase phase,
                               const std::vector<DrawnMoment>& drawn) {
    constexpr double kTimeout_s = 30.0;
    std::vector<double> shares;
    for (int i = 0; i < kMoments && !drawn.empty(); ++i) {
        const DrawnMoment& moment = drawn[drawn.size() * static_cast<std::size_t>(i) / kMoments];
        const render::Camera camera = camera_at(script, phase, moment.seconds);
        const auto loaded = view.load([&](const city::Scene&) { return camera; }, kTimeout_s);
        if (!loaded) return fail(loaded.error());
        if (loaded->loading != Loading::kComplete) continue;
        const std::uint64_t wanted = view.scene().statistics().triangles_drawn;
        if (wanted == 0) continue;
        shares.push_back(static_cast<double>(moment.triangles) / static_cast<double>(wanted));
    }
    return Json{{"p50", percentile(shares, 0.5)},
                {"least", percentile(shares, 0.0)},
                {"moments", shares.size()}};
}

// Draws the phase in real time, as fast as frames come.
Result<Json> play(HeadlessView& view, const ViewScript& script, Phase phase) {
    std::vector<double> frame_ms;
    std::vector<DrawnMoment> drawn_moments;
    double complete_frames = 0.0;
    const double start_s = system_clock().steady_seconds();
    for (double now_s = start_s; now_s - start_s < duration_s(script, phase);) {
        const render::Camera camera = camera_at(script, phase, now_s - start_s);
        if (auto drawn = view.draw(camera, Effort::kAsPreset); !drawn) return fail(drawn.error());
        const double end_s = system_clock().steady_seconds();
        frame_ms.push_back((end_s - now_s) * 1e3);
        drawn_moments.push_back({now_s - start_s, view.scene().statistics().triangles_drawn});
        if (view.scene().complete()) complete_frames += 1.0;
        now_s = system_clock().steady_seconds();
    }
    auto shares = drawn_over_wanted(view, script, phase, drawn_moments);
    if (!shares) return fail(shares.error());
    const auto frames = static_cast<double>(frame_ms.size());
    return Json{{"frames", frame_ms.size()},
                {"frame_ms", percentiles(frame_ms)},
                {"triangles_drawn_over_wanted", std::move(*shares)},
                {"complete_share", frames > 0.0 ? complete_frames / frames : 0.0}};
}

Result<Json> measure(const BenchFlyOptions& options, const ViewScript& script) {
    const auto workers = options.draws_while_loading ? HeadlessView::Workers::kYieldToDrawing
                                                     : HeadlessView::Workers::kAllCores;
    auto view = HeadlessView::create(options.common, workers);
    if (!view) return fail(view.error());
    HeadlessView& city = **view;
    const render::Camera start = camera_at(script, Phase::kFixed, 0.0);
    const double end_s = system_clock().steady_seconds() + options.common.timeout_s;
    while (options.draws_while_loading && system_clock().steady_seconds() < end_s) {
        if (auto drawn = city.draw(start, Effort::kAsPreset); !drawn) return fail(drawn.error());
        if (city.scene().complete()) break;
    }
    const auto loaded =
        city.load([&](const city::Scene&) { return start; }, options.common.timeout_s);
    if (!loaded) return fail(loaded.error());
    if (loaded->loading != Loading::kComplete) {
        return fail(ErrorKind::kTemporary, "the view was not complete in time");
    }
    if (auto drawn = city.draw(start, Effort::kAsPreset); !drawn) return fail(drawn.error());
    Json json = Json::parse(to_json(city.statistics()));
    json["frames_while_loading"] = json["frames"];
    for (const std::string& name : options.phases) {
        const auto phase = phase_of(name);
        if (!phase) continue;
        auto played = play(city, script, *phase);
        if (!played) return fail(played.error());
        json[name] = std::move(*played);
    }
    json["peak_pss_bytes"] = pss_bytes();
    return json;
}

}  // namespace

int bench_fly(const BenchFlyOptions& options) {
    for (const std::string& name : options.phases) {
        if (name != "none" && !phase_of(name)) {
            return report({ErrorKind::kUsage, "--phases " + name + ": expected fixed, orbit, fly"});
        }
    }
    const auto plan = camera_plan(options.common);
    if (!plan) return report(plan.error());
    if (!plan->script) return report({ErrorKind::kUsage, "bench fly needs --views FILE"});
    const auto json = measure(options, *plan->script);
    if (!json) return report(json.error());
    std::puts(json->dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
