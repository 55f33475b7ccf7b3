// SPDX-License-Identifier: Apache-2.0
// Linear light to the screen's sRGB.
#ifndef TONE_GLSL
#define TONE_GLSL

// Straight up to half of white, then a soft shoulder that reaches white at 4, with the sRGB
// transfer folded in: one rational function of the square root, fitted to 2 % of the two-step form.
// A power for each channel would cost a software device a tenth of its frame.
vec3 tone_map(vec3 linear) {
    vec3 x = clamp(linear, vec3(0.0), vec3(4.0));
    vec3 s = sqrt(x);
    return (0.72522 * x + 0.94255 * s) / (1.00418 * x - 0.11578 * s + 1.0);
}

vec3 linear_from_srgb(vec3 c) {
    // IEC 61966-2-1 within 0.2 %.
    return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
}

vec4 unpack_srgb(uint rgba) {
    vec4 c = unpackUnorm4x8(rgba);
    return vec4(linear_from_srgb(c.rgb), c.a);
}

// Breaks up bands of a smooth sky: interleaved gradient noise (Jimenez 2014), half a step either
// way.
vec3 dither(vec3 c, vec2 pixel) {
    float n = fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715))));
    return c + (n - 0.5) / 255.0;
}
#endif
