// SPDX-License-Identifier: Apache-2.0
// Bindings every scene shader sees: set 0 is the view.
#ifndef FRAME_GLSL
#define FRAME_GLSL
#include "frame_data.h"

layout(set = 0, binding = 0, std140) uniform Frame {
    FrameData frame;
};

// Share of a surface's light that aerial perspective leaves. Between the physical exp(-x), which
// dulls what is near, and exp(-x * x), which would leave a hard band before the horizon.
float haze_clearness(float depth_m) {
    // Samples beside a triangle's edge may lie behind the eye.
    float x = max(depth_m * frame.horizon.w, 0.0);
    return exp2(-x * sqrt(x));
}

vec3 relative_position(vec2 pixel, float depth_m) {
    return (frame.ray_corner.xyz + frame.ray_across.xyz * pixel.x + frame.ray_down.xyz * pixel.y) *
           depth_m;
}
#endif
