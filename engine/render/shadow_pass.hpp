// SPDX-License-Identifier: Apache-2.0
// The sun's shadow maps of one view.
#pragma once

#include <volk.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/image.hpp"
#include "engine/render/quality.hpp"
#include "engine/render/shadow_cascades.hpp"
#include "engine/render/tile_drawing.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// All cascades side by side in one image. Each is kept until something that throws or receives a
// shadow in it has changed; on a software device one redraw of them all costs two frames, so they
// are redrawn only at rest, there one by one so that the view can move again at once. Maps are
// anchored in the world and stay right while the camera moves, also some new and some old. Main
// thread only.
class ShadowMap final {
  public:
    explicit ShadowMap(SceneBindings& bindings) : bindings_(&bindings) {}

    // Fits the cascades and draws those that are no longer right, at most `cascades_max` of them.
    // True when all are right then. Outside a render pass. `view` needs a descriptor set whose
    // atlas is not this one.
    [[nodiscard]] Result<bool> update(VkCommandBuffer commands, const ViewFrame& view,
                                      std::span<const DrawTile> tiles,
                                      const QualitySettings& quality, ScenePipelines& pipelines,
                                      std::uint32_t cascades_max);
    // Forgets what was drawn; the next updates draw again (a feature was hidden, say).
    void invalidate();
    // Empty until each was drawn once for the sun as it stands.
    [[nodiscard]] std::span<const ShadowCascade> cascades() const;
    // Null before the first update.
    [[nodiscard]] VkImageView view() const { return atlas_.view(); }
    // How often the nearest cascade was drawn.
    [[nodiscard]] std::uint64_t redraws() const { return redraws_; }

  private:
    [[nodiscard]] Result<void> ensure_atlas(std::uint32_t cascades, std::uint32_t size_px);
    // The cascade's part of the atlas, in a render pass of its own.
    [[nodiscard]] Result<void> redraw(VkCommandBuffer commands, const ViewFrame& view,
                                      std::size_t index, std::span<const DrawTile> tiles,
                                      ScenePipelines& pipelines);
    [[nodiscard]] Result<void> draw_cascade(TileRecorder& recorder, const ShadowCascade& cascade,
                                            std::span<const DrawTile> tiles,
                                            ScenePipelines& pipelines);
    SceneBindings* bindings_;
    gpu::Image atlas_;
    // The first leaves the rest of the atlas undefined, the others keep it.
    gpu::Owned<VkRenderPass> first_pass_, pass_;
    gpu::Owned<VkFramebuffer> framebuffer_;
    std::vector<ShadowCascade> cascades_;
    std::vector<std::uint64_t> keys_;  // Of what was drawn; 0: must be drawn again.
    std::vector<bool> is_drawn_;       // Once, for this sun.
    std::uint32_t atlas_cascades_ = 0, atlas_size_px_ = 0;
    bool is_atlas_undefined_ = true;
    std::uint64_t redraws_ = 0;
};

}  // namespace belvedere::render
