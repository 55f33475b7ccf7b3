#version 450
// SPDX-License-Identifier: Apache-2.0
// Lines and dots of constant width on the screen: one quad for each, made here.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec4 from_width;
layout(location = 1) in vec4 to_kind;
layout(location = 2) in vec4 color;

layout(location = 0) out vec2 out_offset_px;
layout(location = 1) flat out vec4 out_color;
layout(location = 2) flat out vec2 out_shape;  // Half width in pixels, 1 for a dot.

void main() {
    vec4 a = frame.clip_from_relative * vec4(from_width.xyz, 1.0);
    vec4 b = frame.clip_from_relative * vec4(to_kind.xyz, 1.0);
    float near = frame.camera.x;
    bool is_dot = to_kind.w > 0.5;
    out_color = color;
    float half_width = from_width.w * 0.5;
    out_shape = vec2(half_width, is_dot ? 1.0 : 0.0);
    out_offset_px = vec2(0.0);
    gl_Position = vec4(0.0, 0.0, -1.0, 0.5);
    if (a.w < near && b.w < near) return;
    // Cut at the near plane by hand: behind it the division below has no meaning.
    if (a.w < near) a = mix(a, b, (near - a.w) / (b.w - a.w));
    if (b.w < near) b = mix(b, a, (near - b.w) / (a.w - b.w));
    vec2 half_view = frame.viewport_px.zw * 0.5;
    vec2 along = (b.xy / b.w - a.xy / a.w) * half_view;
    float length_px = length(along);
    along = is_dot || length_px < 1e-4 ? vec2(1.0, 0.0) : along / length_px;
    vec2 across = vec2(-along.y, along.x);
    bool at_end = (gl_VertexIndex & 1) != 0;
    float side = (gl_VertexIndex & 2) != 0 ? 1.0 : -1.0;
    float reach = half_width + 1.0;
    vec4 clip = at_end ? b : a;
    vec2 offset = across * side * reach;
    out_offset_px.y = side * reach;
    if (is_dot) {
        offset += along * (at_end ? reach : -reach);
        out_offset_px.x = at_end ? reach : -reach;
    }
    clip.xy += offset / half_view * clip.w;
    clip.z *= 1.0005;
    gl_Position = clip;
}
