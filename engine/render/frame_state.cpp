// SPDX-License-Identifier: Apache-2.0
#include "engine/render/frame_state.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <glm/common.hpp>
#include <glm/exponential.hpp>
#include <glm/geometric.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::render {
namespace {

constexpr std::size_t kTargetsKept = 2;

// Shadows drawn for another place of the sun would point the wrong way.
bool fits_sun(std::span<const ShadowCascade> cascades, const glm::dvec3& to_sun) {
    if (cascades.empty()) return false;
    const glm::dmat3 rows = glm::transpose(cascades.front().axes);
    return glm::dot(-rows[2], to_sun) > 0.99996;  // Half a degree.
}

// Haze lies low: from a height one looks down through less of it. `height_m` is that of the eye
// over the lowest tile in view. The horizon dissolves from anywhere.
float haze_distance_m(const ViewFrame& view, const FrameSettings& settings) {
    constexpr float kHorizonShare = 0.4f;  // 6 % of the ground's own colour is left there.
    const auto height = static_cast<float>(std::max(0.0, view.height_m));
    const float risen = settings.haze_distance_m * (1.0f + height / 1200.0f);
    const auto earth_m = static_cast<float>(geo::kSemiMajorAxis_m);
    const float horizon = std::sqrt(2.0f * earth_m * std::max(height, 2.0f));
    return std::max(settings.haze_distance_m, std::min(risen, horizon * kHorizonShare));
}

glm::vec3 linear(Color color) {
    return glm::pow(glm::vec3(color.r, color.g, color.b) / 255.0f, glm::vec3(2.2f));
}

}  // namespace

FrameRenderer::State::State(const FrameRendererOptions& options,
                            std::unique_ptr<SceneBindings> bindings_in, StyleBuffer styles_in)
    : device(options.device),
      shaders(options.shaders),
      uploads(options.uploads),
      cache(options.cache),
      bindings(std::move(bindings_in)),
      styles(std::move(styles_in)),
      scene_pipelines(device, shaders, bindings->tile_layout(), cache),
      pass_pipelines(device, shaders, cache),
      scene(*bindings, scene_pipelines),
      backdrop(*bindings, scene_pipelines, pass_pipelines),
      overlays(*bindings, pass_pipelines),
      columns(*bindings, pass_pipelines),
      symbols(*bindings, pass_pipelines),
      picks(*bindings, scene_pipelines) {
    for (ScreenState& screen : screens) {
        for (std::size_t i = 0; i < kViewsMax; ++i)
            screen.views.emplace_back(*bindings);
    }
}

Result<void> FrameRenderer::State::make_passes() {
    auto made_compose = ComposePass::create(*bindings, pass_pipelines);
    if (!made_compose) return fail(made_compose.error());
    compose = std::move(*made_compose);
    auto made_interface = UiPass::create(*bindings, pass_pipelines);
    if (!made_interface) return fail(made_interface.error());
    interface = std::move(*made_interface);
    return {};
}

Result<SceneTargets*> FrameRenderer::State::ensure_targets(ScreenState& screen,
                                                           const TargetOptions& options) {
    std::vector<std::unique_ptr<SceneTargets>>& targets = screen.targets;
    if (options.screen.format != screen_format) {
        // Pipelines are bound to the format they were made for.
        for (ScreenState& each : screens)
            each.targets.clear();
        scene_pipelines.clear();
        pass_pipelines.clear();
        screen_format = options.screen.format;
    }
    const auto known = std::find_if(targets.begin(), targets.end(),
                                    [&](const auto& made) { return made->options() == options; });
    if (known != targets.end()) {
        std::rotate(targets.begin(), known, known + 1);
        return targets.front().get();
    }
    // Those of another size will not come back.
    std::erase_if(targets, [&](const auto& made) {
        const VkExtent2D& extent = made->options().screen.extent;
        return extent.width != options.screen.extent.width ||
               extent.height != options.screen.extent.height;
    });
    if (targets.size() >= kTargetsKept) targets.pop_back();
    auto made = SceneTargets::create(device, options);
    if (!made) return fail(made.error());
    targets.insert(targets.begin(), std::make_unique<SceneTargets>(std::move(*made)));
    return targets.front().get();
}

const SkyLight& FrameRenderer::State::light_of(ViewMemory& memory, const View& view, float aerosol,
                                               bool has_sky) {
    CachedLight& cached = memory.light;
    const glm::vec3 to_sun(view.to_sun * view.horizon.axes);
    if (!has_sky) {
        cached.light = SkyLight{};
        cached.light.to_sun = to_sun;
        cached.light.sun = glm::vec3(0.72f, 0.70f, 0.66f) * (to_sun.z > 0.0f ? 1.0f : 0.0f);
        cached.light.sky = glm::vec3(0.36f, 0.38f, 0.42f);
        cached.aerosol = -1.0f;
        return cached.light;
    }
    const bool is_fresh =
        cached.aerosol == aerosol && glm::distance(cached.light.to_sun, to_sun) < 9e-4f;
    if (!is_fresh) {
        cached.light = sky_light(to_sun, aerosol);
        cached.aerosol = aerosol;
    }
    return cached.light;
}

