// SPDX-License-Identifier: Apache-2.0
// Owner of one Vulkan object: move-only, named, destroyed after the GPU is done with it.
#pragma once

#include <volk.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace belvedere::gpu {

class Device;

// Names the object for validation messages and captures.
void name_object(const Device& device, VkObjectType type, std::uint64_t handle,
                 const std::string& name);
// Hands the object to the device's Retirement queue. `type` must be one that Owned knows.
void retire_object(Device& device, VkObjectType type, std::uint64_t handle);

// The VkObjectType of a handle type.
template <class Handle>
constexpr VkObjectType object_type_of();

#define BELVEDERE_OBJECT_TYPE(Handle, type)           \
    template <>                                       \
    constexpr VkObjectType object_type_of<Handle>() { \
        return type;                                  \
    }
BELVEDERE_OBJECT_TYPE(VkImageView, VK_OBJECT_TYPE_IMAGE_VIEW)
BELVEDERE_OBJECT_TYPE(VkSampler, VK_OBJECT_TYPE_SAMPLER)
BELVEDERE_OBJECT_TYPE(VkRenderPass, VK_OBJECT_TYPE_RENDER_PASS)
BELVEDERE_OBJECT_TYPE(VkFramebuffer, VK_OBJECT_TYPE_FRAMEBUFFER)
BELVEDERE_OBJECT_TYPE(VkDescriptorSetLayout, VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT)
BELVEDERE_OBJECT_TYPE(VkDescriptorPool, VK_OBJECT_TYPE_DESCRIPTOR_POOL)
BELVEDERE_OBJECT_TYPE(VkPipelineLayout, VK_OBJECT_TYPE_PIPELINE_LAYOUT)
BELVEDERE_OBJECT_TYPE(VkPipeline, VK_OBJECT_TYPE_PIPELINE)
BELVEDERE_OBJECT_TYPE(VkPipelineCache, VK_OBJECT_TYPE_PIPELINE_CACHE)
BELVEDERE_OBJECT_TYPE(VkShaderModule, VK_OBJECT_TYPE_SHADER_MODULE)
BELVEDERE_OBJECT_TYPE(VkSemaphore, VK_OBJECT_TYPE_SEMAPHORE)
BELVEDERE_OBJECT_TYPE(VkFence, VK_OBJECT_TYPE_FENCE)
BELVEDERE_OBJECT_TYPE(VkCommandPool, VK_OBJECT_TYPE_COMMAND_POOL)
BELVEDERE_OBJECT_TYPE(VkQueryPool, VK_OBJECT_TYPE_QUERY_POOL)
BELVEDERE_OBJECT_TYPE(VkSwapchainKHR, VK_OBJECT_TYPE_SWAPCHAIN_KHR)
#undef BELVEDERE_OBJECT_TYPE

// A non-dispatchable handle as the number that the naming functions take.
template <class Handle>
[[nodiscard]] std::uint64_t handle_number(Handle handle) {
    static_assert(sizeof(void*) == sizeof(std::uint64_t), "64-bit platforms only");
    return reinterpret_cast<std::uint64_t>(handle);
}

// Owns a `Handle` made from a Device, which must outlive it. Empty by default. Main thread only.
template <class Handle>
class Owned final {
  public:
    Owned() = default;
    Owned(Device& device, Handle handle, const std::string& name)
        : device_(&device), handle_(handle) {
        name_object(device, object_type_of<Handle>(), handle_number(handle), name);
    }
    Owned(Owned&& other) noexcept
        : device_(other.device_), handle_(std::exchange(other.handle_, VK_NULL_HANDLE)) {}
    Owned& operator=(Owned&& other) noexcept {
        if (this != &other) {
            reset();
            device_ = other.device_;
            handle_ = std::exchange(other.handle_, VK_NULL_HANDLE);
        }
        return *this;
    }
    ~Owned() { reset(); }

    [[nodiscard]] Handle get() const { return handle_; }
    [[nodiscard]] explicit operator bool() const { return handle_ != VK_NULL_HANDLE; }
    void reset() {
        if (handle_ != VK_NULL_HANDLE) {
            retire_object(*device_, object_type_of<Handle>(), handle_number(handle_));
            handle_ = VK_NULL_HANDLE;
        }
    }

  private:
    Device* device_ = nullptr;
    Handle handle_ = VK_NULL_HANDLE;
};

}  // namespace belvedere::gpu
