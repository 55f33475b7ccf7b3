#version 450
// SPDX-License-Identifier: Apache-2.0
// The sky dome, infinitely far away and behind everything.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 direction;
layout(location = 1) in vec3 radiance;

layout(location = 0) out vec3 out_radiance;
layout(location = 1) out vec3 out_direction;

void main() {
    vec3 world = mat3(frame.relative_from_horizon) * direction;
    out_radiance = radiance;
    out_direction = world;
    vec4 clip = frame.clip_from_relative * vec4(world, 0.0);
    gl_Position = vec4(clip.xy, 0.0, clip.w);
}
