// SPDX-License-Identifier: Apache-2.0
// Columns of values: in the screen's own colours, after tone mapping, over what the city shows.
#pragma once

#include <volk.h>

#include <cstdint>

#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// Records one draw of instanced prisms into the open screen pass. The depth of the city is only
// read there, so columns are sorted, the farthest first: convex and upright, they then hide one
// another as they should. Main thread only.
class ColumnPass final {
  public:
    ColumnPass(SceneBindings& bindings, PassPipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}

    // Returns how many columns were over the limit: the farthest ones.
    [[nodiscard]] Result<std::uint64_t> draw(gpu::Frame& frame, VkRenderPass pass,
                                             const ViewFrame& view, const DrawList& list);

  private:
    [[nodiscard]] Result<VkPipeline> pipeline(VkRenderPass pass);
    SceneBindings& bindings_;
    PassPipelines& pipelines_;
};

}  // namespace belvedere::render
