// SPDX-License-Identifier: Apache-2.0
#include "app/cli/render_picture.hpp"

#include <charconv>
#include <cstdio>
#include <string>
#include <utility>
#include <variant>

#include "app/cli/describe_view.hpp"
#include "app/cli/exit_code.hpp"
#include "app/cli/headless_view.hpp"
#include "app/cli/run_languages.hpp"
#include "app/cli/scene_options.hpp"
#include "engine/access/color_vision.hpp"
#include "engine/content/encode/image_encoder.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"

namespace belvedere::cli {
namespace {

Result<void> write_png(const std::filesystem::path& path, const gpu::Pixels& pixels) {
    content::encode::PixelImage image;
    image.width = pixels.width;
    image.height = pixels.height;
    image.channels = 3;
    image.pixels.reserve(pixels.rgba.size() / 4 * 3);
    for (std::size_t i = 0; i < pixels.rgba.size(); ++i) {
        if (i % 4 != 3) image.pixels.push_back(std::to_integer<std::uint8_t>(pixels.rgba[i]));
    }
    const auto png = content::encode::encode_png(image);
    if (!png) return fail(png.error());
    return write_file_atomic(path, *png);
}

// Options that are wrong are told before a device is opened.
Result<CameraPlan> checked(const CommonOptions& options) {
    if (const auto size = parse_size(options.size); !size) return fail(size.error());
    if (const auto scene = scene_options_of(options); !scene) return fail(scene.error());
    if (const auto time = time_of(options); !time) return fail(time.error());
    return camera_plan(options);
}

// "deutan", "deutan:0.8": nothing when it says neither a kind of sight nor how severe it is.
Result<std::optional<access::ColorTransform>> colors_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const std::size_t colon = text.find(':');
    const auto vision = access::color_vision_named(text.substr(0, colon));
    double severity = 1.0;
    bool is_number = true;
    if (colon != std::string::npos) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + colon + 1, end, severity);
        is_number = read.ec == std::errc() && read.ptr == end && severity >= 0.0 && severity <= 1.0;
    }
    if (!vision || !is_number) {
        return fail(ErrorKind::kUsage,
                    "--color-vision is protan, deutan, tritan or mono, and how severe it is from 0 "
                    "to 1 after a colon: " +
                        text);
    }
    return access::simulation(*vision, severity);
}

bool is_fit(const CameraPlan& plan) {
    return !plan.script && std::holds_alternative<FitCamera>(plan.option);
}

Result<void> make_png(HeadlessView& city, const render::Camera& camera,
                      const std::filesystem::path& path) {
    if (auto drawn = city.draw(camera, Effort::kAtRest); !drawn) return drawn;
    const auto pixels = city.pixels();
    if (!pixels) return fail(pixels.error());
    return write_png(path, *pixels);
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
    if (!out.png.empty()) {
        if (auto made = make_png(city, *camera, out.png); !made) return made;
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
    const Telling telling{out.told.value_or(describe::Verbosity::kNormal), **languages};
    auto view = HeadlessView::create(options, HeadlessView::Workers::kAllCores);
    if (!view) return fail(view.error());
    const auto colors = colors_of(out.color_vision);
    if (!colors) return fail(colors.error());
    if (*colors) (*view)->set_colors(**colors);
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
    if (const auto colors = colors_of(out.color_vision); !colors) return report(colors.error());
    const auto drawn = draw_picture(options, *plan, out);
    return drawn ? kDone : report(drawn.error());
}

}  // namespace belvedere::cli
