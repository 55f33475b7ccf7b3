// SPDX-License-Identifier: Apache-2.0
// Recording the draws of tiles, as the scene, shadow and pick passes share it.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <glm/mat4x4.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/render/draw_list.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/scene_pipelines.hpp"
#include "engine/render/tile_resources.hpp"
#include "shaders/shared/frame_data.h"

namespace belvedere::render {

// A tile that a view sees.
struct VisibleTile {
    const DrawTile* tile = nullptr;
    std::uint32_t index = 0;  // In the draw list.
    double distance_m = 0.0;  // To the nearest corner of its box, about.
};

// Tiles that are ready and inside the frustum, nearest first: what is near hides what is far before
// it is shaded. Pure but for the readiness of uploads.
[[nodiscard]] std::vector<VisibleTile> visible_tiles(std::span<const DrawTile> tiles,
                                                     const glm::dvec3& eye,
                                                     const std::array<geo::Plane, 6>& frustum);

// The projection for a tile with DrawTile::lift. Depth is near / distance, so that the clip z of a
// nearer point is larger by the same share.
[[nodiscard]] glm::mat4 lifted(glm::mat4 clip_from_tile, float lift);

// Where the shaders find the styles of a primitive.
void set_style_rows(shared::TileConstants& constants, const TileResources& tile,
                    const TilePrimitive& primitive);

// Remembers what is bound, so that a city of one material binds its pipeline once.
class TileRecorder final {
  public:
    TileRecorder(VkCommandBuffer commands, const SceneBindings& bindings)
        : commands_(commands), bindings_(bindings) {}

    void bind_view(VkDescriptorSet view);
    void bind_pipeline(VkPipeline pipeline, VkPrimitiveTopology topology);
    void bind_material(VkDescriptorSet material);
    void set_cull(VkCullModeFlags cull);
    // For pipelines with a depth bias.
    void set_depth_bias(float constant, float slope);
    void push(const shared::TileConstants& constants);
    // Binds the streams that `shader` reads and draws.
    void draw(const TileResources& tile, const TilePrimitive& primitive, SceneShader shader);
    // The primitive's outline instead.
    void draw_outline(const TileResources& tile, const TilePrimitive& primitive);

    [[nodiscard]] std::uint64_t draws() const { return draws_; }

  private:
    void bind_streams(const TileResources& tile, const TilePrimitive& primitive,
                      SceneShader shader);
    void draw_pieces(std::uint32_t corners, std::uint32_t instance_count, bool is_indexed);
    void count_corners(std::uint64_t corners);
    void bind_stream(StreamBinding stream, VkBuffer buffer, VkDeviceSize offset,
                     VkDeviceSize stride);
    VkCommandBuffer commands_;
    const SceneBindings& bindings_;
    VkPipeline pipeline_ = VK_NULL_HANDLE;
    VkDescriptorSet material_ = VK_NULL_HANDLE;
    VkCullModeFlags cull_ = VK_CULL_MODE_FLAG_BITS_MAX_ENUM;
    std::uint64_t draws_ = 0;
    std::uint64_t triangles_undrained_ = 0;
};

}  // namespace belvedere::render
