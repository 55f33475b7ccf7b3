#version 450
// SPDX-License-Identifier: Apache-2.0
// Symbols that face the screen and keep their size there: one quad for each, made here.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 place_m;
layout(location = 1) in vec4 color;
layout(location = 2) in uvec4 look;  // Shape, fill, size in sixteenths, flags.

layout(push_constant) uniform Constants {
    SymbolConstants set;
};

layout(location = 0) out vec2 out_offset_px;  // From the middle of the symbol, y down.
layout(location = 1) flat out vec4 out_color;
layout(location = 2) flat out uvec4 out_look;
layout(location = 3) flat out float out_half_px;

void main() {
    vec4 clip = frame.clip_from_relative * vec4(set.anchor_m + place_m, 1.0);
    bool is_chosen = (look.w & 1u) != 0u;
    float half_px = set.size_px * 0.5 * float(look.z) / 16.0 * (is_chosen ? 1.35 : 1.0);
    out_offset_px = vec2(0.0);
    out_color = color;
    out_look = look;
    out_half_px = half_px;
    gl_Position = vec4(0.0, 0.0, -1.0, 0.5);
    if (clip.w < frame.camera.x || color.a == 0.0) return;
    vec2 half_view = frame.viewport_px.zw * 0.5;
    float reach = half_px + (is_chosen ? 5.0 : 2.0);
    vec2 middle_px = clip.xy / clip.w * half_view;
    if (any(greaterThan(abs(middle_px), half_view + 2.0 * reach + set.pin_px))) return;
    bool right = (gl_VertexIndex & 1) != 0;
    bool low = (gl_VertexIndex & 2) != 0;
    out_offset_px = vec2(right ? reach : -reach, low ? reach + set.pin_px : -reach);
    vec2 offset = out_offset_px;
    // On its tip, so that the ground before it does not cut it in half.
    if (set.pin_px > 0.0) offset.y -= half_px + set.pin_px;
    clip.xy += offset / half_view * clip.w;
    clip.z *= set.pin_px > 0.0 ? 1.0005 : 1.002;
    gl_Position = clip;
}
