// SPDX-License-Identifier: Apache-2.0
// Symbols: in the screen's own colours, after tone mapping, over what the city shows.
#pragma once

#include <volk.h>

#include <cstdint>

#include "engine/core/result.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// Records into the open screen pass: one draw of points a set, and a second, faint one for what the
// city hides where the set asks for it. Main thread only.
class SymbolPass final {
  public:
    SymbolPass(SceneBindings& bindings, PassPipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}

    // How many symbols were drawn.
    [[nodiscard]] Result<std::uint64_t> draw(VkCommandBuffer commands, VkRenderPass pass,
                                             const ViewFrame& view, const DrawList& list);

  private:
    enum class Part { kSeen, kHidden };
    enum class Detail { kSymbols, kDots };
    [[nodiscard]] Result<VkPipeline> pipeline(VkRenderPass pass, Part part, Detail detail);
    [[nodiscard]] Result<void> draw_part(VkCommandBuffer commands, VkRenderPass pass,
                                         const ViewFrame& view, const SymbolSet& set, Part part);
    SceneBindings& bindings_;
    PassPipelines& pipelines_;
};

}  // namespace belvedere::render
