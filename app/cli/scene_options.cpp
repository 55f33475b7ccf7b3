// SPDX-License-Identifier: Apache-2.0
#include "app/cli/scene_options.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>
#include <variant>

#include <glm/geometric.hpp>

#include "app/city/viewpoint.hpp"
#include "app/describe/fit_sentence.hpp"
#include "app/preferences/language.hpp"
#include "engine/core/file.hpp"
#include "engine/core/log.hpp"
#include "engine/core/time_text.hpp"
#include "engine/expression/tile_style.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::cli {
namespace {

render::Camera placed(const CameraPlan& plan, const PlacedCamera& option, city::Ground ground) {
    glm::dvec3 eye(option.x, option.y, option.height_m);
    if (plan.eye_ecef) {
        eye = *plan.eye_ecef;
    } else if (ground == city::Ground::kEarth) {
        eye = geo::to_ecef({option.x, option.y, option.height_m});
    }
    return city::camera_at(eye, {option.heading_deg, option.pitch_deg, 0.0}, ground);
}

// Where a camera stands whose place is written in `crs`; nothing for one that has no place.
Result<std::optional<glm::dvec3>> eye_in(const std::string& crs, const CameraOption& option) {
    const auto mapping = geo::projected_mapping(crs, geo::VerticalReference::kEllipsoidal);
    if (!mapping) return fail(mapping.error());
    const auto* placed_camera = std::get_if<PlacedCamera>(&option);
    if (placed_camera == nullptr) return std::optional<glm::dvec3>();
    glm::dvec3 eye(placed_camera->x, placed_camera->y, placed_camera->height_m);
    if ((*mapping)->to_world({&eye, 1}) != 0) {
        return fail(ErrorKind::kUsage, "the camera lies outside the area of " + crs);
    }
    return std::optional<glm::dvec3>(eye);
}

}  // namespace

Languages languages_of(const CommonOptions& options) {
    const std::size_t comma = options.language.find(',');
    if (comma == std::string::npos) return {options.language, {}};
    return {options.language.substr(0, comma), options.language.substr(comma + 1)};
}

Result<void> check_language(const CommonOptions& options) {
    const Languages languages = languages_of(options);
    for (const std::string& language : {languages.first, languages.second}) {
        if (language.empty()) continue;
        text::Translator translator(preferences::translation_folders());
        auto chosen = preferences::choose_first(translator, {.asked = language});
        if (!chosen) return fail(ErrorKind::kUsage, chosen.error().message);
    }
    return {};
}

Result<city::SceneOptions> scene_options_of(const CommonOptions& options) {
    const auto memory = parse_bytes(options.memory);
    if (!memory) return fail(memory.error());
    city::SceneOptions scene;
    scene.memory_bytes = *memory;
    scene.cache_folder = options.cache;
    scene.offline = options.offline;
    scene.error_px = options.error_px;
    return scene;
}

Result<std::optional<UtcTime>> time_of(const CommonOptions& options) {
    if (options.time.empty()) return std::optional<UtcTime>();
    TimeZone zone;
    if (!options.time_zone.empty()) {
        auto named = TimeZone::load(options.time_zone);
        if (!named) return fail(named.error());
        zone = *named;
    }
    const auto time = parse_time(options.time, zone);
    if (!time) return fail(time.error());
    return std::optional<UtcTime>(*time);
}

Result<void> apply_style(const CommonOptions& options, city::Scene& scene) {
    if (options.style.empty()) return {};
    constexpr std::uint64_t kStyleBytesMax = 4ULL << 20;
    const auto bytes = read_file(options.style, kStyleBytesMax);
    if (!bytes) return fail(bytes.error());
    auto style = expression::TileStyle::parse(as_text(*bytes));
    if (!style) return fail_in(options.style, style.error());
    scene.set_style(std::make_shared<const expression::TileStyle>(std::move(*style)));
    return {};
}

Result<std::shared_ptr<const city::FeatureFilter>> filter_of(const CommonOptions& options) {
    if (options.filter.empty()) return std::shared_ptr<const city::FeatureFilter>();
    auto filter = city::FeatureFilter::make({}, options.filter);
    if (!filter) return fail(ErrorKind::kUsage, "--filter: " + filter.error().message);
    return std::make_shared<const city::FeatureFilter>(std::move(*filter));
}

Result<CameraPlan> camera_plan(const CommonOptions& options) {
    CameraPlan plan;
    const auto option = parse_camera(options.camera);
    if (!option) return fail(option.error());
    plan.option = *option;
    if (const auto size = parse_size(options.size)) plan.picture_px = size->height_px;
    if (!options.camera_crs.empty()) {
        auto eye = eye_in(options.camera_crs, plan.option);
        if (!eye) return fail(ErrorKind::kUsage, "--camera-crs: " + eye.error().message);
        plan.eye_ecef = *eye;
    }
    if (!options.views.empty()) {
        auto script = read_view_script(options.views);
        if (!script) return fail(script.error());
        plan.script = std::move(*script);
    }
    return plan;
}

std::optional<render::Camera> camera_of(const CameraPlan& plan, const city::Scene& scene,
                                        double aspect) {
    if (plan.script) return camera_at(*plan.script, Phase::kFixed, 0.0);
    const auto bounds = scene.bounds();
    if (!bounds) return std::nullopt;
    const city::Ground ground = scene.ground();
    if (const auto* option = std::get_if<PlacedCamera>(&plan.option)) {
        return placed(plan, *option, ground);
    }
    if (const auto fit = scene.fit(plan.picture_px)) {
        if (const std::string told = describe::fit_sentence(*fit); !told.empty()) log::info(told);
        return city::camera_to_fit(fit->box, city::kFitAngles, aspect, ground);
    }
    return city::camera_to_fit(*bounds, city::kFitAngles, aspect, ground);
}

render::Camera camera_at(const ViewScript& script, Phase phase, double seconds) {
    const geo::LocalFrame frame = geo::east_north_up(geo::to_ecef(script.origin));
    const ScriptedGaze gaze = gaze_at(script, phase, seconds);
    render::Camera camera = render::look_at({.eye = frame.to_world(gaze.eye),
                                             .target = frame.to_world(gaze.target),
                                             .up = frame.axes[2]});
    camera.fov_y_rad = script.fov_y_deg * std::numbers::pi / 180.0;
    camera.near_m = script.near_m;
    return camera;
}

}  // namespace belvedere::cli
