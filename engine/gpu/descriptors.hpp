// SPDX-License-Identifier: Apache-2.0
// Descriptor sets: what shaders read, bound by number.
#pragma once

#include <volk.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/gpu/owned.hpp"

namespace belvedere::gpu {

struct DescriptorBinding {
    std::uint32_t binding = 0;
    VkDescriptorType type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;
    VkShaderStageFlags stages = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
    std::uint32_t count = 1;
};

[[nodiscard]] Result<Owned<VkDescriptorSetLayout>> create_descriptor_set_layout(
    Device& device, const std::string& name, const std::vector<DescriptorBinding>& bindings);

// One set, move-only, given back to its pool through Retirement. Every binding must be written
// before it is bound: lavapipe crashes on unwritten ones.
class DescriptorSet final {
  public:
    DescriptorSet() = default;
    DescriptorSet(Device& device, VkDescriptorSet set,
                  std::shared_ptr<Owned<VkDescriptorPool>> pool)
        : device_(&device), set_(set), pool_(std::move(pool)) {}
    DescriptorSet(DescriptorSet&& other) noexcept;
    DescriptorSet& operator=(DescriptorSet&& other) noexcept;
    ~DescriptorSet();

    [[nodiscard]] VkDescriptorSet get() const { return set_; }
    // Where to write; none of it may be in use by the GPU.
    struct BufferRange {
        VkBuffer buffer = VK_NULL_HANDLE;
        std::uint64_t offset = 0;
        std::uint64_t bytes = VK_WHOLE_SIZE;
    };
    void write_buffer(std::uint32_t binding, VkDescriptorType type, const BufferRange& range);
    // A sampled image with its sampler, in SHADER_READ_ONLY_OPTIMAL unless told otherwise.
    struct SampledImage {
        VkImageView view = VK_NULL_HANDLE;
        VkSampler sampler = VK_NULL_HANDLE;
        VkImageLayout layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
        std::uint32_t element = 0;  // of an array binding
    };
    void write_image(std::uint32_t binding, const SampledImage& image);
    void write_storage_image(std::uint32_t binding, VkImageView view);

  private:
    Device* device_ = nullptr;
    VkDescriptorSet set_ = VK_NULL_HANDLE;
    std::shared_ptr<Owned<VkDescriptorPool>> pool_;
};

// Makes sets out of pools that are added as they fill and freed with their last set. Main thread.
class DescriptorAllocator final {
  public:
    explicit DescriptorAllocator(Device& device) : device_(&device) {}
    [[nodiscard]] Result<DescriptorSet> allocate(VkDescriptorSetLayout layout,
                                                 const std::string& name);

  private:
    [[nodiscard]] Result<void> add_pool();
    Device* device_;
    std::vector<std::shared_ptr<Owned<VkDescriptorPool>>> pools_;
};

}  // namespace belvedere::gpu