Result<void> FrameRenderer::State::bind_view(gpu::Frame& frame, ViewFrame& view,
                                             const QualitySettings& quality,
                                             const FrameSettings& settings,
                                             std::span<const ShadowCascade> cascades,
                                             VkImageView atlas) {
    const Atmosphere atmosphere{quality.haze ? haze_distance_m(view, settings) : 0.0f,
                                linear(settings.background)};
    view.data = frame_data(view, quality, atmosphere, cascades);
    auto slice = frame.transient(sizeof(view.data));
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), &view.data, sizeof(view.data));
    auto set = bindings->view_set({.frame_data = {slice->buffer, slice->offset, sizeof(view.data)},
                                   .shadow_atlas = atlas,
                                   .styles = styles.view()});
    if (!set) return fail(set.error());
    view.set = std::move(*set);
    return {};
}

Result<bool> FrameRenderer::State::redraw_shadows(FrameWork& work, std::size_t view_index,
                                                  std::uint32_t cascades_max) {
    ShadowMap& map = work.screen.views[view_index].shadows;
    ViewFrame& view = work.views[view_index];
    auto bound = bind_view(work.frame, view, work.quality, work.settings, {}, bindings->lit());
    if (!bound) return fail(bound.error());
    const std::uint64_t before = map.redraws();
    auto whole = map.update(work.frame.commands(), view, work.list.tiles, work.quality,
                            scene_pipelines, cascades_max);
    if (!whole) return fail(whole.error());
    statistics.shadow_redraws += map.redraws() - before;
    return *whole;
}

Result<void> FrameRenderer::State::update_shadows(FrameWork& work, std::size_t view_index) {
    ShadowMap& map = work.screen.views[view_index].shadows;
    ViewFrame& view = work.views[view_index];
    const bool is_due = work.quality.shadows == ShadowUpdate::kEveryFrame ||
                        (work.quality.shadows == ShadowUpdate::kAtRest &&
                         work.settings.phase != FramePhase::kMoving);
    if (is_due) {
        auto drawn = redraw_shadows(work, view_index, work.quality.shadow_cascades);
        if (!drawn) return fail(drawn.error());
    }
    const bool is_valid =
        work.quality.shadows != ShadowUpdate::kOff && fits_sun(map.cascades(), view.view->to_sun);
    const auto cascades = is_valid ? map.cascades() : std::span<const ShadowCascade>{};
    work.cascades.push_back(static_cast<std::uint8_t>(cascades.size()));
    return bind_view(work.frame, view, work.quality, work.settings, cascades,
                     is_valid ? map.view() : bindings->lit());
}

Result<void> FrameRenderer::State::prepare_views(FrameWork& work, std::span<const View> views) {
    const VkExtent2D extent = work.target.description.extent;
    for (std::size_t i = 0; i < views.size() && i < kViewsMax; ++i) {
        ViewFrame& view = work.views.emplace_back();
        view.view = &views[i];
        view.area = views[i].area;
        if (view.area.width == 0) view.area = {0, 0, extent.width, extent.height};
        view.area.x = std::min(view.area.x, extent.width - 1);
        view.area.y = std::min(view.area.y, extent.height - 1);
        view.area.width = std::clamp(view.area.width, 1u, extent.width - view.area.x);
        view.area.height = std::clamp(view.area.height, 1u, extent.height - view.area.y);
        set_projection(view);
        if (work.has_field) view.field = &*work.list.field;
        view.light =
            &light_of(work.screen.views[i], views[i], work.settings.aerosol, work.quality.sky);
        const glm::dvec3& eye = views[i].camera.position;
        work.visible.push_back(visible_tiles(work.list.tiles, eye, frustum_planes(view.clip, eye)));
        // Haze and what else depends on what is seen are of the whole, for all parts of a picture.
        std::vector<VisibleTile> of_whole;
        if (shows_part(views[i])) {
            const auto whole = frustum_planes(views[i].camera, view.aspect);
            of_whole = visible_tiles(work.list.tiles, eye, whole);
        }
        for (const VisibleTile& tile : of_whole.empty() ? work.visible.back() : of_whole) {
            const glm::dvec3 offset = eye - tile.tile->tile->box().center;
            const double height = glm::dot(offset, views[i].horizon.axes[2]);
            view.height_m = std::max(view.height_m, height);
            work.has_points = work.has_points || tile.tile->tile->has_points();
        }
        if (work.list.ground) {
            view.height_m =
                std::max(view.height_m, eye_height_m(views[i].camera, *work.list.ground));
        }
    }
    return {};
}

void FrameRenderer::State::invalidate_shadows() {
    for (ScreenState& screen : screens) {
        for (ViewMemory& view : screen.views)
            view.shadows.invalidate();
    }
}

void FrameRenderer::State::follow_shaders() {
    shaders.reload_changed();
    if (shaders.revision() == shader_revision) return;
    shader_revision = shaders.revision();
    scene_pipelines.clear();
    pass_pipelines.clear();
}

}  // namespace belvedere::render
