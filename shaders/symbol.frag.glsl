#version 450
// SPDX-License-Identifier: Apache-2.0
// Shape tells the kind, fill the state, colour the value: no two of them share a channel.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec2 offset_px;
layout(location = 1) flat in vec4 color;
layout(location = 2) flat in uvec4 look;
layout(location = 3) flat in float half_px;

layout(push_constant) uniform Constants {
    SymbolConstants set;
};

layout(location = 0) out vec4 out_color;

const vec3 kRim = vec3(0.09, 0.11, 0.14);
const vec3 kLight = vec3(0.97, 0.98, 0.99);

// Distance to a regular polygon with a side below (or a corner, turned).
float polygon(vec2 p, float sides, float turn) {
    float angle = atan(p.x, -p.y) + turn;
    float sector = 6.2831853 / sides;
    float local = mod(angle + sector * 0.5, sector) - sector * 0.5;
    return length(p) * cos(local) - cos(sector * 0.5);
}

// Equilateral, pointing up, about its centroid.
float triangle(vec2 p) {
    return max(dot(vec2(abs(p.x), p.y), vec2(0.8660254, 0.5)), -p.y) - 0.62;
}

float box(vec2 p, vec2 size) {
    vec2 d = abs(p) - size;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// Signed distance, negative inside, in halves of the symbol; y up.
float shape_distance(uint shape, vec2 p) {
    switch (shape) {
        case 1u: return box(p, vec2(0.8));
        case 2u: return (abs(p.x) + abs(p.y) - 1.0) * 0.7071;
        case 3u: return triangle(vec2(p.x, p.y + 0.25));
        case 4u: return triangle(vec2(p.x, 0.25 - p.y));
        case 5u: return polygon(p, 6.0, 0.5235988);
        case 6u: return polygon(p * vec2(1.0, -1.0), 5.0, 0.6283185);
        case 7u: return min(box(p, vec2(0.95, 0.38)), box(p, vec2(0.38, 0.95)));
        case 8u: {
            // A drop: a disc below and the two tangents to a point above.
            float disc = length(p + vec2(0.0, 0.32)) - 0.66;
            vec2 q = vec2(abs(p.x), p.y - 1.0);
            float flank = dot(q, vec2(0.866, 0.5));
            return min(disc, max(flank, -(p.y + 0.02)));
        }
        case 9u: return box(p, vec2(0.42, 0.95));
        case 10u: {
            vec2 q = vec2(abs(p.x), p.y);
            float outer = dot(q - vec2(0.0, 1.0), vec2(0.9, 0.436));
            float notch = dot(q - vec2(0.0, -0.35), vec2(-0.5, -0.866));
            return max(outer, notch);
        }
        case 11u: return abs(length(p) - 0.68) - 0.3;
        default: return length(p) - 0.95;
    }
}

// The tip below the symbol, down to its place.
float tip_distance(vec2 px) {
    float end = half_px + set.pin_px;
    float along = clamp((end - px.y) / max(set.pin_px + half_px * 0.4, 0.5), 0.0, 1.0);
    return max(abs(px.x) - along * 2.6, max(px.y - end, half_px * 0.5 - px.y));
}

vec3 filled(uint fill, vec3 own, float inside_px) {
    switch (fill) {
        case 1u: return mix(own, kLight, smoothstep(2.2, 3.2, inside_px));
        case 2u: {
            float slash = abs(offset_px.x + offset_px.y) * 0.7071;
            return mix(kRim, mix(own, kLight, 0.8), smoothstep(0.8, 1.6, slash));
        }
        case 3u: {
            float stripe = abs(fract((offset_px.x + offset_px.y) / 5.0) - 0.5) * 2.0;
            return mix(own, mix(own, kLight, 0.62), smoothstep(0.45, 0.6, stripe));
        }
        case 4u: {
            float line = abs(inside_px - 3.2);
            return mix(kLight, own, smoothstep(0.5, 1.2, line));
        }
        case 5u: return mix(own, kLight, smoothstep(-0.6, 0.6, offset_px.x));
        default: return own;
    }
}

void main() {
    float inside_px = -shape_distance(look.x, vec2(offset_px.x, -offset_px.y) / half_px) * half_px;
    float tip_px = set.pin_px > 0.0 ? -tip_distance(offset_px) : -1e3;
    float whole_px = max(inside_px, tip_px);
    float rim = set.size_px >= 9.0 ? 1.3 : 0.7;
    // A light halo and a dark rim: one of the two stands out on any ground.
    float cover = clamp(whole_px + 1.5, 0.0, 1.0);
    vec3 paint = filled(look.y, color.rgb, inside_px - rim);
    vec3 shown = mix(kRim, paint, clamp(inside_px - rim + 0.5, 0.0, 1.0));
    shown = mix(kLight, shown, clamp(whole_px + 0.5, 0.0, 1.0));
    float alpha = cover * mix(0.85, 1.0, clamp(whole_px + 0.5, 0.0, 1.0));
    if ((look.w & 1u) != 0u) {
        float ring_px = whole_px + 4.5;
        shown = mix(set.accent.rgb, shown, clamp(whole_px + 1.5, 0.0, 1.0));
        alpha = max(alpha, clamp(ring_px, 0.0, 1.0));
    }
    out_color = vec4(shown, alpha * color.a * set.alpha);
}
