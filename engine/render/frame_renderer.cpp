// SPDX-License-Identifier: Apache-2.0
#include "engine/render/frame_renderer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <glm/exponential.hpp>

#include "engine/render/frame_state.hpp"
#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

bool needs_compose(const QualitySettings& quality, bool has_points, bool has_field) {
    return has_field || quality.hdr || quality.antialiasing != Antialiasing::kOff ||
           quality.ambient_occlusion || quality.edges || (quality.eye_dome_lighting && has_points);
}

void begin_pass(VkCommandBuffer commands, VkRenderPass pass, VkFramebuffer framebuffer,
                VkExtent2D extent, std::span<const VkClearValue> clears) {
    const VkRenderPassBeginInfo begin{.sType = VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                      .renderPass = pass,
                                      .framebuffer = framebuffer,
                                      .renderArea = {{0, 0}, extent},
                                      .clearValueCount = static_cast<std::uint32_t>(clears.size()),
                                      .pClearValues = clears.data()};
    vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
}

void set_area(VkCommandBuffer commands, const PixelRect& area) {
    const VkViewport viewport = viewport_of(area);
    const VkRect2D scissor = scissor_of(area);
    vkCmdSetViewport(commands, 0, 1, &viewport);
    vkCmdSetScissor(commands, 0, 1, &scissor);
}

// The background where no sky is drawn: screen colours, or linear light on the composed way.
std::array<VkClearValue, 2> clear_values(Color background, bool is_linear) {
    glm::vec3 color = glm::vec3(background.r, background.g, background.b) / 255.0f;
    if (is_linear) color = glm::pow(color, glm::vec3(2.2f));
    return {VkClearValue{.color = {{color.x, color.y, color.z, 1.0f}}},
            VkClearValue{.depthStencil = {0.0f, 0}}};
}

QualitySettings quality_of(const FrameSettings& settings) {
    switch (settings.phase) {
        case FramePhase::kMoving:
            return settings.quality;
        case FramePhase::kResting:
            return at_rest(settings.quality);
        case FramePhase::kStill:
            return for_keeps(settings.quality);
    }
    return settings.quality;
}

}  // namespace

FrameRenderer::FrameRenderer(std::unique_ptr<State> state) : state_(std::move(state)) {}
FrameRenderer::~FrameRenderer() = default;

Result<std::unique_ptr<FrameRenderer>> FrameRenderer::create(const FrameRendererOptions& options) {
    auto bindings = SceneBindings::create(options.device, options.triangles_between_drains);
    if (!bindings) return fail(bindings.error());
    auto styles = StyleBuffer::create(options.device);
    if (!styles) return fail(styles.error());
    auto state = std::make_unique<State>(options, std::move(*bindings), std::move(*styles));
    if (auto made = state->make_passes(); !made) return fail(made.error());
    return std::unique_ptr<FrameRenderer>(new FrameRenderer(std::move(state)));
}

Result<std::unique_ptr<TileResources>> FrameRenderer::create_tile(
    const std::shared_ptr<const content::TileContent>& content, BlockLifetime lifetime) {
    return TileResources::create(*state_->bindings, state_->uploads, content, lifetime);
}

bool FrameRenderer::draws_from_blocks() const {
    return state_->device.info().host_import_bytes > 0;
}

Result<void> FrameRenderer::add_outlines(TileResources& tile, const content::TileContent& content) {
    return tile.lacks_outlines() ? tile.add_outlines(state_->device, content) : Result<void>{};
}

Result<void> FrameRenderer::set_styles(TileResources& tile, std::uint32_t first_row,
                                       std::span<const FeatureStyle> styles) {
    if (tile.style_row_count() == 0 || styles.empty()) return {};
    if (tile.style_range().count == 0) {
        auto range = state_->styles.reserve(tile.style_row_count());
        if (!range) return fail(range.error());
        tile.set_style_range(state_->styles, *range);
    }
    state_->styles.set(tile.style_range(), first_row, styles);
    // A feature that was hidden or shown again changes what throws shadows.
    state_->invalidate_shadows();
    return {};
}

void FrameRenderer::clear_styles(TileResources& tile) {
    if (tile.style_range().count == 0) return;
    tile.set_style_range(state_->styles, {});
    state_->invalidate_shadows();
}

std::unique_ptr<SymbolBuffer> FrameRenderer::create_symbols() {
    return std::make_unique<SymbolBuffer>(state_->device);
}

