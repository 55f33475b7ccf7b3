// SPDX-License-Identifier: Apache-2.0
#include "app/platform/monitors.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <utility>

#include "app/platform/monitor_watch.hpp"

namespace belvedere::platform {
namespace {

// GLFW's callback has no place for an owner; it is called on the main thread alone.
bool g_has_changed = false;

}  // namespace

void watch_monitors() {
    glfwSetMonitorCallback([](GLFWmonitor*, int) { g_has_changed = true; });
}

std::vector<Monitor> monitors() {
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    std::vector<Monitor> found;
    for (int i = 0; i < count; ++i) {
        const GLFWvidmode* mode = glfwGetVideoMode(all[i]);
        const char* name = glfwGetMonitorName(all[i]);
        if (mode == nullptr) continue;
        Monitor monitor;
        monitor.name = name == nullptr ? "" : name;
        glfwGetMonitorPos(all[i], &monitor.x, &monitor.y);
        monitor.width_px = static_cast<std::uint32_t>(mode->width);
        monitor.height_px = static_cast<std::uint32_t>(mode->height);
        monitor.is_primary = i == 0;
        found.push_back(std::move(monitor));
    }
    return found;
}

bool take_monitor_change() {
    return std::exchange(g_has_changed, false);
}

}  // namespace belvedere::platform
