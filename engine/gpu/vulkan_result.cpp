// SPDX-License-Identifier: Apache-2.0
#include "engine/gpu/vulkan_result.hpp"

namespace belvedere::gpu {

std::string result_text(VkResult result) {
    switch (result) {
        case VK_SUCCESS:
            return "success";
        case VK_NOT_READY:
            return "not ready";
        case VK_TIMEOUT:
            return "the device did not answer in time";
        case VK_INCOMPLETE:
            return "incomplete";
        case VK_ERROR_OUT_OF_HOST_MEMORY:
            return "out of memory";
        case VK_ERROR_OUT_OF_DEVICE_MEMORY:
            return "out of graphics memory";
        case VK_ERROR_INITIALIZATION_FAILED:
            return "initialisation failed";
        case VK_ERROR_DEVICE_LOST:
            return "the graphics device was lost";
        case VK_ERROR_MEMORY_MAP_FAILED:
            return "memory could not be mapped";
        case VK_ERROR_LAYER_NOT_PRESENT:
            return "a Vulkan layer is not installed";
        case VK_ERROR_EXTENSION_NOT_PRESENT:
            return "a Vulkan extension is missing";
        case VK_ERROR_FEATURE_NOT_PRESENT:
            return "a device feature is missing";
        case VK_ERROR_INCOMPATIBLE_DRIVER:
            return "no compatible Vulkan driver";
        case VK_ERROR_TOO_MANY_OBJECTS:
            return "too many objects";
        case VK_ERROR_FORMAT_NOT_SUPPORTED:
            return "the format is not supported";
        case VK_ERROR_FRAGMENTED_POOL:
            return "a descriptor pool is fragmented";
        case VK_ERROR_OUT_OF_POOL_MEMORY:
            return "a descriptor pool is full";
        case VK_ERROR_SURFACE_LOST_KHR:
            return "the window surface was lost";
        case VK_ERROR_NATIVE_WINDOW_IN_USE_KHR:
            return "the window is in use by another program";
        case VK_SUBOPTIMAL_KHR:
            return "the swapchain no longer fits the window";
        case VK_ERROR_OUT_OF_DATE_KHR:
            return "the swapchain is out of date";
        default:
            return "Vulkan result " + std::to_string(static_cast<int>(result));
    }
}

Error vulkan_error(VkResult result, std::string_view what) {
    const bool memory = result == VK_ERROR_OUT_OF_DEVICE_MEMORY ||
                        result == VK_ERROR_OUT_OF_HOST_MEMORY ||
                        result == VK_ERROR_OUT_OF_POOL_MEMORY;
    return Error{memory ? ErrorKind::kLimit : ErrorKind::kDevice,
                 std::string(what) + ": " + result_text(result)};
}

}  // namespace belvedere::gpu
