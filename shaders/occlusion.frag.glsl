#version 450
// SPDX-License-Identifier: Apache-2.0
// Ambient occlusion at half size from depth alone: McGuire, Mara and Luebke 2012, "Scalable ambient
// obscurance". Writes openness and distance.
#extension GL_GOOGLE_include_directive : require
#include "depth.glsl"

layout(set = 1, binding = 0) uniform sampler2D depth_map;

layout(location = 0) out vec2 out_openness;

vec3 position_at(ivec2 pixel) {
    float z = distance_of(texelFetch(depth_map, pixel, 0).r);
    return relative_position(vec2(pixel) + 0.5, z);
}

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy) * 2;
    ivec2 low = ivec2(frame.viewport_px.xy);
    ivec2 high = low + ivec2(frame.viewport_px.zw) - 1;
    pixel = clamp(pixel, low, high);
    float depth = texelFetch(depth_map, pixel, 0).r;
    float z = distance_of(depth);
    out_openness = vec2(1.0, z);
    if (depth <= 0.0) return;
    vec3 p = position_at(pixel);
    // The smaller of the two one-sided differences keeps the normal clean at silhouettes.
    vec3 right = position_at(min(pixel + ivec2(1, 0), high)) - p;
    vec3 left = p - position_at(max(pixel - ivec2(1, 0), low));
    vec3 down = position_at(min(pixel + ivec2(0, 1), high)) - p;
    vec3 above = p - position_at(max(pixel - ivec2(0, 1), low));
    vec3 n = normalize(cross(dot(down, down) < dot(above, above) ? down : above,
                             dot(right, right) < dot(left, left) ? right : left));
    float radius_m = max(frame.effects.z, z * 0.004);
    float radius_px = min(radius_m * frame.camera.y / z, frame.camera.w);
    float turn =
        fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) * 6.2831853;
    const int kSamples = 11;
    float sum = 0.0;
    for (int i = 0; i < kSamples; ++i) {
        float share = (float(i) + 0.5) / float(kSamples);
        float angle = share * 7.0 * 6.2831853 + turn;
        ivec2 at = pixel + ivec2(vec2(cos(angle), sin(angle)) * (share * radius_px + 1.0));
        vec3 v = position_at(clamp(at, low, high)) - p;
        float vv = dot(v, v), vn = dot(v, n) - z * 0.0015;
        float f = max(radius_m * radius_m - vv, 0.0) / (radius_m * radius_m);
        sum += f * f * max(vn / sqrt(vv + 1e-4), 0.0);
    }
    float openness = clamp(1.0 - sum * 4.2 / float(kSamples), 0.0, 1.0);
    // Far away the depth buffer's steps would show.
    out_openness.x = mix(openness, 1.0, smoothstep(3000.0, 8000.0, z));
}
