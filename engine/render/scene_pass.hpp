// SPDX-License-Identifier: Apache-2.0
// Tiles in their colours: opaque, masked, points, lines, edges, then what is blended.
#pragma once

#include <volk.h>

#include <cstdint>
#include <span>

#include "engine/core/result.hpp"
#include "engine/render/quality.hpp"
#include "engine/render/tile_drawing.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

// Where and how tiles are drawn in this frame.
struct SceneOutput {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkRenderPass pass = VK_NULL_HANDLE;
    bool tone_maps = true;
    std::uint8_t samples = 1;
    std::uint8_t cascades = 0;  // Valid shadow maps of this view.
};

struct SceneCounts {
    std::uint64_t tiles = 0;
    std::uint64_t triangles = 0;
    std::uint64_t points = 0;
    std::uint64_t draws = 0;
};

// Records into an open render pass, in two steps with ground and sky between them. Main thread.
class ScenePass final {
  public:
    ScenePass(SceneBindings& bindings, ScenePipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}

    // The variant that draws a matte surface, for the ground.
    [[nodiscard]] static SceneVariant base_variant(const SceneOutput& output,
                                                   const QualitySettings& quality);
    [[nodiscard]] Result<SceneCounts> draw_opaque(const SceneOutput& output, const ViewFrame& view,
                                                  std::span<const VisibleTile> tiles,
                                                  const QualitySettings& quality);
    [[nodiscard]] Result<SceneCounts> draw_blended(const SceneOutput& output, const ViewFrame& view,
                                                   std::span<const VisibleTile> tiles,
                                                   const QualitySettings& quality,
                                                   const EdgeStyle& edges);

  private:
    [[nodiscard]] Result<void> draw_primitive(TileRecorder& recorder, const SceneOutput& output,
                                              const SceneVariant& variant, const VisibleTile& tile,
                                              const TilePrimitive& primitive,
                                              shared::TileConstants constants);
    SceneBindings& bindings_;
    ScenePipelines& pipelines_;
};

// The part of the push constants that all primitives of a tile share.
[[nodiscard]] shared::TileConstants tile_constants(const ViewFrame& view,
                                                   const geo::LocalFrame& frame);

}  // namespace belvedere::render
