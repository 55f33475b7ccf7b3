// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/descriptors.hpp"

#include <array>
#include <utility>

#include "engine/gpu/device.hpp"
#include "engine/gpu/limits.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {

Result<Owned<VkDescriptorSetLayout>> create_descriptor_set_layout(
    Device& device, const std::string& name, const std::vector<DescriptorBinding>& bindings) {
    std::vector<VkDescriptorSetLayoutBinding> vk_bindings;
    vk_bindings.reserve(bindings.size());
    for (const DescriptorBinding& binding : bindings) {
        vk_bindings.push_back(
            {binding.binding, binding.type, binding.count, binding.stages, nullptr});
    }
    const VkDescriptorSetLayoutCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
        .bindingCount = static_cast<std::uint32_t>(vk_bindings.size()),
        .pBindings = vk_bindings.data()};
    VkDescriptorSetLayout layout = VK_NULL_HANDLE;
    const VkResult made = vkCreateDescriptorSetLayout(device.vk().device, &info, nullptr, &layout);
    if (auto checked = device.check(made, name); !checked) return fail(checked.error());
    return Owned<VkDescriptorSetLayout>(device, layout, name);
}

DescriptorSet::DescriptorSet(DescriptorSet&& other) noexcept
    : device_(other.device_),
      set_(std::exchange(other.set_, VK_NULL_HANDLE)),
      pool_(std::move(other.pool_)) {}

DescriptorSet& DescriptorSet::operator=(DescriptorSet&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(set_, other.set_);
    std::swap(pool_, other.pool_);
    return *this;
}

DescriptorSet::~DescriptorSet() {
    if (set_ == VK_NULL_HANDLE) return;
    // The destroyer holds the pool as well, so the pool outlives the last of its sets.
    device_->retirement().retire([device = device_->vk().device, set = set_, pool = pool_] {
        vkFreeDescriptorSets(device, pool->get(), 1, &set);
    });
}

void DescriptorSet::write_buffer(std::uint32_t binding, VkDescriptorType type,
                                 const BufferRange& range) {
    const VkDescriptorBufferInfo info{range.buffer, range.offset, range.bytes};
    const VkWriteDescriptorSet write{.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                     .dstSet = set_,
                                     .dstBinding = binding,
                                     .descriptorCount = 1,
                                     .descriptorType = type,
                                     .pBufferInfo = &info};
    vkUpdateDescriptorSets(device_->vk().device, 1, &write, 0, nullptr);
}

void DescriptorSet::write_image(std::uint32_t binding, const SampledImage& image) {
    const VkDescriptorImageInfo info{image.sampler, image.view, image.layout};
    const VkWriteDescriptorSet write{.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                     .dstSet = set_,
                                     .dstBinding = binding,
                                     .dstArrayElement = image.element,
                                     .descriptorCount = 1,
                                     .descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
                                     .pImageInfo = &info};
    vkUpdateDescriptorSets(device_->vk().device, 1, &write, 0, nullptr);
}

void DescriptorSet::write_storage_image(std::uint32_t binding, VkImageView view) {
    const VkDescriptorImageInfo info{VK_NULL_HANDLE, view, VK_IMAGE_LAYOUT_GENERAL};
    const VkWriteDescriptorSet write{.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                     .dstSet = set_,
                                     .dstBinding = binding,
                                     .descriptorCount = 1,
                                     .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_IMAGE,
                                     .pImageInfo = &info};
    vkUpdateDescriptorSets(device_->vk().device, 1, &write, 0, nullptr);
}

Result<void> DescriptorAllocator::add_pool() {
    // Shares chosen for a tile's materials: several images, a few buffers.
    constexpr std::uint32_t kSets = kDescriptorSetsPerPool;
    constexpr std::array<VkDescriptorPoolSize, 6> kSizes{
        {{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kSets * 6},
         {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, kSets * 4},
         {VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, kSets * 2},
         {VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC, kSets},
         {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER_DYNAMIC, kSets},
         {VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, kSets / 4}}};
    const VkDescriptorPoolCreateInfo info{
        .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
        .flags = VK_DESCRIPTOR_POOL_CREATE_FREE_DESCRIPTOR_SET_BIT,
        .maxSets = kSets,
        .poolSizeCount = static_cast<std::uint32_t>(kSizes.size()),
        .pPoolSizes = kSizes.data()};
    VkDescriptorPool pool = VK_NULL_HANDLE;
    const VkResult made = vkCreateDescriptorPool(device_->vk().device, &info, nullptr, &pool);
    if (auto checked = device_->check(made, "descriptor pool"); !checked) {
        return fail(checked.error());
    }
    pools_.push_back(std::make_shared<Owned<VkDescriptorPool>>(
        *device_, pool, "descriptor pool " + std::to_string(pools_.size())));
    return {};
}

Result<DescriptorSet> DescriptorAllocator::allocate(VkDescriptorSetLayout layout,
                                                    const std::string& name) {
    // Newest first: older pools are full but for what tiles gave back.
    for (int attempt = 0; attempt < 2; ++attempt) {
        for (auto pool = pools_.rbegin(); pool != pools_.rend(); ++pool) {
            const VkDescriptorSetAllocateInfo info{
                .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                .descriptorPool = (*pool)->get(),
                .descriptorSetCount = 1,
                .pSetLayouts = &layout};
            VkDescriptorSet set = VK_NULL_HANDLE;
            const VkResult made = vkAllocateDescriptorSets(device_->vk().device, &info, &set);
            if (made == VK_SUCCESS) {
                device_->set_name(VK_OBJECT_TYPE_DESCRIPTOR_SET,
                                  reinterpret_cast<std::uint64_t>(set), name);
                return DescriptorSet(*device_, set, *pool);
            }
            if (made != VK_ERROR_OUT_OF_POOL_MEMORY && made != VK_ERROR_FRAGMENTED_POOL) {
                return fail(vulkan_error(made, name));
            }
        }
        if (auto added = add_pool(); !added) return fail(added.error());
    }
    return fail(ErrorKind::kLimit, name + ": larger than a whole descriptor pool");
}

}  // namespace belvedere::gpu
