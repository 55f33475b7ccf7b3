#version 450
// SPDX-License-Identifier: Apache-2.0
// Points as large as the gaps between them (attenuation), and content lines and outlines, which
// share its streams.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 2) in uint feature;
layout(location = 6) in vec4 vertex_color;
layout(location = 7) in vec4 instance_x;
layout(location = 8) in vec4 instance_y;
layout(location = 9) in vec4 instance_z;
layout(location = 10) in uint instance_feature;

layout(location = 0) flat out vec4 out_color;

void main() {
    vec4 local = vec4(position_m, 1.0);
    vec3 placed = vec3(dot(instance_x, local), dot(instance_y, local), dot(instance_z, local));
    uint row = instance_feature == 0xFFFFFFFFu ? feature : instance_feature;
    vec4 own = tile.base_color * vertex_color;
    Styled style = styled(own.rgb, tile.style_base, style_row(row, gl_VertexIndex));
    out_color = vec4(style.color, own.a);
    vec4 clip = tile.clip_from_tile * vec4(placed, 1.0);
    gl_PointSize = clamp(tile.point_size_m * frame.camera.y / max(clip.w, 1e-3), 1.5, 24.0);
    if (kStyled && style.point_px > 0.0) gl_PointSize = style.point_px;
    // Lines of a surface lie in it: they are drawn a thousandth of their distance nearer.
    if ((tile.flags & kTileLifted) != 0u) clip.z *= 1.001;
    gl_Position = clip;
    if (kStyled && style.hidden) gl_Position = kNowhere;
}
