#version 450
// SPDX-License-Identifier: Apache-2.0
// From linear light to the screen in one pass: fields, occlusion, eye-dome lighting, edges, tone
// mapping.
#extension GL_GOOGLE_include_directive : require
#include "depth.glsl"
#include "field.glsl"
#include "tone.glsl"

layout(constant_id = 7) const bool kOcclusion = false;
layout(constant_id = 8) const bool kEyeDome = false;
layout(constant_id = 9) const bool kEdges = false;
layout(constant_id = 10) const bool kLumaInAlpha = false;
layout(constant_id = 11) const bool kField = false;

layout(set = 1, binding = 0) uniform sampler2D color_map;
layout(set = 1, binding = 1) uniform sampler2D depth_map;
layout(set = 1, binding = 2) uniform sampler2D occlusion_map;

layout(location = 0) out vec4 out_color;

// Joins the noisy half-size samples that lie on the same surface as this pixel.
float openness_at(float z) {
    ivec2 base = ivec2(gl_FragCoord.xy) / 2;
    ivec2 low = ivec2(frame.viewport_px.xy) / 2;
    ivec2 high = ivec2(frame.viewport_px.xy + frame.viewport_px.zw - 1.0) / 2;
    float sum = 0.0, weights = 0.0;
    for (int y = -2; y <= 2; ++y) {
        for (int x = -2; x <= 2; ++x) {
            vec2 s = texelFetch(occlusion_map, clamp(base + ivec2(x, y), low, high), 0).xy;
            float weight = max(1.0 - abs(s.y - z) / (0.02 * z + 0.3), 0.001);
            sum += s.x * weight;
            weights += weight;
        }
    }
    return sum / weights;
}

// Boucheny 2009: a pixel is darkened by how far its neighbours stand before it.
float eye_dome(float z) {
    const ivec2 kAround[4] = ivec2[](ivec2(2, 0), ivec2(-2, 0), ivec2(0, 2), ivec2(0, -2));
    ivec2 low = ivec2(frame.viewport_px.xy);
    ivec2 high = low + ivec2(frame.viewport_px.zw) - 1;
    float sum = 0.0;
    for (int i = 0; i < 4; ++i) {
        ivec2 at = clamp(ivec2(gl_FragCoord.xy) + kAround[i], low, high);
        sum += max(log2(z) - log2(distance_of(texelFetch(depth_map, at, 0).r)), 0.0);
    }
    return exp2(-sum * frame.effects.y);
}

// What is left of the light at creases and silhouettes. The inverse of the distance is linear over
// the pixels of a plane, so its second difference is zero there, however steep the plane.
float edge(ivec2 pixel, float depth) {
    ivec2 low = ivec2(frame.viewport_px.xy);
    ivec2 high = low + ivec2(frame.viewport_px.zw) - 1;
    float right = texelFetch(depth_map, min(pixel + ivec2(1, 0), high), 0).r;
    float left = texelFetch(depth_map, max(pixel - ivec2(1, 0), low), 0).r;
    float down = texelFetch(depth_map, min(pixel + ivec2(0, 1), high), 0).r;
    float above = texelFetch(depth_map, max(pixel - ivec2(0, 1), low), 0).r;
    vec2 bend = vec2(right + left - 2.0 * depth, down + above - 2.0 * depth);
    // In slopes: 1 where a wall meets a roof.
    float slope = max(abs(bend.x), abs(bend.y)) * frame.camera.y / depth;
    // Where a pixel is a good part of a metre, lines would fill the picture.
    float pixel_m = frame.camera.x / (depth * frame.camera.y);
    float near = 1.0 - smoothstep(0.15, 0.9, pixel_m);
    return 1.0 - frame.effects.w * near * smoothstep(0.35, 1.3, slope);
}

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    vec3 color = texelFetch(color_map, pixel, 0).rgb;
    if (kOcclusion || kEyeDome || kEdges || kField) {
        float depth = texelFetch(depth_map, pixel, 0).r;
        if (depth > 0.0) {
            float z = distance_of(depth);
            if (kField) color = with_field(color, gl_FragCoord.xy, z);
            float shade = 1.0;
            if (kOcclusion) {
                // Haze lies before the surface and is not occluded.
                float clear = haze_clearness(z);
                shade = mix(1.0, openness_at(z), frame.effects.x * clear);
            }
            if (kEyeDome) shade *= eye_dome(z);
            if (kEdges) shade *= edge(pixel, depth);
            color *= shade;
        }
    }
    vec3 screen = dither(tone_map(color), gl_FragCoord.xy);
    // What fxaa.frag looks for edges in.
    float luma = kLumaInAlpha ? dot(screen, vec3(0.299, 0.587, 0.114)) : 1.0;
    out_color = vec4(screen, luma);
}
