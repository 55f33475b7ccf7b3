#version 450
// SPDX-License-Identifier: Apache-2.0
// Shape tells the kind, the inside the state, colour the value: no two of them share a channel.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) flat in vec4 color;
layout(location = 1) flat in vec4 size;  // Half a symbol, half the point, fill, chosen.
layout(location = 2) flat in vec4 plane_a;
layout(location = 3) flat in vec4 plane_b;
layout(location = 4) flat in vec4 plane_c;
layout(location = 5) flat in vec2 round;

layout(push_constant) uniform Constants {
    SymbolConstants set;
};

layout(constant_id = 0) const bool kDots = false;

layout(location = 0) out vec4 out_color;

const vec3 kRim = vec3(0.09, 0.11, 0.14);
const vec3 kLight = vec3(0.97, 0.98, 0.99);

// Signed distance, positive inside, in pixels. `p` in halves of the symbol, y up.
float inside_of(vec2 p) {
    vec2 q = vec2(abs(p.x), plane_a.w > 0.5 ? abs(p.y) : p.y);
    if (plane_b.w > 0.5) q = vec2(max(q.x, q.y), min(q.x, q.y));
    q.x *= 1.0 + plane_c.w * max(p.y + 0.25, 0.0);
    float outside = max(dot(q, plane_a.xy) - plane_a.z, dot(q, plane_b.xy) - plane_b.z);
    outside = max(outside, dot(q, plane_c.xy) - plane_c.z);
    return -max(outside, abs(length(q) - round.x) - round.y) * size.x;
}

// How much of the light colour shows, by state; `at_px` from the middle, `deep_px` behind the rim.
float lightness(vec2 at_px, float deep_px) {
    float fill = size.z;
    if (fill == 1.0) return clamp(deep_px - 2.0, 0.0, 1.0);                         // Hollow.
    if (fill == 2.0) return 0.8;                                                    // Crossed.
    if (fill == 3.0) {                                                              // Striped.
        float stripe = abs(fract((at_px.x + at_px.y) * 0.2) - 0.5) * 2.0;
        return 0.62 * clamp((stripe - 0.45) * 7.0, 0.0, 1.0);
    }
    if (fill == 4.0) return 1.0 - clamp((abs(deep_px - 2.2) - 0.4) * 1.5, 0.0, 1.0);  // Doubled.
    if (fill == 5.0) return clamp(at_px.x + 0.5, 0.0, 1.0);                         // Split.
    return 0.0;
}

void main() {
    vec2 at_px = (gl_PointCoord - 0.5) * 2.0 * size.y;
    if (kDots) {
        float within = size.x - length(at_px);
        float dark = clamp(1.0 - within, 0.0, 0.6);
        float light = size.z > 0.5 && size.z != 3.0 ? clamp(within - 1.2, 0.0, 1.0) : 0.0;
        vec3 shown = mix(mix(color.rgb, kLight, light), kRim, dark);
        // The soft edge lies within the size: half a pixel around it would be half as many again.
        out_color = vec4(shown, color.a * clamp(within * 2.0, 0.0, 1.0));
        return;
    }
    // The symbol stands at the upper end of the point, its tip at the lower one.
    at_px.y += set.pin_px * 0.5;
    float inside_px = inside_of(vec2(at_px.x, -at_px.y) / size.x);
    float end_px = size.x + set.pin_px - at_px.y;
    float tip_px = min(min(end_px * 0.45, 2.2) - abs(at_px.x), at_px.y - size.x * 0.4);
    float whole_px = set.pin_px > 0.0 ? max(inside_px, tip_px) : inside_px;
    // A light halo and a dark rim: one of the two stands out on any ground.
    const float kRim_px = 1.3;
    float deep_px = inside_px - kRim_px;
    vec3 paint = mix(color.rgb, kLight, lightness(at_px, deep_px));
    if (size.z == 2.0) {
        float slash = abs(at_px.x + at_px.y) * 0.7071;
        paint = mix(kRim, paint, clamp((slash - 0.8) * 1.25, 0.0, 1.0));
    }
    vec3 shown = mix(kRim, paint, clamp(deep_px + 0.5, 0.0, 1.0));
    shown = mix(kLight, shown, clamp(whole_px + 0.5, 0.0, 1.0));
    float alpha = clamp(whole_px + 1.5, 0.0, 1.0);
    if (size.w > 0.5) {
        shown = mix(set.accent.rgb, shown, clamp(whole_px + 1.5, 0.0, 1.0));
        alpha = max(alpha, clamp(whole_px + 4.5, 0.0, 1.0));
    }
    out_color = vec4(shown, alpha * color.a);
}
