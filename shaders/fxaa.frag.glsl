#version 450
// SPDX-License-Identifier: Apache-2.0
// Fast approximate antialiasing after Lottes 2009, "FXAA" (NVIDIA white paper): finds edges in
// luma, walks along each to its two ends, and shifts the sample across the edge by how near the
// closer end is.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(set = 1, binding = 0) uniform sampler2D screen_map;  // Luma in alpha; linear, clamped.

layout(location = 0) out vec4 out_color;

const float kContrast = 0.125;     // Edges fainter than this share of the brightest are left.
const float kContrastMin = 0.0312;  // In the dark.
const int kSteps = 8;
const float kStride[kSteps] = float[](1.0, 1.0, 1.0, 1.5, 2.0, 2.0, 4.0, 8.0);

float luma_at(vec2 at) {
    return textureLod(screen_map, at, 0.0).a;
}

void main() {
    vec2 texel = 1.0 / vec2(textureSize(screen_map, 0));
    vec2 at = gl_FragCoord.xy * texel;
    vec4 own = textureLod(screen_map, at, 0.0);
    float n = luma_at(at - vec2(0.0, texel.y)), s = luma_at(at + vec2(0.0, texel.y));
    float w = luma_at(at - vec2(texel.x, 0.0)), e = luma_at(at + vec2(texel.x, 0.0));
    float brightest = max(own.a, max(max(n, s), max(w, e)));
    float range = brightest - min(own.a, min(min(n, s), min(w, e)));
    if (range < max(kContrastMin, brightest * kContrast)) {
        out_color = vec4(own.rgb, 1.0);
        return;
    }
    float nw = luma_at(at - texel), se = luma_at(at + texel);
    float ne = luma_at(at + texel * vec2(1.0, -1.0)), sw = luma_at(at + texel * vec2(-1.0, 1.0));
    float across_rows =
        abs(nw + sw - 2.0 * w) + 2.0 * abs(n + s - 2.0 * own.a) + abs(ne + se - 2.0 * e);
    float across_columns =
        abs(nw + ne - 2.0 * n) + 2.0 * abs(w + e - 2.0 * own.a) + abs(sw + se - 2.0 * s);
    bool is_level = across_rows >= across_columns;
    // The side of this pixel that the edge lies on.
    float before = is_level ? n : w, after = is_level ? s : e;
    bool is_before = abs(before - own.a) >= abs(after - own.a);
    float gradient = 0.25 * max(abs(before - own.a), abs(after - own.a));
    float middle = 0.5 * (own.a + (is_before ? before : after));
    vec2 along = is_level ? vec2(texel.x, 0.0) : vec2(0.0, texel.y);
    vec2 across = (is_level ? vec2(0.0, texel.y) : vec2(texel.x, 0.0)) * (is_before ? -1.0 : 1.0);
    // Along the border between the two rows, both ways, until the luma leaves the edge's.
    vec2 border = at + across * 0.5;
    float back = 0.0, ahead = 0.0, back_off = 0.0, ahead_off = 0.0;
    bool back_done = false, ahead_done = false;
    for (int i = 0; i < kSteps && !(back_done && ahead_done); ++i) {
        if (!back_done) {
            back += kStride[i];
            back_off = luma_at(border - along * back) - middle;
            back_done = abs(back_off) >= gradient;
        }
        if (!ahead_done) {
            ahead += kStride[i];
            ahead_off = luma_at(border + along * ahead) - middle;
            ahead_done = abs(ahead_off) >= gradient;
        }
    }
    float nearer_off = back < ahead ? back_off : ahead_off;
    // Only where the nearer end turns to the other side than this pixel lies on.
    bool crosses = (nearer_off < 0.0) != (own.a - middle < 0.0);
    float shift = crosses ? 0.5 - min(back, ahead) / (back + ahead) : 0.0;
    // Single pixels and thin lines: by how far the pixel stands out of its neighbourhood.
    float around = (2.0 * (n + s + w + e) + nw + ne + sw + se) / 12.0;
    float alone = smoothstep(0.0, 1.0, clamp(abs(around - own.a) / range, 0.0, 1.0));
    shift = max(shift, alone * alone * 0.6);
    out_color = vec4(textureLod(screen_map, at + across * shift, 0.0).rgb, 1.0);
}
