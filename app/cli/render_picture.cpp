// SPDX-License-Identifier: Apache-2.0
#include "app/cli/render_picture.hpp"

#include <cstdio>
#include <string>
#include <utility>
#include <variant>

#include <glm/geometric.hpp>

#include "app/cli/describe_view.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/scene_options.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/measure/scale_bar.hpp"
#include "app/picture/picture_file.hpp"
#include "engine/content/encode/png_writer.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"

namespace belvedere::cli {
namespace {

constexpr float kScaleBarShare = 0.14F;  // Of the picture's width, at most.

// How far away what is in the middle of the picture stands.
double middle_distance_m(const city::Scene& scene, const render::Camera& camera, double aspect) {
    const geo::Ray ray = render::ray_through(camera, aspect, {0.0, 0.0});
    if (const auto hit = scene.intersect(ray)) return hit->distance_m;
    if (const auto below = scene.plain_ground_below(ray))
        return glm::distance(*below, camera.position);
    const auto bounds = scene.bounds();
    return bounds ? glm::distance(bounds->center, camera.position) : 0.0;
}

picture::Surround surround_of(const city::Scene& scene, const render::Camera& camera,
                              const ImageSize& size, const PictureMarks& marks) {
    picture::Surround surround;
    if (marks.has_attribution) surround.credits = picture::credits_text(scene.attributions());
    if (!marks.has_scale_bar) return surround;
    const double aspect = static_cast<double>(size.width_px) / size.height_px;
    const double pixel_m =
        render::pixel_size_m(camera, size.height_px, middle_distance_m(scene, camera, aspect));
    const auto widest_px = static_cast<double>(kScaleBarShare * static_cast<float>(size.width_px));
    if (const auto bar = measure::scale_bar({pixel_m, widest_px})) {
        surround.scale = {static_cast<float>(bar->width_px), describe::said_length(bar->length_m)};
    }
    return surround;
}

picture::PictureFacts facts_of(const HeadlessView& city, const city::Scene& scene,
                               const render::Camera& camera, const CommonOptions& options) {
    picture::PictureFacts facts;
    facts.sources = options.sources;
    facts.attributions = scene.attributions();
    if (!scene.layers().empty()) facts.name = scene.layers().front().name;
    facts.time = format_time(city.time_over(camera.position), TimeZone());
    if (scene.ground() == city::Ground::kModel) return facts;
    const render::HeadingPitch angles =
        render::angles_in(city::horizon_at(camera.position, scene.ground()), camera.orientation);
    facts.view = picture::view_text(
        {geo::to_geodetic(camera.position), angles.heading_deg, angles.pitch_deg});
    return facts;
}

// Options that are wrong are told before a device is opened.
Result<CameraPlan> checked(const CommonOptions& options) {
    if (const auto size = parse_size(options.size); !size) return fail(size.error());
    if (const auto scene = scene_options_of(options); !scene) return fail(scene.error());
    if (const auto known = check_language(options); !known) return fail(known.error());
    if (const auto time = time_of(options); !time) return fail(time.error());
    return camera_plan(options);
}

bool is_fit(const CameraPlan& plan) {
    return !plan.script && std::holds_alternative<FitCamera>(plan.option);
}

Result<void> make_png(HeadlessView& city, const render::Camera& camera,
                      const CommonOptions& options, const PictureOutput& out) {
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    // What the file says of itself stands before its pixels.
    std::optional<content::encode::PngWriter> file;
    const HeadlessView::Paper paper{
        [&](const city::Scene& scene) { return surround_of(scene, camera, *size, out.marks); },
        [&](const picture::Rows& rows) -> Result<void> {
            if (!file) {
                auto made = content::encode::PngWriter::create(
                    out.png,
                    {size->width_px, size->height_px,
                     picture::picture_texts(facts_of(city, city.scene(), camera, options))});
                if (!made) return fail(made.error());
                file.emplace(std::move(*made));
            }
            return file->add_rows(rows.rgb);
        }};
    if (auto drawn = city.draw_picture(camera, paper); !drawn) return drawn;
    return file->finish();
}

Result<void> draw_picture(const CommonOptions& options, const CameraPlan& plan,
                          const PictureOutput& out) {
    auto view = HeadlessView::create(options, HeadlessView::Workers::kAllCores);
    if (!view) return fail(view.error());
    HeadlessView& city = **view;
    const auto choose = [&](const city::Scene& scene) {
        return camera_of(plan, scene, city.aspect());
    };
    auto loaded = city.load(choose, options.timeout_s);
    if (!loaded) return fail(loaded.error());
    // Once something is drawn, what fits is known better than from the bounds the sources claim.
    if (is_fit(plan) && loaded->loading == Loading::kComplete) {
        loaded = city.load(choose, options.timeout_s);
        if (!loaded) return fail(loaded.error());
    }
    if (loaded->loading == Loading::kNothing) {
        const RunStatistics run = city.statistics();
        return fail(ErrorKind::kNotFound,
                    run.errors.empty() ? "nothing could be opened in time" : run.errors.front());
    }
    if (loaded->loading == Loading::kTimedOut) {
        log::warning("the view is not complete after " + std::to_string(options.timeout_s) +
                     " s; the picture shows what had arrived");
    }
    if (!out.png.empty()) {
        if (auto made = make_png(city, loaded->camera, options, out); !made) return made;
    }
    if (out.told) {
        const auto told = describe_view(options, city.scene(), loaded->camera, *out.told);
        if (!told) return fail(told.error());
        std::fputs(told->c_str(), stdout);
    }
    if (options.stats.empty()) return {};
    return write_statistics(options.stats, city.statistics());
}

}  // namespace

int report(const Error& error) {
    log::error(error.message);
    return error.kind == ErrorKind::kUsage ? kUsage : kFailed;
}

int render_picture(const CommonOptions& options, const PictureOutput& out) {
    const auto plan = checked(options);
    if (!plan) return report(plan.error());
    const auto drawn = draw_picture(options, *plan, out);
    return drawn ? kDone : report(drawn.error());
}

}  // namespace belvedere::cli
