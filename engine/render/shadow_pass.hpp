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

// All cascades side by side in one image. Kept until something that throws or receives a shadow has
// changed; on a software device one redraw costs two frames, so it is redrawn only at rest. Maps
// are anchored in the world and stay right while the camera moves. Main thread only.
class ShadowMap final {
  public:
    explicit ShadowMap(SceneBindings& bindings) : bindings_(&bindings) {}

    // Fits the cascades and draws them, unless what is there is still right. Outside a render pass.
    // `view` needs a descriptor set whose atlas is not this one.
    [[nodiscard]] Result<void> update(VkCommandBuffer commands, const ViewFrame& view,
                                      std::span<const DrawTile> tiles,
                                      const QualitySettings& quality, ScenePipelines& pipelines);
    // Forgets what was drawn; the next update draws again (a feature was hidden, say).
    void invalidate() { drawn_key_ = 0; }
    [[nodiscard]] std::span<const ShadowCascade> cascades() const { return cascades_; }
    // Null before the first update.
    [[nodiscard]] VkImageView view() const { return atlas_.view(); }
    [[nodiscard]] std::uint64_t redraws() const { return redraws_; }

  private:
    [[nodiscard]] Result<void> ensure_atlas(std::uint32_t cascades, std::uint32_t size_px);
    [[nodiscard]] Result<void> draw_cascade(TileRecorder& recorder, const ShadowCascade& cascade,
                                            std::span<const DrawTile> tiles,
                                            ScenePipelines& pipelines);
    SceneBindings* bindings_;
    gpu::Image atlas_;
    gpu::Owned<VkRenderPass> pass_;
    gpu::Owned<VkFramebuffer> framebuffer_;
    std::vector<ShadowCascade> cascades_;
    std::uint32_t atlas_cascades_ = 0, atlas_size_px_ = 0;
    std::uint64_t drawn_key_ = 0;
    std::uint64_t redraws_ = 0;
};

}  // namespace belvedere::render
