// SPDX-License-Identifier: Apache-2.0
// A Vulkan layer that loses the device: after LOST_DEVICE_AFTER submits every further one answers
// VK_ERROR_DEVICE_LOST. Between the loader and the driver, so that the real program can be tested
// with a fault that no test machine has. Names and structures: Vulkan loader, "Loader and Layer
// Interface", sections on layer interface version 2.
#include <vulkan/vk_layer.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>

namespace {

std::atomic<long> submits_left{-1};
std::mutex tables_mutex;
PFN_vkGetInstanceProcAddr next_instance_proc = nullptr;
// By what the loader puts first into each dispatchable handle: queues share it with their device.
std::map<void*, PFN_vkGetDeviceProcAddr> next_device_procs;
std::map<void*, VkDevice> devices;

void* key_of(void* handle) {
    void* key = nullptr;
    std::memcpy(&key, handle, sizeof(key));
    return key;
}

bool is_lost() {
    long left = submits_left.load();
    while (left > 0 && !submits_left.compare_exchange_weak(left, left - 1)) {
    }
    return left == 0;
}

template <class Function>
Function next_of(VkQueue queue, const char* name) {
    const std::lock_guard lock(tables_mutex);
    void* key = key_of(queue);
    return reinterpret_cast<Function>(next_device_procs.at(key)(devices.at(key), name));
}

VKAPI_ATTR VkResult VKAPI_CALL submit(VkQueue queue, std::uint32_t count, const VkSubmitInfo* infos,
                                      VkFence fence) {
    if (is_lost()) return VK_ERROR_DEVICE_LOST;
    return next_of<PFN_vkQueueSubmit>(queue, "vkQueueSubmit")(queue, count, infos, fence);
}

VKAPI_ATTR VkResult VKAPI_CALL submit_2(VkQueue queue, std::uint32_t count,
                                        const VkSubmitInfo2* infos, VkFence fence) {
    if (is_lost()) return VK_ERROR_DEVICE_LOST;
    return next_of<PFN_vkQueueSubmit2>(queue, "vkQueueSubmit2")(queue, count, infos, fence);
}

template <class Info>
Info* link_info(const void* chain, VkStructureType type) {
    for (auto* at = static_cast<const Info*>(chain); at != nullptr;
         at = static_cast<const Info*>(at->pNext)) {
        if (at->sType == type && at->function == VK_LAYER_LINK_INFO) return const_cast<Info*>(at);
    }
    return nullptr;
}

VKAPI_ATTR VkResult VKAPI_CALL create_instance(const VkInstanceCreateInfo* info,
                                               const VkAllocationCallbacks* allocator,
                                               VkInstance* instance) {
    auto* link = link_info<VkLayerInstanceCreateInfo>(
        info->pNext, VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
    if (link == nullptr) return VK_ERROR_INITIALIZATION_FAILED;
    next_instance_proc = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    if (const char* after = std::getenv("LOST_DEVICE_AFTER")) submits_left = std::atol(after);
    const auto create = reinterpret_cast<PFN_vkCreateInstance>(
        next_instance_proc(VK_NULL_HANDLE, "vkCreateInstance"));
    return create(info, allocator, instance);
}

VKAPI_ATTR VkResult VKAPI_CALL create_device(VkPhysicalDevice physical,
                                             const VkDeviceCreateInfo* info,
                                             const VkAllocationCallbacks* allocator,
                                             VkDevice* device) {
    auto* link = link_info<VkLayerDeviceCreateInfo>(info->pNext,
                                                    VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
    if (link == nullptr) return VK_ERROR_INITIALIZATION_FAILED;
    const auto next_proc = link->u.pLayerInfo->pfnNextGetDeviceProcAddr;
    const auto next_instance = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    const auto create =
        reinterpret_cast<PFN_vkCreateDevice>(next_instance(VK_NULL_HANDLE, "vkCreateDevice"));
    const VkResult made = create(physical, info, allocator, device);
    if (made != VK_SUCCESS) return made;
    const std::lock_guard lock(tables_mutex);
    next_device_procs[key_of(*device)] = next_proc;
    devices[key_of(*device)] = *device;
    return made;
}

PFN_vkVoidFunction own(const char* name) {
    struct Own {
        const char* name;
        PFN_vkVoidFunction function;
    };
    static const Own owned[] = {
        {"vkCreateInstance", reinterpret_cast<PFN_vkVoidFunction>(create_instance)},
        {"vkCreateDevice", reinterpret_cast<PFN_vkVoidFunction>(create_device)},
        {"vkQueueSubmit", reinterpret_cast<PFN_vkVoidFunction>(submit)},
        {"vkQueueSubmit2", reinterpret_cast<PFN_vkVoidFunction>(submit_2)},
        {"vkQueueSubmit2KHR", reinterpret_cast<PFN_vkVoidFunction>(submit_2)}};
    for (const Own& each : owned) {
        if (std::strcmp(name, each.name) == 0) return each.function;
    }
    return nullptr;
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL device_proc(VkDevice device, const char* name) {
    if (std::strcmp(name, "vkGetDeviceProcAddr") == 0) {
        return reinterpret_cast<PFN_vkVoidFunction>(device_proc);
    }
    if (const auto mine = own(name)) return mine;
    const std::lock_guard lock(tables_mutex);
    return next_device_procs.at(key_of(device))(device, name);
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL instance_proc(VkInstance instance, const char* name) {
    if (std::strcmp(name, "vkGetDeviceProcAddr") == 0) {
        return reinterpret_cast<PFN_vkVoidFunction>(device_proc);
    }
    if (const auto mine = own(name)) return mine;
    return next_instance_proc == nullptr ? nullptr : next_instance_proc(instance, name);
}

}  // namespace

extern "C" VK_LAYER_EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vkNegotiateLoaderLayerInterfaceVersion(VkNegotiateLayerInterface* negotiate) {
    negotiate->loaderLayerInterfaceVersion = 2;
    negotiate->pfnGetInstanceProcAddr = instance_proc;
    negotiate->pfnGetDeviceProcAddr = device_proc;
    negotiate->pfnGetPhysicalDeviceProcAddr = nullptr;
    return VK_SUCCESS;
}
