// SPDX-License-Identifier: Apache-2.0
// Sun, sky and haze on a surface.
#ifndef LIGHT_GLSL
#define LIGHT_GLSL
#include "frame.glsl"

layout(constant_id = 2) const uint kShadowCascades = 0u;
layout(constant_id = 3) const bool kHaze = true;

layout(constant_id = 6) const bool kSoftShadows = false;

layout(set = 0, binding = 1) uniform sampler2DShadow shadow_atlas;

float shadow_tap(vec2 at, float depth) {
    return texture(shadow_atlas, vec3(at, depth));
}

// Share of the sun that reaches a position. `facing` is the cosine between surface and sun: grazing
// light moves the test point towards the sun by more texels, which is what keeps walls free of
// acne.
float sunlight(vec3 relative_m, float facing) {
    if (kShadowCascades == 0u) return 1.0;
    for (uint i = 0u; i < kShadowCascades; ++i) {
        vec4 p = frame.shadow_from_relative[i] * vec4(relative_m, 1.0);
        vec2 inside = abs(p.xy * 2.0 - 1.0);
        float edge = max(inside.x, inside.y);
        if (edge >= 0.98 || p.z <= 0.0 || p.z >= 1.0) continue;
        float slope = sqrt(max(1.0 - facing * facing, 0.0)) / max(facing, 0.06);
        float depth = p.z - frame.cascade_bias[i] * (1.0 + slope);
        vec2 at = vec2((p.x + float(i)) * frame.shadow.y, p.y);
        float lit;
        if (kSoftShadows) {
            vec2 texel = vec2(frame.shadow.z * frame.shadow.y, frame.shadow.z);
            lit = 0.25 * (shadow_tap(at + texel * vec2(-0.75, -0.25), depth) +
                          shadow_tap(at + texel * vec2(0.25, -0.75), depth) +
                          shadow_tap(at + texel * vec2(0.75, 0.25), depth) +
                          shadow_tap(at + texel * vec2(-0.25, 0.75), depth));
        } else {
            lit = shadow_tap(at, depth);
        }
        // The last cascade fades out, so that shadows do not end at a line.
        float fade = i + 1u == kShadowCascades ? smoothstep(0.8, 0.98, edge) : 0.0;
        return mix(lit, 1.0, fade);
    }
    return 1.0;
}

// Light from all of the sky and ground on a surface whose normal has height z.
vec3 ambient_light(float z) {
    return mix(frame.ground.rgb, frame.sky.rgb, z * 0.5 + 0.5);
}

vec3 with_haze(vec3 color, float depth_m) {
    if (!kHaze) return color;
    return mix(frame.horizon.rgb, color, haze_clearness(depth_m));
}
#endif
