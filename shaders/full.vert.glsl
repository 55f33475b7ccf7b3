#version 450
// SPDX-License-Identifier: Apache-2.0
// Everything a glTF primitive may bring: texture coordinates, tangents, vertex colours, instances.
// Streams a primitive lacks are bound with stride 0 to one default value.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 1) in vec2 normal_oct;
layout(location = 2) in uint feature;
layout(location = 3) in vec2 uv0;
layout(location = 4) in vec2 uv1;
layout(location = 5) in vec4 tangent;
layout(location = 6) in vec4 vertex_color;
layout(location = 7) in vec4 instance_x;
layout(location = 8) in vec4 instance_y;
layout(location = 9) in vec4 instance_z;
layout(location = 10) in uint instance_feature;

layout(location = 0) out vec3 out_position_m;
layout(location = 1) out vec4 out_normal;  // w: openness.
layout(location = 2) out vec4 out_tangent;
layout(location = 3) out vec4 out_uv;
layout(location = 4) out vec4 out_color;
layout(location = 5) flat out float out_pattern;

void main() {
    vec4 local = vec4(position_m, 1.0);
    vec3 placed = vec3(dot(instance_x, local), dot(instance_y, local), dot(instance_z, local));
    mat3 turn = transpose(mat3(instance_x.xyz, instance_y.xyz, instance_z.xyz));
    vec3 normal = placed_normal(instance_x.xyz, instance_y.xyz, instance_z.xyz,
                                unpack_normal(normal_oct));
    out_position_m = placed;
    out_normal = vec4(normal, openness(placed.z, normal.z));
    out_tangent = vec4(turn * tangent.xyz, tangent.w);
    out_uv = vec4(uv0, uv1);
    uint row = instance_feature == 0xFFFFFFFFu ? feature : instance_feature;
    Styled style = styled(vertex_color.rgb, tile.style_base, row);
    out_color = vec4(style.color, vertex_color.a);
    out_pattern = style.pattern;
    gl_Position = tile.clip_from_tile * vec4(placed, 1.0);
    if (kStyled && style.hidden) gl_Position = kNowhere;
}
