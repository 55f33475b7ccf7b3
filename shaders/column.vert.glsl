#version 450
// SPDX-License-Identifier: Apache-2.0
// Upright prisms of six sides with a lid, made here: 36 vertices of sides, 12 of the lid.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec4 foot_radius;
layout(location = 1) in vec4 top;
layout(location = 2) in vec4 color;

layout(location = 0) flat out vec4 out_color;
layout(location = 1) out float out_height;  // 0 at the foot, 1 at the lid.

const float kSixth = 1.04719755;
// Two triangles of a side: which of its corners (0 or 1), and whether it is above.
const ivec2 kSide[6] = ivec2[](ivec2(0, 0), ivec2(1, 0), ivec2(1, 1), ivec2(0, 0), ivec2(1, 1),
                               ivec2(0, 1));
const int kLid[12] = int[](0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5);

void main() {
    vec3 axis = top.xyz - foot_radius.xyz;
    vec3 up = dot(axis, axis) > 0.0 ? normalize(axis) : frame.up.xyz;
    vec3 east = normalize(abs(up.z) < 0.99 ? vec3(-up.y, up.x, 0.0) : vec3(0.0, up.z, -up.y));
    vec3 north = cross(up, east);
    bool is_lid = gl_VertexIndex >= 36;
    int corner = is_lid ? kLid[gl_VertexIndex - 36]
                        : gl_VertexIndex / 6 + kSide[gl_VertexIndex % 6].x;
    bool is_above = is_lid || kSide[gl_VertexIndex % 6].y == 1;
    float angle = float(corner) * kSixth;
    vec3 outwards = east * cos(angle) + north * sin(angle);
    float middle = (float(gl_VertexIndex / 6) + 0.5) * kSixth;
    vec3 normal = is_lid ? up : east * cos(middle) + north * sin(middle);
    vec3 place = (is_above ? top.xyz : foot_radius.xyz) + outwards * foot_radius.w;
    // Overlays keep their colour whatever the hour: the light is a fixed one, from the upper left.
    float light = is_lid ? 1.12 : 0.8 + 0.3 * dot(normal, normalize(east * -0.8 - north * 0.5));
    out_color = vec4(color.rgb * light, color.a);
    out_height = is_above ? 1.0 : 0.0;
    gl_Position = frame.clip_from_relative * vec4(place, 1.0);
    gl_Position.z *= 1.0005;
}
