// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_memory.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/city/viewpoint.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/scene_options.hpp"
#include "engine/core/clock.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

// Draws and watches what the process holds.
class MemoryWatch {
  public:
    explicit MemoryWatch(HeadlessView& view) : view_(view) {}

    Result<void> draw(const render::Camera& camera) {
        auto drawn = view_.draw(camera, Effort::kAsPreset);
        now_bytes_ = pss_bytes();
        peak_bytes_ = std::max(peak_bytes_, now_bytes_);
        ++frames_;
        return drawn;
    }
    // Frames until the view is complete. Whether it became so.
    Result<bool> complete(const render::Camera& camera, double timeout_s) {
        const double end_s = system_clock().steady_seconds() + timeout_s;
        while (system_clock().steady_seconds() < end_s) {
            if (auto drawn = draw(camera); !drawn) return fail(drawn.error());
            if (view_.scene().complete()) return true;
        }
        return false;
    }

    [[nodiscard]] std::uint64_t now_bytes() const { return now_bytes_; }
    [[nodiscard]] std::uint64_t peak_bytes() const { return peak_bytes_; }
    [[nodiscard]] std::uint64_t frames() const { return frames_; }

  private:
    HeadlessView& view_;
    std::uint64_t now_bytes_ = 0, peak_bytes_ = 0, frames_ = 0;
};

// Frames of the scripted phases at a fixed rate of script time, so that each run loads the same.
std::vector<render::Camera> scripted_cameras(const ViewScript& script) {
    constexpr int kFrames = 60;
    std::vector<render::Camera> cameras;
    for (const Phase phase : {Phase::kOrbit, Phase::kFly}) {
        for (int i = 0; i < kFrames; ++i) {
            cameras.push_back(camera_at(script, phase, duration_s(script, phase) * i / kFrames));
        }
    }
    cameras.push_back(camera_at(script, Phase::kFixed, 0.0));
    return cameras;
}

// Ever nearer to the middle, from eight sides.
std::vector<render::Camera> approaching_cameras(const city::Scene& scene, double aspect) {
    std::vector<render::Camera> cameras;
    const auto bounds = scene.bounds();
    if (!bounds) return cameras;
    double radius_m = bounds->radius_m;
    for (int i = 0; i < 8; ++i) {
        const geo::BoundingSphere part{bounds->center, radius_m};
        render::HeadingPitch angles = city::kFitAngles;
        angles.heading_deg += 45.0 * i;
        cameras.push_back(city::camera_to_fit(part, angles, aspect, scene.ground()));
        radius_m *= 0.7;
    }
    return cameras;
}

Result<Json> measure(const CommonOptions& options, const CameraPlan& plan) {
    CommonOptions empty = options;
    empty.sources.clear();
    auto view = HeadlessView::create(empty, HeadlessView::Workers::kAllCores);
    if (!view) return fail(view.error());
    HeadlessView& city = **view;
    if (auto warmed = city.warm_up(); !warmed) return fail(warmed.error());
    MemoryWatch before(city);
    for (int i = 0; i < 5; ++i) {
        if (auto drawn = before.draw({}); !drawn) return fail(drawn.error());
    }
    const std::uint64_t empty_bytes = before.now_bytes();
    for (const std::string& source : options.sources) {
        const auto opened =
            city.scene().open({source, options.crs, options.vertical, options.feature_id_set,
                               options.lod, 0.0, options.theme});
        if (!opened) return fail(opened.error());
    }
    MemoryWatch watch(city);
    const auto loaded =
        city.load([&](const city::Scene& scene) { return camera_of(plan, scene, city.aspect()); },
                  options.timeout_s);
    if (!loaded) return fail(loaded.error());
    if (loaded->loading == Loading::kNothing) {
        return fail(ErrorKind::kNotFound, "nothing could be opened in time");
    }
    const std::vector<render::Camera> cameras =
        plan.script ? scripted_cameras(*plan.script)
                    : approaching_cameras(city.scene(), city.aspect());
    bool is_complete = false;
    for (const render::Camera& camera : cameras) {
        // On the way a few frames each; at the end of it everything.
        const bool is_last = &camera == &cameras.back();
        const auto reached =
            watch.complete(camera, is_last || !plan.script ? options.timeout_s : 0.05);
        if (!reached) return fail(reached.error());
        is_complete = *reached;
    }
    const RunStatistics run = city.statistics();
    const auto ceiling = parse_bytes(options.memory);
    if (!ceiling) return fail(ceiling.error());
    const std::uint64_t over = watch.peak_bytes() - std::min(empty_bytes, watch.peak_bytes());
    return Json{{"ceiling_bytes", *ceiling},
                {"empty_pss_bytes", empty_bytes},
                {"peak_pss_bytes", watch.peak_bytes()},
                {"end_pss_bytes", watch.now_bytes()},
                {"over_empty_bytes", over},
                {"share", static_cast<double>(over) / static_cast<double>(*ceiling)},
                {"gpu_bytes", run.gpu_bytes},
                {"error_px", run.error_px},
                {"tiles_loaded", run.tiles_loaded},
                {"tiles_drawn", run.tiles_drawn},
                {"features_loaded", run.features_loaded},
                {"frames", watch.frames()},
                {"complete", is_complete}};
}

}  // namespace

int bench_memory(const CommonOptions& options) {
    const auto plan = camera_plan(options);
    if (!plan) return report(plan.error());
    const auto json = measure(options, *plan);
    if (!json) return report(json.error());
    std::puts(json->dump(2).c_str());
    return kDone;
}

}  // namespace belvedere::cli
