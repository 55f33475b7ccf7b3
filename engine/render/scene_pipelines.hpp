// SPDX-License-Identifier: Apache-2.0
// The pipelines that draw tiles, each made when first asked for.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"
#include "engine/gpu/pipeline.hpp"
#include "engine/gpu/shader_library.hpp"

namespace belvedere::render {

enum class SceneShader : std::uint8_t {
    kVertexLit,
    kLean,
    kLeanInstanced,
    kGround,
    kMaterial,
    kPoint,
    kLine,
    kShadow,
    kPickTriangles,
    kPickLines,
    kPickPoints
};

// What distinguishes one pipeline from another. Each distinct fragment variant costs a software
// device about 55 ms at its first draw, so there are few.
struct SceneVariant {
    SceneShader shader = SceneShader::kLean;
    bool is_styled = false;
    bool is_blended = false;
    bool is_masked = false;    // kMaterial.
    bool is_physical = false;  // kMaterial.
    bool has_haze = false;
    bool has_soft_shadows = false;
    bool tone_maps = false;  // Draws to the screen's format at once.
    std::uint8_t cascades = 0;
    std::uint8_t samples = 1;

    friend auto operator<=>(const SceneVariant&, const SceneVariant&) = default;
};

// Streams of a tile by vertex binding number.
enum class StreamBinding : std::uint32_t { kGeometry, kSurface, kColor, kInstance };

// Ids of specialization constants, the same in all shaders.
namespace constant_id {
inline constexpr std::uint32_t kStyled = 0, kToneMapHere = 1, kShadowCascades = 2, kHaze = 3,
                               kPhysical = 4, kAlphaMask = 5, kSoftShadows = 6, kOcclusion = 7,
                               kEyeDome = 8, kEdges = 9, kLumaInAlpha = 10, kField = 11;
}  // namespace constant_id

// Main thread only. Pipelines of a pass that was made anew must be forgotten with clear().
class ScenePipelines final {
  public:
    ScenePipelines(gpu::Device& device, gpu::ShaderLibrary& shaders, VkPipelineLayout layout,
                   VkPipelineCache cache)
        : device_(device), shaders_(shaders), layout_(layout), cache_(cache) {}

    // kDevice or kNotFound when it cannot be made; that is a broken build or a lost device.
    [[nodiscard]] Result<VkPipeline> ensure(const SceneVariant& variant, VkRenderPass pass);
    void clear() { pipelines_.clear(); }
    [[nodiscard]] std::size_t count() const { return pipelines_.size(); }

  private:
    gpu::Device& device_;
    gpu::ShaderLibrary& shaders_;
    VkPipelineLayout layout_;
    VkPipelineCache cache_;
    std::map<SceneVariant, gpu::Owned<VkPipeline>> pipelines_;
};

}  // namespace belvedere::render
