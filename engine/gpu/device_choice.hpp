// SPDX-License-Identifier: Apache-2.0
// Which of the machine's devices to draw with.
#pragma once

#include <volk.h>

#include <optional>
#include <string>
#include <vector>

#include "engine/gpu/device.hpp"

namespace belvedere::gpu {

// A device that Vulkan lists, and why it may be out of the question.
struct DeviceCandidate {
    DeviceInfo info;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    std::optional<std::uint32_t> graphics_family;  // that also presents, when there is a surface
    std::optional<std::uint32_t> transfer_family;  // copies only
    std::string missing;                           // the first thing it lacks, empty when usable
};

// All devices of the instance, in Vulkan's order. `surface` may be null.
[[nodiscard]] std::vector<DeviceCandidate> list_devices(VkInstance instance, VkSurfaceKHR surface);

// The index of the device to use: "software", part of a name, or empty for the best. The order is
// discrete > integrated > other > software. Pure. The error names what there is.
[[nodiscard]] Result<std::size_t> choose_device(const std::vector<DeviceCandidate>& candidates,
                                                const std::string& name);

// The optional extensions of this layer that the device has.
[[nodiscard]] std::vector<const char*> wanted_extensions(VkPhysicalDevice physical,
                                                         bool with_surface);

}  // namespace belvedere::gpu
