// SPDX-License-Identifier: Apache-2.0
// Measuring lines, markers, boxes: in the screen's own colours, after tone mapping.
#pragma once

#include <volk.h>

#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/render/overlay_geometry.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// Records into the open screen pass. Main thread only.
class OverlayPass final {
  public:
    OverlayPass(SceneBindings& bindings, PassPipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}

    // Returns how many overlays were over the limit.
    [[nodiscard]] Result<std::uint64_t> draw(gpu::Frame& frame, VkRenderPass pass,
                                             const ViewFrame& view, const DrawList& list);

  private:
    [[nodiscard]] Result<VkPipeline> overlay_pipeline(VkRenderPass pass, Depth depth);
    [[nodiscard]] Result<VkPipeline> hatch_pipeline(VkRenderPass pass);
    [[nodiscard]] Result<void> draw_hatch(gpu::Frame& frame, VkRenderPass pass,
                                          const OverlayGeometry& geometry);
    [[nodiscard]] Result<void> draw_overlays(gpu::Frame& frame, VkRenderPass pass,
                                             const OverlayGeometry& geometry);
    SceneBindings& bindings_;
    PassPipelines& pipelines_;
};

}  // namespace belvedere::render
