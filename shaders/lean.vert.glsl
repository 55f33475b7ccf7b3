#version 450
// SPDX-License-Identifier: Apache-2.0
// Untextured, matte triangles: what most of a city is. Sun and sky are linear in the normal, so
// their cosines are interpolated instead of the normal itself.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "unpainted.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 1) in vec2 normal_oct;
layout(location = 2) in uint feature;

layout(location = 0) out vec3 out_light;  // Cosine to the sun, height of the normal, openness.
layout(location = 1) flat out vec4 out_color;  // w: pattern.

void main() {
    vec3 normal = unpack_normal(normal_oct);
    out_light = vec3(dot(normal, tile.to_sun), normal.z, openness(position_m.z, normal.z));
    vec3 own = tile.base_color.rgb;
    if ((tile.flags & kTileUnpainted) != 0u) own = unpainted_color(normal.z);
    Styled style = styled(own, tile.style_base, feature);
    out_color = vec4(style.color, style.pattern);
    gl_Position = tile.clip_from_tile * vec4(position_m, 1.0);
    if (kStyled && style.hidden) gl_Position = kNowhere;
}
