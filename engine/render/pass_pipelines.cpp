// SPDX-License-Identifier: Apache-2.0
#include "engine/render/pass_pipelines.hpp"

namespace belvedere::render {

VkPipeline PassPipelines::find(std::uint32_t key) const {
    const auto found = pipelines_.find(key);
    return found == pipelines_.end() ? VK_NULL_HANDLE : found->second.get();
}

Result<VkPipeline> PassPipelines::make(std::uint32_t key, PassPipeline pipeline) {
    auto vertex = shaders_.find(pipeline.vertex);
    if (!vertex) return fail(vertex.error());
    auto fragment = shaders_.find(pipeline.fragment);
    if (!fragment) return fail(fragment.error());
    pipeline.description.name = std::string(pipeline.fragment);
    pipeline.description.vertex_shader = *vertex;
    pipeline.description.fragment_shader = *fragment;
    auto made = gpu::create_graphics_pipeline(device_, cache_, pipeline.description);
    if (!made) return fail(made.error());
    const VkPipeline handle = made->get();
    pipelines_.insert_or_assign(key, std::move(*made));
    return handle;
}

}  // namespace belvedere::render
