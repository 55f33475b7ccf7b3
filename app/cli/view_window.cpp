// SPDX-License-Identifier: Apache-2.0
#include "app/cli/view_window.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <variant>

#include "app/cli/exit_code.hpp"
#include "app/cli/render_picture.hpp"
#include "app/cli/run_statistics.hpp"
#include "app/cli/scene_options.hpp"
#include "app/live/open_feed.hpp"
#include "app/preferences/preferences_file.hpp"
#include "app/project/show.hpp"
#include "app/window/application.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/generator/demo_city.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::cli {
namespace {

constexpr std::uint64_t kStyleBytesMax = 4ULL << 20;
constexpr std::size_t kScriptLinesMax = 10'000;

project::View demo_start() {
    const generator::DemoView view = generator::demo_view();
    return {view.longitude_deg, view.latitude_deg, view.height_m, view.heading_deg, view.pitch_deg};
}

project::View view_at(const render::Camera& camera) {
    const geo::Geodetic place = geo::to_geodetic(camera.position);
    const render::HeadingPitch angles =
        render::angles_in(geo::east_north_up(camera.position), camera.orientation);
    return {place.longitude_deg, place.latitude_deg, place.height_m, angles.heading_deg,
            angles.pitch_deg};
}

Result<std::optional<project::View>> start_view(const CommonOptions& options) {
    const auto plan = camera_plan(options);
    if (!plan) return fail(plan.error());
    if (plan->script) return std::optional(view_at(camera_at(*plan->script, Phase::kFixed, 0.0)));
    const auto* placed = std::get_if<PlacedCamera>(&plan->option);
    if (placed == nullptr) return std::optional<project::View>();
    project::View view{placed->x, placed->y, placed->height_m, placed->heading_deg,
                       placed->pitch_deg};
    if (plan->eye_ecef) {
        const geo::Geodetic place = geo::to_geodetic(*plan->eye_ecef);
        view.longitude_deg = place.longitude_deg;
        view.latitude_deg = place.latitude_deg;
        view.height_m = place.height_m;
    }
    return std::optional<project::View>(view);
}

Result<std::vector<std::string>> read_script(const std::string& path) {
    std::vector<std::string> lines;
    if (path.empty()) return lines;
    std::ifstream file(path);
    if (!file) return fail(ErrorKind::kNotFound, "--script: " + path + " cannot be read");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        if (lines.size() >= kScriptLinesMax) return fail(ErrorKind::kLimit, path + " is too long");
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<void> fill_look(const CommonOptions& options, window::ApplicationOptions& window) {
    auto time = time_of(options);
    if (!time) return fail(time.error());
    window.time = *time;
    if (!options.time_zone.empty()) {
        auto zone = TimeZone::load(options.time_zone);
        if (!zone) return fail(zone.error());
        window.zone = *zone;
        window.zone_chosen = true;
    }
    if (!options.style.empty()) {
        const auto bytes = read_file(options.style, kStyleBytesMax);
        if (!bytes) return fail(bytes.error());
        window.style_json = as_text(*bytes);
    }
    auto view = start_view(options);
    if (!view) return fail(view.error());
    window.view = *view;
    return {};
}

// What the person set, where the command line says nothing.
void take_machine_settings(const CommonOptions& options, window::ApplicationOptions& window) {
    constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
    const auto read = preferences::load(window.preferences_path);
    if (!read) return;  // The window says what is wrong with the file.
    const preferences::Preferences& own = read->preferences;
    if (own.memory_gib > 0.0 && options.memory == CommonOptions().memory) {
        window.scene.memory_bytes = static_cast<std::uint64_t>(own.memory_gib * kGib);
    }
    window.scene.cache_bytes = static_cast<std::uint64_t>(own.cache_gib * kGib);
    window.scene.offline = window.scene.offline || own.offline;
}

// Screens have no slashes and no file's ending in their names.
bool names_source(const std::string& text) {
    const auto ends = [&](const char* ending) { return text.ends_with(ending); };
    return text.find('/') != std::string::npos || ends(".json") || ends(".glb") || ends(".gltf") ||
           ends(".3tz") || ends(".3dtiles");
}

Result<window::ApplicationOptions> application_options(const CommonOptions& options,
                                                       const WindowRequest& request) {
    window::ApplicationOptions window;
    const auto size = parse_size(options.size);
    if (!size) return fail(size.error());
    window.width_px = size->width_px;
    window.height_px = size->height_px;
    if (auto known = check_language(options); !known) return fail(known.error());
    const Languages languages = languages_of(options);
    window.language = languages.first;
    window.second_language = languages.second;
    window.units = options.units;
    window.resumes = request.resumes;
    window.present = request.present;
    window.show_path = request.show;
    if (!request.show.empty()) {
        // What is wrong with it is told before a window opens.
        const auto show = project::load_show(request.show);
        if (!show) return fail(ErrorKind::kUsage, "--show: " + show.error().message);
        if (languages.first.empty() && !show->languages.empty()) {
            window.language = show->languages.front();
            if (show->languages.size() > 1) window.second_language = show->languages[1];
        }
        if (!window.present) window.present = std::string();
    }
    window.preferences_path = preferences::preferences_path();
    auto scene = scene_options_of(options);
    if (!scene) return fail(scene.error());
    window.scene = *scene;
    take_machine_settings(options, window);
    if (auto filled = fill_look(options, window); !filled) return fail(filled.error());
    auto script = read_script(request.script);
    if (!script) return fail(script.error());
    window.script = std::move(*script);
    std::vector<std::string> sources = options.sources;
    // "--present SOURCE" leaves the screen out.
    if (window.present && names_source(*window.present)) {
        sources.insert(sources.begin(), *window.present);
        window.present = std::string();
    }
    for (const std::string& source : sources) {
        window.sources.push_back({source, options.crs, options.vertical, options.feature_id_set,
                                  options.lod, 0.0, options.theme});
    }
    for (const std::string& url : options.feeds) {
        if (auto checked = live::check_feed(url); !checked) return fail(checked.error());
    }
    window.feeds = options.feeds;
    window.things = options.things;
    window.live_property = options.live_property;
    window.tint = options.tint;
    window.live_display = options.show_values;
    window.demo_feed = request.demo_feed;
    if (const auto filter = filter_of(options); !filter) return fail(filter.error());
    window.filter = options.filter;
    window.accessible_tree_path = request.accessible_tree;
    window.is_accessible = request.is_accessible;
    window.device = options.device;
    window.quality = options.quality;
    window.opens_demo = request.opens_demo;
    window.demo_view = demo_start();
    window.make_demo = [](const std::function<void(double)>& progress,
                          const CancelToken& cancel) -> Result<std::string> {
        auto path = generator::ensure_demo_city(progress, cancel);
        if (!path) return fail(path.error());
        return path->string();
    };
    return window;
}

RunStatistics statistics_of(const window::ApplicationReport& report) {
    RunStatistics statistics;
    statistics.first_shown_ms = report.first_shown_ms;
    statistics.first_frame_ms = report.first_frame_ms;
    statistics.complete_ms = report.complete_ms;
    statistics.complete = report.complete;
    statistics.tiles_loaded = report.scene.tiles_loaded;
    statistics.tiles_drawn = report.scene.tiles_drawn;
    statistics.triangles_drawn = report.scene.triangles_drawn;
    statistics.devices_drawn = report.devices_drawn;
    statistics.features_tinted = report.features_tinted;
    statistics.to_snapshot = report.to_snapshot;
    statistics.to_presented = report.to_presented;
    statistics.features_loaded = report.scene.features_loaded;
    statistics.bytes_read = report.scene.bytes_read;
    statistics.frame_ms = report.frame_ms;
    statistics.selection_ms_p99 = report.scene.selection_ms_p99;
    statistics.main_thread_load_ms_p99 = report.scene.main_thread_load_ms_p99;
    statistics.gpu_bytes = report.gpu_bytes;
    statistics.cache_hits = report.scene.cache_hits;
    statistics.warnings = report.warnings;
    statistics.errors = report.errors;
    statistics.validation_messages = report.validation_messages;
    statistics.device = report.device;
    statistics.quality = report.quality;
    statistics.error_px = report.scene.error_px;
    return statistics;
}

}  // namespace

int view_window(const CommonOptions& options, const WindowRequest& request) {
    const auto window = application_options(options, request);
    if (!window) return report(window.error());
    const auto ran = window::run_application(*window);
    if (!ran) return report(ran.error());
    if (!options.stats.empty()) {
        if (auto written = write_statistics(options.stats, statistics_of(*ran)); !written) {
            return report(written.error());
        }
    }
    if (ran->validation_messages > 0) {
        log::error(std::to_string(ran->validation_messages) + " validation messages");
        return kFailed;
    }
    return ran->device_lost ? kFailed : kDone;
}

}  // namespace belvedere::cli
