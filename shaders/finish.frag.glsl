#version 450
// SPDX-License-Identifier: Apache-2.0
// The last step to the screen where one is needed: another kind of sight, or a picture that is held
// back. Reads a finished picture in screen colours; with neither constant it copies.
layout(constant_id = 0) const bool kRecolors = false;
layout(constant_id = 1) const bool kBlends = false;

layout(set = 0, binding = 0) uniform sampler2D picture;
layout(set = 0, binding = 1) uniform sampler2D shown;

layout(push_constant) uniform Finish {
    vec4 first[3];   // Rows of the matrix on the side that the normal points to.
    vec4 second[3];  // And on the other.
    vec4 normal;     // w: how much of the picture lies over what was shown.
} finish;

layout(location = 0) out vec4 out_color;

// IEC 61966-2-1. Its powers are sums of roots, fitted to 0.07/255 there and back: a power for each
// channel would cost a software device several times as much.
vec3 linear_from_screen(vec3 c) {
    vec3 t = (c + 0.055) / 1.055;
    vec3 half_power = sqrt(t), quarter = sqrt(half_power), eighth = sqrt(quarter);
    vec3 high = 0.5948931 * half_power + 0.5860030 * quarter - 0.1561107 * eighth - 0.0248122 * t;
    return mix(t * t * high, c / 12.92, lessThanEqual(c, vec3(0.04045)));
}

vec3 screen_from_linear(vec3 c) {
    c = clamp(c, 0.0, 1.0);
    vec3 half_power = sqrt(c), quarter = sqrt(half_power), eighth = sqrt(quarter);
    vec3 high = 0.7381550 * half_power + 0.3949182 * quarter - 0.0911940 * eighth - 0.0421186 * c;
    return mix(1.055 * high - 0.055, c * 12.92, lessThanEqual(c, vec3(0.0031308)));
}

void main() {
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    vec3 color = texelFetch(picture, pixel, 0).rgb;
    if (kRecolors || kBlends) {
        vec3 light = linear_from_screen(color);
        if (kRecolors) {
            vec3 a = vec3(dot(finish.first[0].xyz, light), dot(finish.first[1].xyz, light),
                          dot(finish.first[2].xyz, light));
            vec3 b = vec3(dot(finish.second[0].xyz, light), dot(finish.second[1].xyz, light),
                          dot(finish.second[2].xyz, light));
            light = dot(finish.normal.xyz, light) >= 0.0 ? a : b;
        }
        if (kBlends) {
            vec3 before = linear_from_screen(texelFetch(shown, pixel, 0).rgb);
            light = mix(before, light, finish.normal.w);
        }
        color = screen_from_linear(light);
    }
    out_color = vec4(color, 1.0);
}
