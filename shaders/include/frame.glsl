// SPDX-License-Identifier: Apache-2.0
// Bindings every scene shader sees: set 0 is the view.
#ifndef FRAME_GLSL
#define FRAME_GLSL
#include "frame_data.h"

layout(set = 0, binding = 0, std140) uniform Frame {
    FrameData frame;
};

vec3 relative_position(vec2 pixel, float depth_m) {
    return (frame.ray_corner.xyz + frame.ray_across.xyz * pixel.x + frame.ray_down.xyz * pixel.y) *
           depth_m;
}
#endif
