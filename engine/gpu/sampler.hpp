// SPDX-License-Identifier: Apache-2.0
// Samplers, each made once.
#pragma once

#include <volk.h>

#include <compare>
#include <map>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

// How a texture is read. Anisotropy is cut to what the device has.
struct SamplerOptions {
    VkFilter magnify = VK_FILTER_LINEAR;
    VkFilter minify = VK_FILTER_LINEAR;
    VkSamplerMipmapMode mip_mode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
    VkSamplerAddressMode wrap_u = VK_SAMPLER_ADDRESS_MODE_REPEAT;
    VkSamplerAddressMode wrap_v = VK_SAMPLER_ADDRESS_MODE_REPEAT;
    float anisotropy = 1.0F;
    // VK_COMPARE_OP_ALWAYS reads plainly; any other makes a shadow sampler.
    VkCompareOp compare = VK_COMPARE_OP_ALWAYS;
    VkBorderColor border = VK_BORDER_COLOR_FLOAT_OPAQUE_BLACK;
    // Levels beyond this are not read; 0 reads the finest only.
    float mip_level_max = VK_LOD_CLAMP_NONE;

    friend auto operator<=>(const SamplerOptions&, const SamplerOptions&) = default;
};

// Devices allow as few as 4,000 samplers while a city has more textures, all read the same few
// ways. Samplers live as long as the cache. Main thread only.
class SamplerCache final {
  public:
    explicit SamplerCache(Device& device) : device_(&device) {}
    [[nodiscard]] Result<VkSampler> sampler(const SamplerOptions& options);

  private:
    Device* device_;
    std::map<SamplerOptions, Owned<VkSampler>> samplers_;
};

}  // namespace belvedere::gpu