std::unique_ptr<FieldTexture> FrameRenderer::create_field() {
    return std::make_unique<FieldTexture>(state_->device);
}

Result<UiImageId> FrameRenderer::add_ui_image(const UiPixels& pixels) {
    return state_->interface->add_image(pixels);
}

Result<void> FrameRenderer::update_ui_image(UiImageId id, UiPlace place, const UiPixels& pixels) {
    return state_->interface->update_image(id, place, pixels);
}

void FrameRenderer::remove_ui_image(UiImageId id) {
    state_->interface->remove_image(id);
}

Result<void> FrameRenderer::render(gpu::Frame& frame, const FrameTarget& target,
                                   const DrawList& list, std::span<const View> views,
                                   const FrameSettings& settings, const UiDrawData* interface) {
    State& state = *state_;
    state.follow_shaders();
    ScreenState& screen = state.screen_of(settings);
    const FrameStatistics before = screen.statistics;
    const std::uint64_t shadow_redraws = state.statistics.shadow_redraws;
    state.statistics = {.shadow_redraws = shadow_redraws};
    FrameWork work{
        .frame = frame, .screen = screen, .target = target, .list = list, .settings = settings};
    work.interface = interface;
    work.quality = quality_of(settings);
    if (auto flushed = state.styles.flush(frame); !flushed) return fail(flushed.error());
    if (auto updated = state.interface->record_updates(frame); !updated) return updated;
    for (const SymbolSet& set : list.symbols) {
        if (set.symbols == nullptr) continue;
        if (auto flushed = set.symbols->flush(frame); !flushed) return flushed;
    }
    if (list.field && list.field->texture != nullptr) {
        if (auto flushed = list.field->texture->flush(frame); !flushed) return flushed;
        work.has_field = list.field->texture->view() != VK_NULL_HANDLE;
        // Light at each vertex comes in the screen's colours, which cannot be composed.
        if (work.has_field && work.quality.lighting == Lighting::kPerVertex)
            work.quality.lighting = Lighting::kPerPixel;
    }
    if (auto ready = state.prepare_views(work, views); !ready) return ready;
    TargetOptions options{.screen = target.description};
    options.is_composed = needs_compose(work.quality, work.has_points, work.has_field);
    options.samples = work.quality.antialiasing == Antialiasing::kMsaa4 ? 4 : 1;
    options.has_fxaa = work.quality.antialiasing == Antialiasing::kFxaa;
    options.has_occlusion = work.quality.ambient_occlusion;
    auto targets = state.ensure_targets(screen, options);
    if (!targets) return fail(targets.error());
    work.targets = *targets;
    work.keeps_scene = settings.scene == SceneUse::kKeep && work.targets->holds_scene();
    if (work.keeps_scene) {
        state.statistics = before;
        state.statistics.shadow_redraws = shadow_redraws;
        state.statistics.symbols_drawn = 0;
    }
    for (std::size_t i = 0; i < work.views.size(); ++i) {
        if (auto drawn = state.update_shadows(work, i); !drawn) return drawn;
    }
    auto drawn = options.is_composed ? state.draw_composed(work) : state.draw_screen(work);
    state.statistics.pipelines = state.scene_pipelines.count();
    screen.statistics = state.statistics;
    return drawn;
}

void FrameRenderer::forget(Screen screen) {
    ScreenState& forgotten = state_->screens[static_cast<std::size_t>(screen)];
    forgotten.targets.clear();
    for (ViewMemory& view : forgotten.views)
        view = ViewMemory(*state_->bindings);
    forgotten.statistics = {};
}

Result<bool> FrameRenderer::prepare_rest(gpu::Frame& frame, const gpu::TargetDescription& target,
                                         const DrawList& list, std::span<const View> views,
                                         const FrameSettings& settings) {
    State& state = *state_;
    if (settings.quality.shadows != ShadowUpdate::kAtRest) return true;
    const FrameTarget nowhere{target, {}};
    FrameWork work{.frame = frame,
                   .screen = state.screen_of(settings),
                   .target = nowhere,
                   .list = list,
                   .settings = settings};
    work.quality = at_rest(settings.quality);
    if (auto flushed = state.styles.flush(frame); !flushed) return fail(flushed.error());
    if (auto ready = state.prepare_views(work, views); !ready) return fail(ready.error());
    for (std::size_t i = 0; i < work.views.size(); ++i) {
        auto whole = state.redraw_shadows(work, i, 1);
        if (!whole) return fail(whole.error());
        if (!*whole) return false;
    }
    return true;
}

