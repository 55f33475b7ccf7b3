#version 450
// SPDX-License-Identifier: Apache-2.0
layout(location = 0) flat in vec4 in_color;
layout(location = 0) out vec4 out_color;

void main() {
    // Stripes of constant width on the screen, so that near and far boxes read alike.
    float stripe = abs(fract((gl_FragCoord.x + gl_FragCoord.y) / 14.0) - 0.5) * 14.0;
    float cover = clamp(stripe - 3.0, 0.0, 1.0);
    out_color = vec4(in_color.rgb, in_color.a * mix(0.10, 0.55, cover));
}
