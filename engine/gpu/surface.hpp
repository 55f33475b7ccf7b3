// SPDX-License-Identifier: Apache-2.0
// How the window system hands its surface to Vulkan; the one place where the window code of the
// application and this layer meet.
#pragma once

#include <volk.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::gpu {

// What the window code provides. Empty for a device that draws to memory only. `create` is called
// on the main thread when the device is made and again whenever the surface was lost; the caller
// owns the surface. It must stay callable until the Device is gone.
struct SurfaceSource {
    std::vector<std::string> instance_extensions;
    std::function<Result<VkSurfaceKHR>(VkInstance)> create;

    [[nodiscard]] bool empty() const { return !create; }
};

}  // namespace belvedere::gpu