Result<void> FrameRenderer::State::draw_scene(FrameWork& work, const SceneOutput& output,
                                              std::size_t view_index) {
    const ViewFrame& view = work.views[view_index];
    set_area(output.commands, view.area);
    auto opaque = scene.draw_opaque(output, view, work.visible[view_index], work.quality);
    if (!opaque) return fail(opaque.error());
    if (work.list.ground) {
        auto drawn =
            backdrop.draw_ground(work.frame, output, view, *work.list.ground, work.quality);
        if (!drawn) return drawn;
    }
    if (work.quality.sky) {
        if (auto drawn = backdrop.draw_sky(work.frame, output, view); !drawn) return drawn;
    }
    auto blended =
        scene.draw_blended(output, view, work.visible[view_index], work.quality, work.list.edges);
    if (!blended) return fail(blended.error());
    statistics.tiles_drawn += opaque->tiles;
    statistics.triangles_drawn += opaque->triangles + blended->triangles;
    statistics.points_drawn += opaque->points + blended->points;
    statistics.draw_calls += opaque->draws + blended->draws;
    return {};
}

void FrameRenderer::State::clear_below(const FrameWork& work, std::size_t view_index,
                                       bool is_linear) {
    const PixelRect& area = work.views[view_index].area;
    const auto overlaps = [&area](const ViewFrame& other) {
        return area.x < other.area.x + other.area.width && other.area.x < area.x + area.width &&
               area.y < other.area.y + other.area.height && other.area.y < area.y + area.height;
    };
    const auto before = std::span(work.views).first(view_index);
    if (std::none_of(before.begin(), before.end(), overlaps)) return;
    const auto values = clear_values(work.settings.background, is_linear);
    const VkClearAttachment clears[] = {{VK_IMAGE_ASPECT_COLOR_BIT, 0, values[0]},
                                        {VK_IMAGE_ASPECT_DEPTH_BIT, 0, values[1]}};
    const VkClearRect rect{scissor_of(area), 0, 1};
    vkCmdClearAttachments(work.frame.commands(), 2, clears, 1, &rect);
}

Result<void> FrameRenderer::State::draw_overlays(FrameWork& work, const ViewFrame& view) {
    set_area(work.frame.commands(), view.area);
    auto dropped = overlays.draw(work.frame, work.targets->screen_pass(), view, work.list);
    if (!dropped) return fail(dropped.error());
    statistics.overlays_dropped += *dropped;
    auto too_many = columns.draw(work.frame, work.targets->screen_pass(), view, work.list);
    if (!too_many) return fail(too_many.error());
    statistics.overlays_dropped += *too_many;
    auto drawn = symbols.draw(work.frame.commands(), work.targets->screen_pass(), view, work.list);
    if (!drawn) return fail(drawn.error());
    statistics.symbols_drawn += *drawn;
    return {};
}

Result<void> FrameRenderer::State::draw_interface(FrameWork& work) {
    if (work.interface == nullptr) return {};
    return interface->draw(work.frame, work.targets->screen_pass(), *work.interface,
                           work.target.description.extent);
}

Result<void> FrameRenderer::State::draw_screen(FrameWork& work) {
    auto framebuffer = work.targets->screen_framebuffer(work.target.image);
    if (!framebuffer) return fail(framebuffer.error());
    const VkCommandBuffer commands = work.frame.commands();
    begin_pass(commands, work.targets->screen_pass(), *framebuffer, work.target.description.extent,
               clear_values(work.settings.background, false));
    Result<void> drawn;
    for (std::size_t i = 0; i < work.views.size() && drawn; ++i) {
        clear_below(work, i, false);
        drawn = draw_scene(work,
                           {.commands = commands,
                            .pass = work.targets->screen_pass(),
                            .tone_maps = true,
                            .samples = 1,
                            .cascades = work.cascades[i]},
                           i);
        if (drawn) drawn = draw_overlays(work, work.views[i]);
    }
    if (drawn) drawn = draw_interface(work);
    vkCmdEndRenderPass(commands);
    return drawn;
}

