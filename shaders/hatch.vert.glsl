#version 450
// SPDX-License-Identifier: Apache-2.0
// Sides of a box where a tile is missing.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 relative_m;
layout(location = 1) in vec4 color;

layout(location = 0) flat out vec4 out_color;

void main() {
    out_color = color;
    gl_Position = frame.clip_from_relative * vec4(relative_m, 1.0);
}
