// SPDX-License-Identifier: Apache-2.0
// Values over an area (render::DrawField) on whatever surface lies there.
#ifndef FIELD_GLSL
#define FIELD_GLSL
#include "frame.glsl"

layout(set = 1, binding = 3) uniform sampler2D field_map;

// The colour of a class, with seams so narrow that they read as lines.
vec3 field_color(float level) {
    float middle = clamp(level, 0.0, frame.field.x) - 0.5;
    float low = floor(middle);
    int last = int(frame.field.x) - 1;
    vec3 below = frame.field_colors[clamp(int(low), 0, last)].rgb;
    vec3 above = frame.field_colors[clamp(int(low) + 1, 0, last)].rgb;
    return mix(below, above, smoothstep(0.47, 0.53, middle - low));
}

// The surface keeps its light and shadow and takes most of the colour; haze lies before it.
vec3 with_field(vec3 color, vec2 pixel, float depth_m) {
    vec3 place = relative_position(pixel, depth_m);
    vec2 at = vec2(dot(frame.field_u.xyz, place) + frame.field_u.w,
                   dot(frame.field_v.xyz, place) + frame.field_v.w);
    if (any(lessThan(at, vec2(0.0))) || any(greaterThan(at, vec2(1.0)))) return color;
    vec2 known = textureLod(field_map, at, 0.0).xy;
    if (known.y <= 0.005) return color;
    float light = dot(color, vec3(0.2126, 0.7152, 0.0722));
    vec3 painted = field_color(known.x) * clamp(0.3 + 1.3 * light, 0.0, 1.6);
    float sure = known.y / frame.field.y;
    float share = 0.8 * mix(0.6, 1.0, clamp(sure, 0.0, 1.0));
    if (sure < 1.0) {
        // Stripes of the screen, wider the less is known.
        float stripe = abs(fract((pixel.x + pixel.y) / 9.0) - 0.5) * 2.0;
        float width = mix(0.62, 0.2, sure);
        share *= mix(0.25, 1.0, smoothstep(width - 0.12, width + 0.12, stripe));
    }
    share *= smoothstep(0.005, 0.03, known.y);
    return mix(color, painted, share * haze_clearness(depth_m));
}
#endif
