// SPDX-License-Identifier: Apache-2.0
// What stands behind a city: the ground it rests on and the sky.
#pragma once

#include <volk.h>

#include "engine/core/result.hpp"
#include "engine/gpu/frame_ring.hpp"
#include "engine/render/ground_mesh.hpp"
#include "engine/render/pass_pipelines.hpp"
#include "engine/render/scene_pass.hpp"

namespace belvedere::render {

// How high the eye stands over the ground below it.
[[nodiscard]] double eye_height_m(const Camera& camera, const DrawGround& ground);

// Drawn after the opaque tiles, so that only what they leave free is shaded. Main thread only.
class BackdropPass final {
  public:
    BackdropPass(SceneBindings& bindings, ScenePipelines& scene_pipelines, PassPipelines& pipelines)
        : bindings_(bindings), scene_pipelines_(scene_pipelines), pipelines_(pipelines) {}

    [[nodiscard]] Result<void> draw_ground(gpu::Frame& frame, const SceneOutput& output,
                                           const ViewFrame& view, const DrawGround& ground,
                                           const QualitySettings& quality);
    [[nodiscard]] Result<void> draw_sky(gpu::Frame& frame, const SceneOutput& output,
                                        const ViewFrame& view);

  private:
    [[nodiscard]] Result<VkPipeline> sky_pipeline(const SceneOutput& output);
    SceneBindings& bindings_;
    ScenePipelines& scene_pipelines_;
    PassPipelines& pipelines_;
    double mesh_radius_m_ = 0.0;
    GroundMesh mesh_;
};

}  // namespace belvedere::render
