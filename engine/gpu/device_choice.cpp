// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/device_choice.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "engine/core/bytes.hpp"

namespace belvedere::gpu {
namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool has_extension(VkPhysicalDevice physical, std::string_view name) {
    std::uint32_t count = 0;
    vkEnumerateDeviceExtensionProperties(physical, nullptr, &count, nullptr);
    std::vector<VkExtensionProperties> extensions(count);
    vkEnumerateDeviceExtensionProperties(physical, nullptr, &count, extensions.data());
    return std::any_of(extensions.begin(), extensions.end(), [name](const auto& extension) {
        return std::string_view(extension.extensionName) == name;
    });
}

DeviceKind kind_of(VkPhysicalDeviceType type) {
    switch (type) {
        case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
            return DeviceKind::kDiscrete;
        case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
            return DeviceKind::kIntegrated;
        case VK_PHYSICAL_DEVICE_TYPE_CPU:
            return DeviceKind::kSoftware;
        default:
            return DeviceKind::kOther;
    }
}

void fill_families(DeviceCandidate& candidate, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(candidate.physical, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(candidate.physical, &count, families.data());
    constexpr VkQueueFlags kDraws = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
    for (std::uint32_t i = 0; i < count; ++i) {
        const VkQueueFlags flags = families[i].queueFlags;
        VkBool32 presents = VK_TRUE;
        if (surface != VK_NULL_HANDLE) {
            const VkResult asked =
                vkGetPhysicalDeviceSurfaceSupportKHR(candidate.physical, i, surface, &presents);
            if (asked != VK_SUCCESS) presents = VK_FALSE;
        }
        if (!candidate.graphics_family && (flags & kDraws) == kDraws && presents == VK_TRUE) {
            candidate.graphics_family = i;
            if (families[i].timestampValidBits == 0) candidate.info.timestamp_period_ns = 0;
        }
        if (!candidate.transfer_family && (flags & VK_QUEUE_TRANSFER_BIT) != 0 &&
            (flags & kDraws) == 0) {
            candidate.transfer_family = i;
        }
    }
}

void fill_memory(DeviceCandidate& candidate) {
    VkPhysicalDeviceMemoryProperties memory{};
    vkGetPhysicalDeviceMemoryProperties(candidate.physical, &memory);
    // A discrete card can offer mappable memory as well, but writing there crosses the bus word by
    // word; only where device and CPU share one heap is a direct write the cheaper way.
    const bool shares = candidate.info.kind == DeviceKind::kIntegrated ||
                        candidate.info.kind == DeviceKind::kSoftware;
    for (std::uint32_t i = 0; shares && i < memory.memoryTypeCount; ++i) {
        constexpr VkMemoryPropertyFlags kDirect = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT |
                                                  VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT |
                                                  VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
        if ((memory.memoryTypes[i].propertyFlags & kDirect) == kDirect) {
            candidate.info.unified_memory = true;
        }
    }
}

// What this layer cannot do without; all of it is in every Vulkan 1.3 driver of a desktop.
std::string missing_feature(VkPhysicalDevice physical) {
    VkPhysicalDeviceVulkan13Features v13{.sType =
                                             VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES};
    VkPhysicalDeviceVulkan12Features v12{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES, .pNext = &v13};
    VkPhysicalDeviceFeatures2 features{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2,
                                       .pNext = &v12};
    vkGetPhysicalDeviceFeatures2(physical, &features);
    if (features.features.robustBufferAccess != VK_TRUE) return "robustBufferAccess";
    if (v12.timelineSemaphore != VK_TRUE) return "timelineSemaphore";
    if (v13.synchronization2 != VK_TRUE) return "synchronization2";
    if (v13.maintenance4 != VK_TRUE) return "maintenance4";
    return {};
}

DeviceCandidate describe(VkPhysicalDevice physical, VkSurfaceKHR surface) {
    DeviceCandidate candidate;
    candidate.physical = physical;
    DeviceInfo& info = candidate.info;
    VkPhysicalDeviceVulkan12Properties v12{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_PROPERTIES};
    // Stays zero where the device knows nothing of it.
    VkPhysicalDeviceExternalMemoryHostPropertiesEXT host{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_MEMORY_HOST_PROPERTIES_EXT,
        .pNext = &v12};
    VkPhysicalDeviceIDProperties ids{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES,
                                     .pNext = &host};
    VkPhysicalDeviceProperties2 query{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
                                      .pNext = &ids};
    vkGetPhysicalDeviceProperties2(physical, &query);
    const VkPhysicalDeviceProperties& properties = query.properties;
    info.name = properties.deviceName;
    info.driver = std::string(v12.driverName) + " " + v12.driverInfo;
    info.kind = kind_of(properties.deviceType);
    info.is_software = info.kind == DeviceKind::kSoftware;
    info.vendor_id = properties.vendorID;
    info.device_id = properties.deviceID;
    info.driver_version = properties.driverVersion;
    std::copy(std::begin(ids.driverUUID), std::end(ids.driverUUID), info.driver_uuid.begin());
    std::copy(std::begin(properties.pipelineCacheUUID), std::end(properties.pipelineCacheUUID),
              info.pipeline_cache_uuid.begin());
    info.limits = properties.limits;
    info.timestamp_period_ns = static_cast<double>(properties.limits.timestampPeriod);
    info.sample_counts = properties.limits.framebufferColorSampleCounts &
                         properties.limits.framebufferDepthSampleCounts;
    if (properties.apiVersion < VK_API_VERSION_1_3) {
        candidate.missing = "Vulkan 1.3";
        return candidate;
    }
    info.memory_budget = has_extension(physical, VK_EXT_MEMORY_BUDGET_EXTENSION_NAME);
    // Large arrays reach to the end of their last page and no farther.
    const bool takes_pages = host.minImportedHostPointerAlignment <= kPageBytes;
    if (info.is_software && takes_pages &&
        has_extension(physical, VK_EXT_EXTERNAL_MEMORY_HOST_EXTENSION_NAME)) {
        info.host_import_bytes = host.minImportedHostPointerAlignment;
    }
    fill_families(candidate, surface);
    fill_memory(candidate);
    candidate.missing = missing_feature(physical);
    if (surface != VK_NULL_HANDLE && !has_extension(physical, VK_KHR_SWAPCHAIN_EXTENSION_NAME)) {
        candidate.missing = "drawing into windows";
    } else if (!candidate.graphics_family) {
        candidate.missing = surface == VK_NULL_HANDLE ? "a queue that draws"
                                                      : "a queue that draws into this window";
    }
    return candidate;
}

int rank(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::kDiscrete:
            return 3;
        case DeviceKind::kIntegrated:
            return 2;
        case DeviceKind::kOther:
            return 1;
        case DeviceKind::kSoftware:
            return 0;
    }
    return 0;
}

bool answers_to(const DeviceInfo& info, const std::string& wanted) {
    if (wanted.empty()) return true;
    if (wanted == "software") return info.is_software;
    return lower(info.name).find(wanted) != std::string::npos;
}

std::string listing(const std::vector<DeviceCandidate>& candidates) {
    std::string text;
    for (const DeviceCandidate& candidate : candidates) {
        text += (text.empty() ? "" : ", ") + candidate.info.name;
        if (!candidate.missing.empty()) text += " (lacks " + candidate.missing + ")";
    }
    return text;
}

}  // namespace

