// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/sampler.hpp"

#include <algorithm>
#include <string>

#include "engine/gpu/device.hpp"

namespace belvedere::gpu {

Result<VkSampler> SamplerCache::sampler(const SamplerOptions& options) {
    if (const auto known = samplers_.find(options); known != samplers_.end()) {
        return known->second.get();
    }
    const float anisotropy = std::min(options.anisotropy, device_->info().anisotropy_max);
    const VkSamplerCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO,
        .magFilter = options.magnify,
        .minFilter = options.minify,
        .mipmapMode = options.mip_mode,
        .addressModeU = options.wrap_u,
        .addressModeV = options.wrap_v,
        .addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
        .anisotropyEnable = anisotropy > 1.0F ? VK_TRUE : VK_FALSE,
        .maxAnisotropy = anisotropy,
        .compareEnable = options.compare != VK_COMPARE_OP_ALWAYS ? VK_TRUE : VK_FALSE,
        .compareOp = options.compare,
        .maxLod = options.mip_level_max,
        .borderColor = options.border};
    VkSampler sampler = VK_NULL_HANDLE;
    const VkResult made = vkCreateSampler(device_->vk().device, &info, nullptr, &sampler);
    if (auto checked = device_->check(made, "sampler"); !checked) return fail(checked.error());
    samplers_.emplace(options, Owned<VkSampler>(*device_, sampler,
                                                "sampler " + std::to_string(samplers_.size())));
    return sampler;
}

}  // namespace belvedere::gpu
