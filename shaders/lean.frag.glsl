#version 450
// SPDX-License-Identifier: Apache-2.0
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"
#include "pattern.glsl"
#include "tone.glsl"
#include "vertex.glsl"

layout(constant_id = 0) const bool kStyled = false;
layout(constant_id = 1) const bool kToneMapHere = true;

layout(location = 0) in vec3 in_light;
layout(location = 1) flat in vec4 in_color;
layout(location = 0) out vec4 out_color;

void main() {
    float depth_m = 1.0 / gl_FragCoord.w;
    float facing = max(in_light.x, 0.0);
    float sun = facing;
    if (kShadowCascades > 0u && facing > 0.0) {
        sun *= sunlight(relative_position(gl_FragCoord.xy, depth_m), facing);
    }
    vec3 light = frame.sun.rgb * sun + ambient_light(in_light.y) * in_light.z;
    vec3 own = kStyled ? patterned(in_color.rgb, in_color.a) : in_color.rgb;
    vec3 color = with_haze(own * light, depth_m);
    out_color = vec4(kToneMapHere ? tone_map(color) : color, tile.base_color.a);
}
