// SPDX-License-Identifier: Apache-2.0
// The inside of FrameRenderer: what it owns and the steps of a frame.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/render/backdrop_pass.hpp"
#include "engine/render/column_pass.hpp"
#include "engine/render/compose_pass.hpp"
#include "engine/render/frame_renderer.hpp"
#include "engine/render/overlay_pass.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/scene_pass.hpp"
#include "engine/render/scene_pipelines.hpp"
#include "engine/render/scene_targets.hpp"
#include "engine/render/shadow_pass.hpp"
#include "engine/render/symbol_pass.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// The light of one view, kept until the sun has moved by a twentieth of a degree there.
struct CachedLight {
    SkyLight light;
    float aerosol = -1.0f;
};

// What is kept of a view from one frame to the next.
struct ViewMemory {
    explicit ViewMemory(SceneBindings& bindings) : shadows(bindings) {}
    CachedLight light;
    ShadowMap shadows;
};

// What is kept for one of the places that pictures go to.
struct ScreenState {
    std::vector<std::unique_ptr<SceneTargets>> targets;  // Last used first.
    std::vector<ViewMemory> views;
    FrameStatistics statistics;  // Of its last frame.
};

// What one frame works with.
struct FrameWork {
    gpu::Frame& frame;
    ScreenState& screen;
    const FrameTarget& target;
    const DrawList& list;
    const FrameSettings& settings;
    const UiDrawData* interface = nullptr;
    QualitySettings quality;  // Of the phase.
    SceneTargets* targets = nullptr;
    bool has_points = false;
    bool has_field = false;
    bool keeps_scene = false;  // The targets hold the picture already; only the screen is drawn.
    std::vector<ViewFrame> views;
    std::vector<std::vector<VisibleTile>> visible;  // By view.
    std::vector<std::uint8_t> cascades;             // Valid shadow maps, by view.
};

struct FrameRenderer::State {
    State(const FrameRendererOptions& options, std::unique_ptr<SceneBindings> bindings_in,
          StyleBuffer styles_in);

    [[nodiscard]] Result<void> make_passes();
    // Targets for this way through the frame; two are kept, since a software device alternates
    // between a plain frame while moving and a full one at rest.
    [[nodiscard]] Result<SceneTargets*> ensure_targets(ScreenState& screen,
                                                       const TargetOptions& options);
    [[nodiscard]] ScreenState& screen_of(const FrameSettings& settings) {
        return screens[static_cast<std::size_t>(settings.screen)];
    }
    [[nodiscard]] static const SkyLight& light_of(ViewMemory& memory, const View& view,
                                                  float aerosol, bool has_sky);
    [[nodiscard]] Result<void> prepare_views(FrameWork& work, std::span<const View> views);
    [[nodiscard]] Result<void> update_shadows(FrameWork& work, std::size_t view_index);
    // Brings at most so many maps up to date; true when all are.
    [[nodiscard]] Result<bool> redraw_shadows(FrameWork& work, std::size_t view_index,
                                              std::uint32_t cascades_max);
    // Uniform data and descriptor set of a view whose shadows are settled.
    [[nodiscard]] Result<void> bind_view(gpu::Frame& frame, ViewFrame& view,
                                         const QualitySettings& quality,
                                         const FrameSettings& settings,
                                         std::span<const ShadowCascade> cascades,
                                         VkImageView atlas);
    [[nodiscard]] Result<void> draw_scene(FrameWork& work, const SceneOutput& output,
                                          std::size_t view_index);
    [[nodiscard]] Result<void> draw_screen(FrameWork& work);
    // The scene and what is made of it, up to composing.
    [[nodiscard]] Result<void> draw_images(FrameWork& work);
    [[nodiscard]] Result<void> draw_composed(FrameWork& work);
    [[nodiscard]] Result<void> compose_to_screen(FrameWork& work, VkFramebuffer screen);
    // A view that lies over an earlier one begins on a clean ground there.
    void clear_below(const FrameWork& work, std::size_t view_index, bool is_linear);
    // What lies over one view, in the open screen pass.
    [[nodiscard]] Result<void> draw_overlays(FrameWork& work, const ViewFrame& view);
    [[nodiscard]] Result<void> draw_interface(FrameWork& work);
    void invalidate_shadows();
    // Pipelines made of shaders that were edited meanwhile are dropped.
    void follow_shaders();

    gpu::Device& device;
    gpu::ShaderLibrary& shaders;
    gpu::UploadQueue& uploads;
    VkPipelineCache cache;
    std::unique_ptr<SceneBindings> bindings;
    StyleBuffer styles;
    ScenePipelines scene_pipelines;
    PassPipelines pass_pipelines;
    ScenePass scene;
    BackdropPass backdrop;
    OverlayPass overlays;
    ColumnPass columns;
    SymbolPass symbols;
    PickPass picks;
    std::unique_ptr<ComposePass> compose;
    std::unique_ptr<UiPass> interface;
    std::array<ScreenState, kScreens> screens;
    VkFormat screen_format = VK_FORMAT_UNDEFINED;
    std::uint64_t shader_revision = 0;
    FrameStatistics statistics;
};

}  // namespace belvedere::render
