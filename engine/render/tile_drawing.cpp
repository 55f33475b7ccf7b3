// SPDX-License-Identifier: Apache-2.0
#include "engine/render/tile_drawing.hpp"

#include <algorithm>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "engine/gpu/render_pass.hpp"

namespace belvedere::render {
namespace {

double distance_to_box(const geo::OrientedBox& box, const glm::dvec3& eye) {
    const double radius = glm::length(box.half_axes[0] + box.half_axes[1] + box.half_axes[2]);
    return std::max(0.0, glm::distance(box.center, eye) - radius);
}

}  // namespace

std::vector<VisibleTile> visible_tiles(std::span<const DrawTile> tiles, const glm::dvec3& eye,
                                       const std::array<geo::Plane, 6>& frustum) {
    std::vector<VisibleTile> visible;
    visible.reserve(tiles.size());
    for (std::uint32_t i = 0; i < tiles.size(); ++i) {
        const TileResources* tile = tiles[i].tile;
        if (tile == nullptr || tiles[i].opacity <= 0.0f || tile->primitives().empty()) continue;
        if (!tile->is_ready() || !geo::may_intersect(tile->box(), frustum)) continue;
        visible.push_back({&tiles[i], i, distance_to_box(tile->box(), eye)});
    }
    std::stable_sort(
        visible.begin(), visible.end(),
        [](const VisibleTile& a, const VisibleTile& b) { return a.distance_m < b.distance_m; });
    return visible;
}

glm::mat4 lifted(glm::mat4 clip_from_tile, float lift) {
    for (int column = 0; column < 4; ++column)
        clip_from_tile[column][2] *= 1.0f + lift;
    return clip_from_tile;
}

void set_style_rows(shared::TileConstants& constants, const TileResources& tile,
                    const TilePrimitive& primitive) {
    const bool is_plain = primitive.point_rows_first != content::kNone;
    constants.style_base = tile.style_range().first + (is_plain ? primitive.point_rows_first : 0);
    constants.flags &= ~shared::kTilePlainPoints;
    if (is_plain) constants.flags |= shared::kTilePlainPoints;
}

void TileRecorder::bind_view(VkDescriptorSet view) {
    vkCmdBindDescriptorSets(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, bindings_.tile_layout(), 0,
                            1, &view, 0, nullptr);
}

void TileRecorder::bind_pipeline(VkPipeline pipeline, VkPrimitiveTopology topology) {
    if (pipeline == pipeline_) return;
    pipeline_ = pipeline;
    vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline);
    vkCmdSetPrimitiveTopology(commands_, topology);
    vkCmdSetFrontFace(commands_, VK_FRONT_FACE_COUNTER_CLOCKWISE);
}

void TileRecorder::bind_material(VkDescriptorSet material) {
    if (material == material_ || material == VK_NULL_HANDLE) return;
    material_ = material;
    vkCmdBindDescriptorSets(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, bindings_.tile_layout(), 1,
                            1, &material, 0, nullptr);
}

void TileRecorder::set_cull(VkCullModeFlags cull) {
    if (cull == cull_) return;
    cull_ = cull;
    vkCmdSetCullMode(commands_, cull);
}

void TileRecorder::set_depth_bias(float constant, float slope) {
    vkCmdSetDepthBias(commands_, constant, 0.0f, slope);
}

void TileRecorder::push(const shared::TileConstants& constants) {
    vkCmdPushConstants(commands_, bindings_.tile_layout(),
                       VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                       sizeof(constants), &constants);
}

void TileRecorder::bind_stream(StreamBinding stream, VkBuffer buffer, VkDeviceSize offset,
                               VkDeviceSize stride) {
    vkCmdBindVertexBuffers2(commands_, static_cast<std::uint32_t>(stream), 1, &buffer, &offset,
                            nullptr, &stride);
}

