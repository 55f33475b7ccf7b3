// SPDX-License-Identifier: Apache-2.0
#include "engine/render/scene_pass.hpp"

#include <cmath>

#include <glm/exponential.hpp>
#include <glm/geometric.hpp>

namespace belvedere::render {
namespace {

constexpr float kPointSize_m = 0.35f;

bool is_surface(TileShading shading) {
    return shading != TileShading::kPoints && shading != TileShading::kLines;
}

bool is_blended(const VisibleTile& tile, const TilePrimitive& primitive) {
    return tile.tile->opacity < 1.0f || primitive.is_blended;
}

SceneVariant variant_for(SceneVariant variant, const TilePrimitive& primitive,
                         const QualitySettings& quality) {
    const bool is_physical = quality.lighting == Lighting::kPhysical;
    switch (primitive.shading) {
        case TileShading::kPoints:
            variant.shader = SceneShader::kPoint;
            variant.cascades = 0;
            variant.has_soft_shadows = false;
            return variant;
        case TileShading::kLines:
            variant.shader = SceneShader::kLine;
            variant.cascades = 0;
            variant.has_soft_shadows = false;
            return variant;
        case TileShading::kGlossy:
        case TileShading::kMaterial:
            if (primitive.shading == TileShading::kMaterial || is_physical) {
                variant.shader = SceneShader::kMaterial;
                variant.is_physical = is_physical;
                variant.is_masked = primitive.is_masked;
                return variant;
            }
            break;
        case TileShading::kPlain:
            break;
    }
    variant.shader = primitive.is_instanced ? SceneShader::kLeanInstanced : SceneShader::kLean;
    if (quality.lighting == Lighting::kPerVertex && !primitive.is_instanced &&
        !variant.is_blended) {
        SceneVariant cheapest;
        cheapest.shader = SceneShader::kVertexLit;
        cheapest.is_styled = variant.is_styled;
        cheapest.samples = variant.samples;
        return cheapest;
    }
    return variant;
}

VkPrimitiveTopology topology_of(TileShading shading) {
    if (shading == TileShading::kPoints) return VK_PRIMITIVE_TOPOLOGY_POINT_LIST;
    if (shading == TileShading::kLines) return VK_PRIMITIVE_TOPOLOGY_LINE_LIST;
    return VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
}

void set_primitive(shared::TileConstants& constants, const VisibleTile& tile,
                   const TilePrimitive& primitive, bool blended) {
    const auto& color = primitive.base_color;
    const float alpha = primitive.is_blended ? color[3] : 1.0f;
    constants.base_color = glm::vec4(color[0], color[1], color[2], alpha * tile.tile->opacity);
    constants.flags = (primitive.has_normals ? shared::kTileHasNormals : 0u) |
                      (primitive.is_unpainted ? shared::kTileUnpainted : 0u) |
                      (blended && primitive.is_blended ? shared::kTileBlended : 0u);
    constants.opacity = tile.tile->opacity;
    constants.ground_m = tile.tile->tile->ground_m();
    constants.point_size_m = kPointSize_m;
    set_style_rows(constants, *tile.tile->tile, primitive);
    constants.tile_index = tile.index;
}

void count(SceneCounts& counts, const TilePrimitive& primitive) {
    const std::uint64_t corners =
        primitive.index_count == 0 ? primitive.vertex_count : primitive.index_count;
    if (primitive.shading == TileShading::kPoints) {
        counts.points += corners * primitive.instance_count;
    } else if (primitive.shading != TileShading::kLines) {
        counts.triangles += corners / 3 * primitive.instance_count;
    }
}

shared::TileConstants lifted_constants(const ViewFrame& view, const DrawTile& tile) {
    shared::TileConstants constants = tile_constants(view, tile.tile->frame());
    constants.clip_from_tile = lifted(constants.clip_from_tile, tile.lift);
    return constants;
}

}  // namespace

shared::TileConstants tile_constants(const ViewFrame& view, const geo::LocalFrame& frame) {
    shared::TileConstants constants{};
    constants.clip_from_tile = clip_from_frame(view.clip, view.view->camera.position, frame);
    constants.to_sun = glm::vec3(view.view->to_sun * frame.axes);
    constants.camera_m = glm::vec3(frame.to_local(view.view->camera.position));
    constants.base_color = glm::vec4(1.0f);
    constants.opacity = 1.0f;
    return constants;
}

SceneVariant ScenePass::base_variant(const SceneOutput& output, const QualitySettings& quality) {
    SceneVariant variant;
    variant.has_haze = quality.haze;
    variant.tone_maps = output.tone_maps;
    variant.samples = output.samples;
    variant.cascades = output.cascades;
    variant.has_soft_shadows = output.cascades > 0 && quality.lighting == Lighting::kPhysical;
    return variant;
}

Result<void> ScenePass::draw_primitive(TileRecorder& recorder, const SceneOutput& output,
                                       const SceneVariant& variant, const VisibleTile& tile,
                                       const TilePrimitive& primitive,
                                       shared::TileConstants constants) {
    auto pipeline = pipelines_.ensure(variant, output.pass);
    if (!pipeline) return fail(pipeline.error());
    recorder.bind_pipeline(*pipeline, topology_of(primitive.shading));
    recorder.set_cull(primitive.is_double_sided || !is_surface(primitive.shading)
                          ? VK_CULL_MODE_NONE
                          : VK_CULL_MODE_BACK_BIT);
    if (variant.shader == SceneShader::kMaterial) {
        recorder.bind_material(tile.tile->tile->material_set(primitive.material));
    }
    set_primitive(constants, tile, primitive, variant.is_blended);
    recorder.push(constants);
    recorder.draw(*tile.tile->tile, primitive, variant.shader);
    return {};
}

Result<SceneCounts> ScenePass::draw_opaque(const SceneOutput& output, const ViewFrame& view,
                                           std::span<const VisibleTile> tiles,
                                           const QualitySettings& quality) {
    SceneCounts counts;
    counts.tiles = tiles.size();
    TileRecorder recorder(output.commands, bindings_);
    recorder.bind_view(view.set.get());
    const SceneVariant base = base_variant(output, quality);
    // What most of the city is made of first; materials after it, where less is left to shade.
    for (const bool wants_materials : {false, true}) {
        for (const VisibleTile& tile : tiles) {
            const shared::TileConstants constants = lifted_constants(view, *tile.tile);
            for (const TilePrimitive& primitive : tile.tile->tile->primitives()) {
                if (is_blended(tile, primitive)) continue;
                SceneVariant variant = base;
                variant.is_styled = tile.tile->tile->style_range().count > 0;
                variant = variant_for(variant, primitive, quality);
                if ((variant.shader == SceneShader::kMaterial) != wants_materials) continue;
                auto drawn = draw_primitive(recorder, output, variant, tile, primitive, constants);
                if (!drawn) return fail(drawn.error());
                count(counts, primitive);
            }
        }
    }
    counts.draws = recorder.draws();
    return counts;
}

Result<SceneCounts> ScenePass::draw_blended(const SceneOutput& output, const ViewFrame& view,
                                            std::span<const VisibleTile> tiles,
                                            const QualitySettings& quality,
                                            const EdgeStyle& edges) {
    SceneCounts counts;
    TileRecorder recorder(output.commands, bindings_);
    recorder.bind_view(view.set.get());
    SceneVariant base = base_variant(output, quality);
    base.is_blended = true;
    // Far to near.
    for (auto tile = tiles.rbegin(); tile != tiles.rend(); ++tile) {
        const TileResources& resources = *tile->tile->tile;
        shared::TileConstants constants = lifted_constants(view, *tile->tile);
        base.is_styled = resources.style_range().count > 0;
        for (const TilePrimitive& primitive : resources.primitives()) {
            if (!is_blended(*tile, primitive)) continue;
            const SceneVariant variant = variant_for(base, primitive, quality);
            auto drawn = draw_primitive(recorder, output, variant, *tile, primitive, constants);
            if (!drawn) return fail(drawn.error());
            count(counts, primitive);
        }
        if (!edges.shown || !resources.are_outlines_ready()) continue;
        SceneVariant variant = base;
        variant.shader = SceneShader::kLine;
        variant.cascades = 0;
        variant.has_soft_shadows = variant.is_styled = false;
        for (const TilePrimitive& primitive : resources.primitives()) {
            if (primitive.outline_count == 0) continue;
            auto pipeline = pipelines_.ensure(variant, output.pass);
            if (!pipeline) return fail(pipeline.error());
            recorder.bind_pipeline(*pipeline, VK_PRIMITIVE_TOPOLOGY_LINE_LIST);
            recorder.set_cull(VK_CULL_MODE_NONE);
            const glm::vec3 srgb = glm::vec3(edges.color.r, edges.color.g, edges.color.b) / 255.0f;
            set_primitive(constants, *tile, primitive, false);
            constants.base_color =
                glm::vec4(glm::pow(srgb, glm::vec3(2.2f)),
                          static_cast<float>(edges.color.a) / 255.0f * tile->tile->opacity);
            constants.flags |= shared::kTileLifted;
            recorder.push(constants);
            recorder.draw_outline(resources, primitive);
        }
    }
    counts.draws = recorder.draws();
    return counts;
}

}  // namespace belvedere::render