std::vector<DeviceCandidate> list_devices(VkInstance instance, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    if (vkEnumeratePhysicalDevices(instance, &count, nullptr) != VK_SUCCESS) return {};
    std::vector<VkPhysicalDevice> devices(count);
    if (vkEnumeratePhysicalDevices(instance, &count, devices.data()) < VK_SUCCESS) return {};
    devices.resize(count);
    std::vector<DeviceCandidate> candidates;
    candidates.reserve(count);
    for (VkPhysicalDevice device : devices)
        candidates.push_back(describe(device, surface));
    return candidates;
}

Result<std::size_t> choose_device(const std::vector<DeviceCandidate>& candidates,
                                  const std::string& name) {
    if (candidates.empty()) {
        return fail(ErrorKind::kDevice,
                    "no Vulkan device was found: install the graphics driver, or "
                    "mesa-vulkan-drivers for drawing without a graphics card");
    }
    const std::string wanted = lower(name);
    const DeviceCandidate* best = nullptr;
    for (const DeviceCandidate& candidate : candidates) {
        if (!candidate.missing.empty() || !answers_to(candidate.info, wanted)) continue;
        if (best == nullptr || rank(candidate.info.kind) > rank(best->info.kind)) {
            best = &candidate;
        }
    }
    if (best != nullptr) return static_cast<std::size_t>(best - candidates.data());
    if (!wanted.empty()) {
        return fail(ErrorKind::kDevice, "no usable Vulkan device answers to \"" + name +
                                            "\"; there are: " + listing(candidates));
    }
    return fail(ErrorKind::kDevice,
                "no Vulkan device can be used; there are: " + listing(candidates));
}

std::vector<const char*> wanted_extensions(VkPhysicalDevice physical, bool with_surface) {
    std::vector<const char*> extensions;
    if (with_surface) extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    for (const char* optional :
         {VK_EXT_MEMORY_BUDGET_EXTENSION_NAME, VK_EXT_EXTERNAL_MEMORY_HOST_EXTENSION_NAME}) {
        if (has_extension(physical, optional)) extensions.push_back(optional);
    }
    return extensions;
}

}  // namespace belvedere::gpu
