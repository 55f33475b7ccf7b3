// SPDX-License-Identifier: Apache-2.0
#include "app/platform/window_surface.hpp"

// GLFW declares its Vulkan functions because the header above has brought Vulkan's types.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace belvedere::platform {

Result<gpu::SurfaceSource> surface_source(const Window& window) {
    if (glfwVulkanSupported() == GLFW_FALSE) {
        return fail(ErrorKind::kDevice,
                    "no Vulkan driver can draw to this display (install mesa-vulkan-drivers)");
    }
    gpu::SurfaceSource source;
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    if (names == nullptr) {
        return fail(ErrorKind::kDevice, "this display cannot show Vulkan pictures");
    }
    source.instance_extensions.assign(names, names + count);
    source.create = [&window](VkInstance instance) -> Result<VkSurfaceKHR> {
        VkSurfaceKHR surface = VK_NULL_HANDLE;
        auto* native = static_cast<GLFWwindow*>(window.native());
        const VkResult result = glfwCreateWindowSurface(instance, native, nullptr, &surface);
        if (result == VK_SUCCESS) return surface;
        const char* description = nullptr;
        glfwGetError(&description);
        return fail(ErrorKind::kDevice, std::string("the window gives no drawing surface: ") +
                                            (description == nullptr ? "unknown" : description));
    };
    return source;
}

}  // namespace belvedere::platform
