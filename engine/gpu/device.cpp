// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/device.hpp"

#include <cassert>
#include <utility>
#include <vector>

#include "engine/core/log.hpp"
#include "engine/gpu/device_choice.hpp"
#include "engine/gpu/memory.hpp"
#include "engine/gpu/retirement.hpp"
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {
namespace {

// The features to switch on, in the chain that vkCreateDevice takes; not movable once linked.
struct FeatureChain {
    VkPhysicalDeviceVulkan13Features v13{.sType =
                                             VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES};
    VkPhysicalDeviceVulkan12Features v12{.sType =
                                             VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES};
    VkPhysicalDeviceVulkan11Features v11{.sType =
                                             VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES};
    VkPhysicalDeviceFeatures2 head{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2};

    FeatureChain() {
        head.pNext = &v11;
        v11.pNext = &v12;
        v12.pNext = &v13;
    }
    FeatureChain(const FeatureChain&) = delete;
    FeatureChain& operator=(const FeatureChain&) = delete;
};

// Chooses from what the device has and writes down the optional ones. Out-of-bounds reads of city
// data by a shader stay defined through robustBufferAccess, whatever a broken file says.
void choose_features(VkPhysicalDevice physical, FeatureChain& chosen, DeviceInfo& info) {
    FeatureChain has;
    vkGetPhysicalDeviceFeatures2(physical, &has.head);
    const VkPhysicalDeviceFeatures& from = has.head.features;
    VkPhysicalDeviceFeatures& to = chosen.head.features;
    to.robustBufferAccess = VK_TRUE;
    to.samplerAnisotropy = from.samplerAnisotropy;
    to.textureCompressionBC = from.textureCompressionBC;
    to.sampleRateShading = from.sampleRateShading;
    to.wideLines = from.wideLines;
    to.geometryShader = from.geometryShader;
    to.independentBlend = from.independentBlend;
    to.multiDrawIndirect = from.multiDrawIndirect;
    to.drawIndirectFirstInstance = from.drawIndirectFirstInstance;
    to.depthClamp = from.depthClamp;
    to.depthBiasClamp = from.depthBiasClamp;
    to.fillModeNonSolid = from.fillModeNonSolid;
    to.largePoints = from.largePoints;
    to.fragmentStoresAndAtomics = from.fragmentStoresAndAtomics;
    chosen.v11.shaderDrawParameters = has.v11.shaderDrawParameters;
    chosen.v12.timelineSemaphore = VK_TRUE;
    chosen.v12.drawIndirectCount = has.v12.drawIndirectCount;
    chosen.v12.hostQueryReset = has.v12.hostQueryReset;
    chosen.v12.scalarBlockLayout = has.v12.scalarBlockLayout;
    chosen.v13.synchronization2 = VK_TRUE;
    // glslc writes workgroup sizes the way that needs it.
    chosen.v13.maintenance4 = VK_TRUE;
    info.bc_textures = from.textureCompressionBC == VK_TRUE;
    info.sample_shading = from.sampleRateShading == VK_TRUE;
    info.wide_lines = from.wideLines == VK_TRUE;
    info.primitive_id = from.geometryShader == VK_TRUE;
    info.independent_blend = from.independentBlend == VK_TRUE;
    info.anisotropy_max =
        from.samplerAnisotropy == VK_TRUE ? info.limits.maxSamplerAnisotropy : 1.0F;
}

Result<void> create_logical_device(const DeviceCandidate& candidate, bool with_surface,
                                   DeviceHandles& vk, DeviceInfo& info) {
    const float priority = 1.0F;
    const std::uint32_t graphics = *candidate.graphics_family;
    const std::uint32_t transfer = candidate.transfer_family.value_or(graphics);
    std::vector<VkDeviceQueueCreateInfo> queues;
    for (const std::uint32_t family : {graphics, transfer}) {
        if (!queues.empty() && queues.front().queueFamilyIndex == family) continue;
        queues.push_back({.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                          .queueFamilyIndex = family,
                          .queueCount = 1,
                          .pQueuePriorities = &priority});
    }
    FeatureChain features;
    choose_features(candidate.physical, features, info);
    const auto extensions = wanted_extensions(candidate.physical, with_surface);
    const VkDeviceCreateInfo create{
        .sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
        .pNext = &features.head,
        .queueCreateInfoCount = static_cast<std::uint32_t>(queues.size()),
        .pQueueCreateInfos = queues.data(),
        .enabledExtensionCount = static_cast<std::uint32_t>(extensions.size()),
        .ppEnabledExtensionNames = extensions.data()};
    const VkResult made = vkCreateDevice(candidate.physical, &create, nullptr, &vk.device);
    if (made != VK_SUCCESS) return fail(vulkan_error(made, candidate.info.name));
    vk.physical = candidate.physical;
    vk.graphics.family = graphics;
    vk.transfer.family = transfer;
    vkGetDeviceQueue(vk.device, graphics, 0, &vk.graphics.handle);
    vkGetDeviceQueue(vk.device, transfer, 0, &vk.transfer.handle);
    return {};
}

// What hangs on a GPU that never answered. Kept for ever, where leak checkers can see it.
struct HungDevice {
    std::unique_ptr<MemoryAllocator> memory;
    std::unique_ptr<Retirement> retirement;
    Instance instance;
};

void abandon(HungDevice device) {
    static auto* const abandoned = new std::vector<HungDevice>;
    abandoned->push_back(std::move(device));
}

}  // namespace

Device::Device(Instance instance)
    : instance_(std::move(instance)), retirement_(std::make_unique<Retirement>()) {}

Result<std::unique_ptr<Device>> Device::create(DeviceOptions options) {
    auto instance = Instance::create(
        {.validation = options.validation, .extensions = options.surface.instance_extensions});
    if (!instance) return fail(instance.error());
    std::unique_ptr<Device> device(new Device(std::move(*instance)));
    device->vk_.instance = device->instance_.handle();
    device->surface_source_ = std::move(options.surface);
    const bool with_surface = !device->surface_source_.empty();
    if (with_surface) {
        auto surface = device->surface_source_.create(device->vk_.instance);
        if (!surface) return fail(surface.error());
        device->surface_ = *surface;
    }
    const auto candidates = list_devices(device->vk_.instance, device->surface_);
    const auto chosen = choose_device(candidates, options.name);
    if (!chosen) return fail(chosen.error());
    device->info_ = candidates[*chosen].info;
    if (auto made =
            create_logical_device(candidates[*chosen], with_surface, device->vk_, device->info_);
        !made) {
        return fail(made.error());
    }
    device->memory_ = std::make_unique<MemoryAllocator>(*device, options.software_block_bytes);
    device->set_name(VK_OBJECT_TYPE_QUEUE,
                     reinterpret_cast<std::uint64_t>(device->vk_.graphics.handle),
                     "graphics queue");
    log::info("graphics device: " + device->info_.name + " (" + device->info_.driver + ")");
    return device;
}

Device::~Device() {
    if (hung_) {
        // Freeing what a running GPU uses would crash; the process is about to leave anyway.
        abandon({std::move(memory_), std::move(retirement_), std::move(instance_)});
        return;
    }
    if (vk_.device != VK_NULL_HANDLE) {
        // The result does not matter: a device that is lost here has nothing left to wait for.
        vkDeviceWaitIdle(vk_.device);
        retirement_->drain();
        memory_.reset();
        vkDestroyDevice(vk_.device, nullptr);
    }
    if (surface_ != VK_NULL_HANDLE) vkDestroySurfaceKHR(vk_.instance, surface_, nullptr);
}

VkSurfaceKHR Device::take_surface() {
    return std::exchange(surface_, VK_NULL_HANDLE);
}

Result<void> Device::check(VkResult result, std::string_view what) {
    if (result == VK_SUCCESS) return {};
    // A wait that timed out means the GPU still runs: its objects can never be freed safely.
    if (result == VK_TIMEOUT) hung_ = true;
    if (result == VK_TIMEOUT || result == VK_ERROR_DEVICE_LOST) lost_ = true;
    return fail(vulkan_error(result, what));
}

std::uint64_t Device::validation_messages() const {
    return instance_.validation_messages();
}

void Device::set_name(VkObjectType type, std::uint64_t handle, const std::string& name) const {
    if (instance_.namer() == nullptr) return;
    const VkDebugUtilsObjectNameInfoEXT info{
        .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
        .objectType = type,
        .objectHandle = handle,
        .pObjectName = name.c_str()};
    instance_.namer()(vk_.device, &info);
}

}  // namespace belvedere::gpu