Result<void> FrameRenderer::State::draw_images(FrameWork& work) {
    SceneTargets& used = *work.targets;
    const VkCommandBuffer commands = work.frame.commands();
    const VkExtent2D extent = work.target.description.extent;
    used.set_holds_scene(false);
    Result<void> drawn;
    begin_pass(commands, used.scene_pass(), used.scene_framebuffer(), extent,
               clear_values(work.settings.background, true));
    for (std::size_t i = 0; i < work.views.size() && drawn; ++i) {
        clear_below(work, i, true);
        drawn = draw_scene(work,
                           {.commands = commands,
                            .pass = used.scene_pass(),
                            .tone_maps = false,
                            .samples = static_cast<std::uint8_t>(used.options().samples),
                            .cascades = work.cascades[i]},
                           i);
    }
    vkCmdEndRenderPass(commands);
    if (!drawn) return drawn;
    if (used.options().has_occlusion) {
        begin_pass(commands, used.occlusion_pass(), used.occlusion_framebuffer(),
                   used.occlusion_extent(), {});
        for (std::size_t i = 0; i < work.views.size() && drawn; ++i) {
            drawn = compose->draw_occlusion(commands, used, work.views[i]);
        }
        vkCmdEndRenderPass(commands);
        if (!drawn) return drawn;
    }
    used.set_holds_scene(true);
    return drawn;
}

Result<void> FrameRenderer::State::draw_composed(FrameWork& work) {
    SceneTargets& used = *work.targets;
    auto framebuffer = used.screen_framebuffer(work.target.image);
    if (!framebuffer) return fail(framebuffer.error());
    const VkImageView field = work.has_field ? work.list.field->texture->view() : bindings->white();
    if (auto ready = compose->use(used, field); !ready) return ready;
    Result<void> drawn;
    if (!work.keeps_scene) drawn = draw_images(work);
    if (!drawn) return drawn;
    return compose_to_screen(work, *framebuffer);
}

Result<void> FrameRenderer::State::compose_to_screen(FrameWork& work, VkFramebuffer screen) {
    SceneTargets& used = *work.targets;
    const VkCommandBuffer commands = work.frame.commands();
    const VkExtent2D extent = work.target.description.extent;
    const ComposeOptions options{.occlusion = used.options().has_occlusion,
                                 .eye_dome = work.quality.eye_dome_lighting && work.has_points,
                                 .edges = work.quality.edges,
                                 .field = work.has_field};
    Result<void> drawn;
    if (used.options().has_fxaa) {
        begin_pass(commands, used.compose_pass(), used.compose_framebuffer(), extent, {});
        for (std::size_t i = 0; i < work.views.size() && drawn; ++i)
            drawn = compose->draw(commands, used, work.views[i], options);
        vkCmdEndRenderPass(commands);
        if (!drawn) return drawn;
    }
    begin_pass(commands, used.screen_pass(), screen, extent, {});
    for (std::size_t i = 0; i < work.views.size() && drawn; ++i) {
        const ViewFrame& view = work.views[i];
        drawn = used.options().has_fxaa ? compose->draw_smoothed(commands, used, view)
                                        : compose->draw(commands, used, view, options);
        if (drawn) drawn = draw_overlays(work, view);
    }
    if (drawn) drawn = draw_interface(work);
    vkCmdEndRenderPass(commands);
    return drawn;
}

Result<std::uint64_t> FrameRenderer::pick(gpu::Frame& frame, const DrawList& list,
                                          const PickRequest& request) {
    State& state = *state_;
    if (auto flushed = state.styles.flush(frame); !flushed) return fail(flushed.error());
    static const SkyLight kNoLight;
    ViewFrame view;
    view.view = &request.view;
    view.area = request.view.area;
    if (view.area.width == 0) view.area = {0, 0, request.target.width, request.target.height};
    if (view.area.height == 0 || view.area.width == 0) {
        return fail(ErrorKind::kUsage, "picking in an empty view");
    }
    set_projection(view);
    view.light = &kNoLight;
    auto bound = state.bind_view(frame, view, {}, {}, {}, state.bindings->lit());
    if (!bound) return fail(bound.error());
    return state.picks.record(frame, view, list.tiles, request.area);
}

std::optional<PickResult> FrameRenderer::take_pick(std::uint64_t completed_serial) {
    return state_->picks.take(completed_serial);
}

const FrameStatistics& FrameRenderer::statistics() const {
    return state_->statistics;
}

}  // namespace belvedere::render
