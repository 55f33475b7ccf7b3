#version 450
// SPDX-License-Identifier: Apache-2.0
// A matte plain with a metric grid: lines every tile.point_size_m metres, which give way to those
// ten times as far apart as the eye rises (tile.opacity is what is left of the finer ones).
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"
#include "tone.glsl"
#include "vertex.glsl"

layout(constant_id = 1) const bool kToneMapHere = true;

layout(location = 0) in vec2 in_light;
layout(location = 1) in vec2 in_place_m;
layout(location = 0) out vec4 out_color;

const float kLine = 0.16;  // Of the light that a line adds.

// How much of a pixel lines cover that lie a unit apart; far away they dissolve into nothing.
float lines(vec2 place, vec2 pixel) {
    vec2 off = abs(fract(place + 0.5) - 0.5);
    vec2 cover = clamp(1.25 - off / pixel, 0.0, 1.0) * clamp(1.3 - pixel * 6.0, 0.0, 1.0);
    return max(cover.x, cover.y);
}

void main() {
    float depth_m = 1.0 / gl_FragCoord.w;
    float sun = max(in_light.x, 0.0);
    if (kShadowCascades > 0u && sun > 0.0) {
        sun *= sunlight(relative_position(gl_FragCoord.xy, depth_m), sun);
    }
    vec2 fine = in_place_m / tile.point_size_m;
    vec2 pixel = abs(dFdx(fine)) + abs(dFdy(fine));
    float line = max(lines(fine, pixel) * tile.opacity, lines(fine * 0.1, pixel * 0.1));
    // At the horizon place and pixel have no bounds.
    line = clamp(line, 0.0, 1.0);
    vec3 light = frame.sun.rgb * sun + ambient_light(in_light.y);
    // The plain is nothing that was measured: it dissolves sooner than the city on it, so that it
    // ends in no line.
    vec3 color = with_haze(tile.base_color.rgb * light * (1.0 + kLine * line), depth_m * 2.0);
    out_color = vec4(kToneMapHere ? tone_map(color) : color, 1.0);
}
