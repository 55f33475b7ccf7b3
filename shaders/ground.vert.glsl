#version 450
// SPDX-License-Identifier: Apache-2.0
// The plain under a city. Its place in metres goes along for the grid.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 1) in vec2 normal_oct;

layout(location = 0) out vec2 out_light;  // Cosine to the sun, height of the normal.
layout(location = 1) out vec2 out_place_m;

void main() {
    vec3 normal = unpack_normal(normal_oct);
    out_light = vec2(dot(normal, tile.to_sun), normal.z);
    out_place_m = position_m.xy;
    gl_Position = tile.clip_from_tile * vec4(position_m, 1.0);
}
