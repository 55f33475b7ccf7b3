#version 450
// SPDX-License-Identifier: Apache-2.0
// Points and lines: their colour, half lit by the hour of the day, in the haze.
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"
#include "tone.glsl"
#include "vertex.glsl"

layout(constant_id = 1) const bool kToneMapHere = true;

layout(location = 0) flat in vec4 in_color;
layout(location = 0) out vec4 out_color;

void main() {
    vec3 light =
        kHaze ? frame.sun.rgb * (max(frame.to_sun.w, 0.0) * 0.7) + frame.sky.rgb : vec3(1.0);
    vec3 color = with_haze(in_color.rgb * light, 1.0 / gl_FragCoord.w);
    out_color = vec4(kToneMapHere ? tone_map(color) : color, in_color.a);
}
