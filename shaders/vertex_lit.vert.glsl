#version 450
// SPDX-License-Identifier: Apache-2.0
// One directional light at each vertex and nothing else: the bench preset.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 1) in vec2 normal_oct;
layout(location = 2) in uint feature;

layout(location = 0) flat out vec4 out_color;  // w: pattern.

void main() {
    vec3 normal = unpack_normal(normal_oct);
    float light = max(dot(normal, tile.to_sun), 0.0) * 0.7 + 0.3;
    Styled style = styled(tile.base_color.rgb, tile.style_base, feature);
    // The square root stands for the sRGB transfer; a vertex shader of a city runs a million times.
    out_color = vec4(sqrt(style.color * light), style.pattern);
    gl_Position = tile.clip_from_tile * vec4(position_m, 1.0);
    if (kStyled && style.hidden) gl_Position = kNowhere;
}
