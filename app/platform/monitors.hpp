// SPDX-License-Identifier: Apache-2.0
// The screens that are connected now.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace belvedere::platform {

struct Monitor {
    std::string name;  // "HDMI-1"; need not be unique.
    int x = 0, y = 0;  // Of its upper left corner on the desktop, screen coordinates.
    std::uint32_t width_px = 0, height_px = 0;
    bool is_primary = false;
    friend bool operator==(const Monitor&, const Monitor&) = default;
};

// The primary one first, as the window system lists them. Main thread, while a Window lives.
[[nodiscard]] std::vector<Monitor> monitors();
// Whether one was plugged in or out since the last call. A window that filled a screen that went is
// an ordinary window then; the window system may have moved it.
[[nodiscard]] bool take_monitor_change();

}  // namespace belvedere::platform