void TileRecorder::bind_streams(const TileResources& tile, const TilePrimitive& primitive,
                                SceneShader shader) {
    bind_stream(StreamBinding::kGeometry, tile.buffer(), primitive.geometry_offset,
                sizeof(content::VertexGeometry));
    if (shader == SceneShader::kLean || shader == SceneShader::kVertexLit) return;
    if (primitive.is_instanced) {
        bind_stream(StreamBinding::kInstance, tile.buffer(), primitive.instance_offset,
                    sizeof(content::InstanceRecord));
    } else {
        bind_stream(StreamBinding::kInstance, bindings_.defaults(), DefaultStreams::kInstance,
                    sizeof(content::InstanceRecord));
    }
    if (shader == SceneShader::kMaterial) {
        const bool has = primitive.surface_offset != kNoStream;
        bind_stream(StreamBinding::kSurface, has ? tile.buffer() : bindings_.defaults(),
                    has ? primitive.surface_offset : DefaultStreams::kSurface,
                    has ? sizeof(content::VertexSurface) : 0);
    }
    if (shader == SceneShader::kMaterial || shader == SceneShader::kPoint ||
        shader == SceneShader::kLine) {
        const bool has = primitive.color_offset != kNoStream;
        bind_stream(StreamBinding::kColor, has ? tile.buffer() : bindings_.defaults(),
                    has ? primitive.color_offset : DefaultStreams::kColor,
                    has ? sizeof(content::Rgba8) : 0);
    }
}

void TileRecorder::count_corners(std::uint64_t corners) {
    const std::uint64_t most = bindings_.triangles_between_drains();
    if (most == 0) return;
    triangles_undrained_ += corners / 3;
    if (triangles_undrained_ < most) return;
    triangles_undrained_ = 0;
    gpu::drain_drawing(commands_);
}

void TileRecorder::draw(const TileResources& tile, const TilePrimitive& primitive,
                        SceneShader shader) {
    bind_streams(tile, primitive, shader);
    ++draws_;
    if (primitive.index_count == 0) {
        draw_pieces(primitive.vertex_count, primitive.instance_count, false);
        return;
    }
    vkCmdBindIndexBuffer(commands_, tile.buffer(), primitive.index_offset, primitive.index_type);
    draw_pieces(primitive.index_count, primitive.instance_count, true);
}

// In one piece, but where it must be drained in between.
void TileRecorder::draw_pieces(std::uint32_t corners, std::uint32_t instance_count,
                               bool is_indexed) {
    constexpr std::uint64_t kWholeShapes = 6;  // Whole triangles, and whole lines.
    if (corners == 0) return;
    const std::uint64_t most = bindings_.triangles_between_drains();
    const std::uint64_t corners_most =
        most == 0 ? corners : std::min<std::uint64_t>(corners, (most / 2 + 1) * kWholeShapes);
    const std::uint64_t instances_most =
        most == 0 ? instance_count : std::max<std::uint64_t>(1, most * 3 / corners_most);
    for (std::uint32_t instance = 0; instance < instance_count;) {
        const auto instances = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(instances_most, instance_count - instance));
        for (std::uint32_t corner = 0; corner < corners;) {
            const auto count =
                static_cast<std::uint32_t>(std::min<std::uint64_t>(corners_most, corners - corner));
            if (is_indexed) {
                vkCmdDrawIndexed(commands_, count, instances, corner, 0, instance);
            } else {
                vkCmdDraw(commands_, count, instances, corner, instance);
            }
            count_corners(std::uint64_t{count} * instances);
            corner += count;
        }
        instance += instances;
    }
}

void TileRecorder::draw_outline(const TileResources& tile, const TilePrimitive& primitive) {
    bind_streams(tile, primitive, SceneShader::kLine);
    // Outlines have one colour whatever the vertices say.
    bind_stream(StreamBinding::kColor, bindings_.defaults(), DefaultStreams::kColor, 0);
    ++draws_;
    const VkBuffer derived = tile.outline_buffer();
    vkCmdBindIndexBuffer(commands_, derived ? derived : tile.buffer(), primitive.outline_offset,
                         derived ? VK_INDEX_TYPE_UINT32 : primitive.index_type);
    draw_pieces(primitive.outline_count, primitive.instance_count, true);
}

}  // namespace belvedere::render
