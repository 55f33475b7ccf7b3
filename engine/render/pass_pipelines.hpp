// SPDX-License-Identifier: Apache-2.0
// Pipelines of the passes that do not draw tiles.
#pragma once

#include <volk.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"
#include "engine/gpu/pipeline.hpp"
#include "engine/gpu/shader_library.hpp"

namespace belvedere::render {

// A pipeline by the names of its shaders. `description` brings all but the shader modules.
struct PassPipeline {
    std::string_view vertex;
    std::string_view fragment;
    gpu::GraphicsPipelineDescription description;
};

// Made when first asked for and kept by a key that names pass, samples and constants. Main thread.
class PassPipelines final {
  public:
    PassPipelines(gpu::Device& device, gpu::ShaderLibrary& shaders, VkPipelineCache cache)
        : device_(device), shaders_(shaders), cache_(cache) {}

    // The pipeline of that key, or null when it must be made.
    [[nodiscard]] VkPipeline find(std::uint32_t key) const;
    [[nodiscard]] Result<VkPipeline> make(std::uint32_t key, PassPipeline pipeline);
    void clear() { pipelines_.clear(); }

  private:
    gpu::Device& device_;
    gpu::ShaderLibrary& shaders_;
    VkPipelineCache cache_;
    std::map<std::uint32_t, gpu::Owned<VkPipeline>> pipelines_;
};

// Keys: the pass in the upper half, what varies in the lower.
enum class PassKey : std::uint32_t {
    kSky = 1,
    kOverlay,
    kHatch,
    kOcclusion,
    kCompose,
    kFxaa,
    kUi,
    kFinish,
    kSymbol,
    kColumn
};
[[nodiscard]] constexpr std::uint32_t pass_key(PassKey pass, std::uint32_t variant) {
    return static_cast<std::uint32_t>(pass) << 16 | variant;
}

}  // namespace belvedere::render
