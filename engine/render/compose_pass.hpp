// SPDX-License-Identifier: Apache-2.0
// From half floats to the screen: ambient occlusion, eye-dome lighting, edges, tone mapping, FXAA.
#pragma once

#include <volk.h>

#include <memory>

#include "engine/core/result.hpp"
#include "engine/gpu/descriptors.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_bindings.hpp"
#include "engine/render/scene_targets.hpp"
#include "engine/render/view_frame.hpp"

namespace belvedere::render {

struct ComposeOptions {
    bool occlusion = false;
    bool eye_dome = false;
    bool edges = false;
    bool field = false;  // DrawField.
};

// Full-screen triangles, scissored to each view. Main thread only.
class ComposePass final {
  public:
    [[nodiscard]] static Result<std::unique_ptr<ComposePass>> create(SceneBindings& bindings,
                                                                     PassPipelines& pipelines);

    // The images that the next draws read; once a frame. `field`: of ComposeOptions::field, else
    // any image.
    [[nodiscard]] Result<void> use(const SceneTargets& targets, VkImageView field);
    // Inside the occlusion pass.
    [[nodiscard]] Result<void> draw_occlusion(VkCommandBuffer commands, const SceneTargets& targets,
                                              const ViewFrame& view);
    // With FXAA inside the compose pass, else inside the screen pass.
    [[nodiscard]] Result<void> draw(VkCommandBuffer commands, const SceneTargets& targets,
                                    const ViewFrame& view, const ComposeOptions& options);
    // Inside the screen pass, with FXAA: from the composed image to the screen.
    [[nodiscard]] Result<void> draw_smoothed(VkCommandBuffer commands, const SceneTargets& targets,
                                             const ViewFrame& view);

  private:
    ComposePass(SceneBindings& bindings, PassPipelines& pipelines)
        : bindings_(bindings), pipelines_(pipelines) {}
    void draw_triangle(VkCommandBuffer commands, VkPipeline pipeline, VkPipelineLayout layout,
                       const ViewFrame& view, VkDescriptorSet images, const PixelRect& area);
    SceneBindings& bindings_;
    PassPipelines& pipelines_;
    gpu::Owned<VkDescriptorSetLayout> occlusion_images_, compose_images_;
    gpu::Owned<VkPipelineLayout> occlusion_layout_, compose_layout_;
    gpu::DescriptorSet occlusion_set_, compose_set_, smooth_set_;
};

}  // namespace belvedere::render
