#version 450
// SPDX-License-Identifier: Apache-2.0
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "tone.glsl"

layout(constant_id = 1) const bool kToneMapHere = true;

layout(location = 0) in vec3 in_radiance;
layout(location = 1) in vec3 in_direction;
layout(location = 0) out vec4 out_color;

void main() {
    vec3 color = in_radiance;
    vec3 direction = normalize(in_direction);
    // Towards the horizon the sky takes the colour that haze gives to far ground: no seam.
    float height = dot(direction, frame.up.xyz);
    color = mix(frame.horizon.rgb, color, smoothstep(-0.004, 0.075, height));
    // The sun's disc, half a degree wide with a soft rim.
    float cosine = dot(direction, frame.to_sun.xyz);
    color += frame.sun.rgb * (smoothstep(0.99996, 0.99999, cosine) * 12.0);
    out_color = vec4(kToneMapHere ? dither(tone_map(color), gl_FragCoord.xy) : color, 1.0);
}
