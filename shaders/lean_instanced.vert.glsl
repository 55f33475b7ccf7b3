#version 450
// SPDX-License-Identifier: Apache-2.0
// lean.vert for primitives that stand in many places: trees, lamps, cars.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "unpainted.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 1) in vec2 normal_oct;
layout(location = 2) in uint feature;
layout(location = 7) in vec4 instance_x;
layout(location = 8) in vec4 instance_y;
layout(location = 9) in vec4 instance_z;
layout(location = 10) in uint instance_feature;

layout(location = 0) out vec3 out_light;
layout(location = 1) flat out vec4 out_color;  // w: pattern.

void main() {
    vec4 local = vec4(position_m, 1.0);
    vec3 placed = vec3(dot(instance_x, local), dot(instance_y, local), dot(instance_z, local));
    vec3 normal = placed_normal(instance_x.xyz, instance_y.xyz, instance_z.xyz,
                                unpack_normal(normal_oct));
    out_light = vec3(dot(normal, tile.to_sun), normal.z, openness(placed.z, normal.z));
    uint row = instance_feature == 0xFFFFFFFFu ? feature : instance_feature;
    vec3 own = tile.base_color.rgb;
    if ((tile.flags & kTileUnpainted) != 0u) own = unpainted_color(normal.z);
    Styled style = styled(own, tile.style_base, row);
    out_color = vec4(style.color, style.pattern);
    gl_Position = tile.clip_from_tile * vec4(placed, 1.0);
    if (kStyled && style.hidden) gl_Position = kNowhere;
}
