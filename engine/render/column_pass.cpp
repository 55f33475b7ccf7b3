// SPDX-License-Identifier: Apache-2.0
#include "engine/render/column_pass.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/render/limits.hpp"

namespace belvedere::render {
namespace {

// Six sides of two triangles, a lid of four.
constexpr std::uint32_t kColumnVertices = 48;

// Relative to the camera, the farthest first.
std::vector<shared::ColumnData> sorted_columns(const DrawList& list, const glm::dvec3& camera) {
    std::vector<std::pair<float, shared::ColumnData>> all;
    all.reserve(list.columns.size());
    for (const DrawColumn& column : list.columns) {
        const glm::vec3 foot(column.foot - camera), top(column.top - camera);
        // By the axis alone, whatever the height: seen from above the nearer foot is in front.
        const glm::vec3 axis = top - foot;
        const float length = glm::length(axis);
        const glm::vec3 up = length > 0.0f ? axis / length : glm::vec3(0.0f);
        const float distance = glm::length(foot - up * glm::dot(foot, up));
        all.emplace_back(
            distance, shared::ColumnData{glm::vec4(foot, column.radius_m), glm::vec4(top, 0.0f),
                                         glm::vec4(column.color.r, column.color.g, column.color.b,
                                                   column.color.a) /
                                             255.0f});
    }
    std::ranges::stable_sort(all, std::ranges::greater(),
                             &std::pair<float, shared::ColumnData>::first);
    std::vector<shared::ColumnData> columns;
    const std::size_t first = all.size() - std::min<std::size_t>(all.size(), limits::kColumns);
    columns.reserve(all.size() - first);
    for (std::size_t i = first; i < all.size(); ++i)
        columns.push_back(all[i].second);
    return columns;
}

}  // namespace

Result<VkPipeline> ColumnPass::pipeline(VkRenderPass pass) {
    const std::uint32_t key = pass_key(PassKey::kColumn, 0);
    if (const VkPipeline known = pipelines_.find(key)) return known;
    PassPipeline wanted{"column.vert", "column.frag", {}};
    gpu::GraphicsPipelineDescription& description = wanted.description;
    description.layout = bindings_.tile_layout();
    description.pass = pass;
    description.vertex_bindings = {{0, sizeof(shared::ColumnData), VK_VERTEX_INPUT_RATE_INSTANCE}};
    description.vertex_attributes = {
        {0, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::ColumnData, foot)},
        {1, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::ColumnData, top)},
        {2, 0, VK_FORMAT_R32G32B32A32_SFLOAT, offsetof(shared::ColumnData, color)}};
    description.colours = {gpu::Blend::kAlpha};
    description.depth = {.test = true, .write = false};
    return pipelines_.make(key, std::move(wanted));
}

Result<std::uint64_t> ColumnPass::draw(gpu::Frame& frame, VkRenderPass pass, const ViewFrame& view,
                                       const DrawList& list) {
    if (list.columns.empty()) return 0;
    const auto columns = sorted_columns(list, view.view->camera.position);
    auto made = pipeline(pass);
    if (!made) return fail(made.error());
    const std::size_t bytes = columns.size() * sizeof(shared::ColumnData);
    auto slice = frame.transient(bytes);
    if (!slice) return fail(slice.error());
    std::memcpy(slice->bytes.data(), columns.data(), bytes);
    const VkCommandBuffer commands = frame.commands();
    const VkDescriptorSet set = view.set.get();
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, bindings_.tile_layout(), 0,
                            1, &set, 0, nullptr);
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, *made);
    vkCmdSetPrimitiveTopology(commands, VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST);
    vkCmdSetCullMode(commands, VK_CULL_MODE_BACK_BIT);
    vkCmdSetFrontFace(commands, VK_FRONT_FACE_COUNTER_CLOCKWISE);
    const VkDeviceSize stride = sizeof(shared::ColumnData);
    vkCmdBindVertexBuffers2(commands, 0, 1, &slice->buffer, &slice->offset, nullptr, &stride);
    vkCmdDraw(commands, kColumnVertices, static_cast<std::uint32_t>(columns.size()), 0, 0);
    return list.columns.size() - columns.size();
}

}  // namespace belvedere::render
