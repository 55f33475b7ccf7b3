// SPDX-License-Identifier: Apache-2.0
#include "engine/render/backdrop_pass.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include <glm/exponential.hpp>

#include "engine/geo/geodetic.hpp"

namespace belvedere::render {
namespace {

// Copies an array into memory of this frame.
template <class T>
Result<gpu::TransientSlice> transient_copy(gpu::Frame& frame, const std::vector<T>& values) {
    auto slice = frame.transient(values.size() * sizeof(T));
    if (slice) std::memcpy(slice->bytes.data(), values.data(), values.size() * sizeof(T));
    return slice;
}

std::vector<std::uint16_t> dome_indices() {
    std::vector<std::uint16_t> indices;
    for (int row = 0; row < kSkyRows; ++row) {
        for (int column = 0; column < kSkyColumns; ++column) {
            const int corner = row * (kSkyColumns + 1) + column;
            for (int index : {corner, corner + 1, corner + kSkyColumns + 1, corner + 1,
                              corner + kSkyColumns + 2, corner + kSkyColumns + 1}) {
                indices.push_back(static_cast<std::uint16_t>(index));
            }
        }
    }
    return indices;
}

// Beyond the horizon of the eye, in steps of a quarter so that the mesh is seldom made anew.
double radius_for(double eye_m, double radius_m) {
    const double horizon = std::sqrt(2.0 * geo::kSemiMajorAxis_m * std::max(eye_m, 0.0));
    const double steps = std::ceil(std::log(std::max(horizon / radius_m, 1.0)) / std::log(1.25));
    return radius_m * std::pow(1.25, steps);
}

// Lines of the ground: the spacing of the finer ones and how much of them shows. They vanish just
// before those ten times as far apart take their place, so nothing jumps.
struct Grid {
    float spacing_m = 10.0f;
    float fine_share = 1.0f;
};

Grid grid_for(double eye_m, double finest_m) {
    constexpr double kEyeOverSpacing = 4.0;
    const double level = std::log10(std::max(eye_m, 1e-6) / kEyeOverSpacing);
    const double spacing = std::pow(10.0, std::floor(level));
    if (spacing < finest_m) return {static_cast<float>(finest_m), 1.0f};
    return {static_cast<float>(spacing), static_cast<float>(1.0 - (level - std::floor(level)))};
}

}  // namespace

double eye_height_m(const Camera& camera, const DrawGround& ground) {
    const glm::dvec3 eye = ground.frame.to_local(camera.position);
    return eye.z + (eye.x * eye.x + eye.y * eye.y) / (2.0 * geo::kSemiMajorAxis_m);
}

Result<void> BackdropPass::draw_ground(gpu::Frame& frame, const SceneOutput& output,
                                       const ViewFrame& view, const DrawGround& ground,
                                       const QualitySettings& quality) {
    const double eye_m = eye_height_m(view.view->camera, ground);
    const double radius = radius_for(eye_m, ground.radius_m);
    if (mesh_radius_m_ != radius) {
        mesh_ = ground_mesh(radius);
        mesh_radius_m_ = radius;
    }
    SceneVariant variant = ScenePass::base_variant(output, quality);
    variant.shader = SceneShader::kGround;
    if (quality.lighting == Lighting::kPerVertex) {
        variant = {.shader = SceneShader::kVertexLit, .samples = variant.samples};
    }
    auto pipeline = scene_pipelines_.ensure(variant, output.pass);
    if (!pipeline) return fail(pipeline.error());
    auto vertices = transient_copy(frame, mesh_.vertices);
    if (!vertices) return fail(vertices.error());
    auto indices = transient_copy(frame, mesh_.indices);
    if (!indices) return fail(indices.error());

    TileRecorder recorder(output.commands, bindings_);
    recorder.bind_view(view.set.get());
    recorder.bind_pipeline(*pipeline, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    recorder.set_cull(VK_CULL_MODE_BACK_BIT);
    shared::TileConstants constants = tile_constants(view, ground.frame);
    const glm::vec3 srgb(ground.color.r, ground.color.g, ground.color.b);
    constants.base_color = glm::vec4(glm::pow(srgb / 255.0f, glm::vec3(2.2f)), 1.0f);
    constants.ground_m = -1.0e6f;  // Nothing stands on it here that would darken it.
    const Grid grid = grid_for(eye_m, ground.finest_grid_m);
    constants.point_size_m = grid.spacing_m;
    constants.opacity = grid.fine_share;
    recorder.push(constants);
    const VkDeviceSize stride = sizeof(content::VertexGeometry);
    vkCmdBindVertexBuffers2(output.commands, 0, 1, &vertices->buffer, &vertices->offset, nullptr,
                            &stride);
    vkCmdBindIndexBuffer(output.commands, indices->buffer, indices->offset, VK_INDEX_TYPE_UINT16);
    vkCmdDrawIndexed(output.commands, static_cast<std::uint32_t>(mesh_.indices.size()), 1, 0, 0, 0);
    return {};
}

Result<VkPipeline> BackdropPass::sky_pipeline(const SceneOutput& output) {
    const std::uint32_t key =
        pass_key(PassKey::kSky, (output.tone_maps ? 1u : 0u) | std::uint32_t{output.samples} << 1);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline sky{"sky.vert", "sky.frag", {}};
    sky.description.layout = bindings_.tile_layout();
    sky.description.pass = output.pass;
    sky.description.constants = {{constant_id::kToneMapHere, output.tone_maps ? 1u : 0u}};
    sky.description.vertex_bindings = {{0, sizeof(SkyVertex), VK_VERTEX_INPUT_RATE_VERTEX}};
    sky.description.vertex_attributes = {
        {0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(SkyVertex, direction)},
        {1, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(SkyVertex, radiance)}};
    sky.description.samples = static_cast<VkSampleCountFlagBits>(output.samples);
    // The sky lies at depth 0, where nothing was drawn.
    sky.description.depth = {.write = false, .compare = VK_COMPARE_OP_GREATER_OR_EQUAL};
    return pipelines_.make(key, std::move(sky));
}

Result<void> BackdropPass::draw_sky(gpu::Frame& frame, const SceneOutput& output,
                                    const ViewFrame& view) {
    auto pipeline = sky_pipeline(output);
    if (!pipeline) return fail(pipeline.error());
    static const std::vector<std::uint16_t> kIndices = dome_indices();
    auto vertices = transient_copy(frame, view.light->dome);
    if (!vertices) return fail(vertices.error());
    auto indices = transient_copy(frame, kIndices);
    if (!indices) return fail(indices.error());
    TileRecorder recorder(output.commands, bindings_);
    recorder.bind_view(view.set.get());
    recorder.bind_pipeline(*pipeline, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    recorder.set_cull(VK_CULL_MODE_NONE);
    const VkDeviceSize stride = sizeof(SkyVertex);
    vkCmdBindVertexBuffers2(output.commands, 0, 1, &vertices->buffer, &vertices->offset, nullptr,
                            &stride);
    vkCmdBindIndexBuffer(output.commands, indices->buffer, indices->offset, VK_INDEX_TYPE_UINT16);
    vkCmdDrawIndexed(output.commands, static_cast<std::uint32_t>(kIndices.size()), 1, 0, 0, 0);
    return {};
}

}  // namespace belvedere::render
