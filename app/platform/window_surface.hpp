// SPDX-License-Identifier: Apache-2.0
// Lends a window to the graphics device.
#pragma once

#include "app/platform/window.hpp"
#include "engine/gpu/surface.hpp"

namespace belvedere::platform {

// The window must outlive the device that is made with it. kDevice when the window system cannot
// show Vulkan pictures.
[[nodiscard]] Result<gpu::SurfaceSource> surface_source(const Window& window);

}  // namespace belvedere::platform
