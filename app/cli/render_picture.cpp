// SPDX-License-Identifier: Apache-2.0
#include "app/cli/render_picture.hpp"

#include <charconv>
#include <cstdio>
#include <string>
#include <utility>
#include <variant>

#include <glm/geometric.hpp>

#include "app/cli/describe_view.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/run_languages.hpp"
#include "app/cli/scene_options.hpp"
#include "app/cli/style_legend.hpp"
#include "app/describe/empty_view.hpp"
#include "app/describe/quantity_words.hpp"
#include "app/measure/scale_bar.hpp"
#include "app/picture/picture_file.hpp"
#include "app/words/words.hpp"
#include "engine/access/color_correction.hpp"
#include "engine/access/color_vision.hpp"
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
    if (const auto bar = measure::scale_bar({pixel_m, widest_px, words::measures()})) {
        surround.scale = {static_cast<float>(bar->width_px),
                          words::locale().length(bar->length_m, words::measures())};
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
    if (const auto time = time_of(options); !time) return fail(time.error());
    return camera_plan(options);
}

// A kind of sight and how much of it: "deutan", "deutan:0.8".
struct SightOption {
    access::ColorVision vision = access::ColorVision::kUsual;
    double share = 1.0;
};
std::optional<SightOption> parse_sight(const std::string& text) {
    SightOption sight;
    const std::size_t colon = text.find(':');
    const auto vision = access::color_vision_named(text.substr(0, colon));
    if (!vision) return std::nullopt;
    sight.vision = *vision;
    if (colon == std::string::npos) return sight;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, sight.share);
    const bool is_share =
        read.ec == std::errc() && read.ptr == end && sight.share >= 0.0 && sight.share <= 1.0;
    return is_share ? std::optional(sight) : std::nullopt;
}

// Nothing when neither option was given.
Result<std::optional<access::ColorTransform>> colors_of(const PictureOutput& out) {
    if (!out.color_vision.empty()) {
        const auto sight = parse_sight(out.color_vision);
        if (sight) return access::simulation(sight->vision, sight->share);
        return fail(ErrorKind::kUsage,
                    "--color-vision is protan, deutan, tritan or mono, and how severe it is from 0 "
                    "to 1 after a colon: " +
                        out.color_vision);
    }
    if (out.color_correction.empty()) return std::nullopt;
    const auto sight = parse_sight(out.color_correction);
    // Whoever sees no colours has no second channel to give them to.
    if (sight && sight->vision != access::ColorVision::kMono)
        return access::correction(sight->vision, sight->share);
    return fail(ErrorKind::kUsage,
                "--color-correction is protan, deutan or tritan, and how much of it from 0 to 1 "
                "after a colon: " +
                    out.color_correction);
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
        [&](const city::Scene& scene) {
            picture::Surround surround = surround_of(scene, camera, *size, out.marks);
            if (out.marks.has_legend) {
                const std::string title = std::filesystem::path(options.style).stem().string();
                if (auto legend = style_legend(scene, title))
                    surround.legends.push_back(std::move(*legend));
            }
            city.add_device_legend(surround);
            return surround;
        },
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

// Streams what the plan sees; fails when nothing of the sources could be opened.
Result<render::Camera> load_view(HeadlessView& city, const CommonOptions& options,
                                 const CameraPlan& plan) {
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
                     " s; what is shown and told is what had arrived");
    }
    return loaded->camera;
}

// One JSON document: a list with a line for each camera.
Result<void> tell_cameras(HeadlessView& city, CommonOptions options,
                          const std::vector<std::string>& cameras, Telling telling) {
    const char* before = "[\n";
    if (!options.feeds.empty()) city.gather_feeds(options.wait_feed_s);
    for (const std::string& text : cameras) {
        options.camera = text;
        const auto plan = camera_plan(options);
        if (!plan) return fail(plan.error());
        const auto camera = load_view(city, options, *plan);
        if (!camera) return fail(camera.error());
        telling.camera = text;
        const auto told = describe_view(options, city.scene(), *camera, telling);
        if (!told) return fail(told.error());
        std::fputs(before, stdout);
        std::fputs(told->c_str(), stdout);
        before = ",\n";
    }
    std::fputs("\n]\n", stdout);
    return {};
}

Result<void> show_and_tell(HeadlessView& city, const CommonOptions& options, const CameraPlan& plan,
                           const PictureOutput& out, const Telling& telling) {
    const auto camera = load_view(city, options, plan);
    if (!camera) return fail(camera.error());
    for (const city::LayerState& layer : city.scene().layers()) {
        // Of what is still on its way nothing can be said.
        const auto why = describe::why_shapeless(layer);
        if (why && city.scene().complete()) log::warning(words::say(*why));
    }
    if (!options.feeds.empty()) {
        city.gather_feeds(options.wait_feed_s);
        // Meanwhile nothing was streamed, and after a while more may be wanted of the same view.
        const auto again = city.load([&](const city::Scene&) { return std::optional(*camera); },
                                     options.timeout_s);
        if (!again) return fail(again.error());
    }
    if (!out.png.empty()) {
        if (auto made = make_png(city, *camera, options, out); !made) return made;
    }
    if (!out.told) return {};
    const auto told = describe_view(options, city.scene(), *camera, telling);
    if (!told) return fail(told.error());
    std::puts(told->c_str());
    return {};
}

Result<void> draw_picture(const CommonOptions& options, const CameraPlan& plan,
                          const PictureOutput& out) {
    std::vector<std::string> cameras;
    if (!out.cameras.empty()) {
        auto listed = read_camera_list(out.cameras);
        if (!listed) return fail(listed.error());
        cameras = std::move(*listed);
    }
    const auto languages = RunLanguages::open(options, out.languages);
    if (!languages) return fail(languages.error());
    Telling telling{out.told.value_or(describe::Verbosity::kNormal), **languages};
    auto view = HeadlessView::create(options, HeadlessView::Workers::kAllCores);
    if (!view) return fail(view.error());
    if (!options.feeds.empty()) {
        telling.devices = [&city = **view](const describe::Eye& eye) {
            return city.described_devices(eye);
        };
    }
    const auto colors = colors_of(out);
    if (!colors) return fail(colors.error());
    if (*colors) (*view)->set_colors(**colors);
    if (out.marks.has_patterns) show_style_patterns((*view)->scene());
    auto done = cameras.empty() ? show_and_tell(**view, options, plan, out, telling)
                                : tell_cameras(**view, options, cameras, telling);
    if (!done || options.stats.empty()) return done;
    return write_statistics(options.stats, (*view)->statistics());
}

}  // namespace

int report(const Error& error) {
    log::error(error.message);
    return error.kind == ErrorKind::kUsage ? kUsage : kFailed;
}

int render_picture(const CommonOptions& options, const PictureOutput& out) {
    const auto plan = checked(options);
    if (!plan) return report(plan.error());
    if (const auto colors = colors_of(out); !colors) return report(colors.error());
    const auto drawn = draw_picture(options, *plan, out);
    return drawn ? kDone : report(drawn.error());
}

}  // namespace belvedere::cli
