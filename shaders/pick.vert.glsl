#version 450
// SPDX-License-Identifier: Apache-2.0
// Which tile and feature stands at a pixel. clip_from_tile is that of the picked rectangle alone.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "style.glsl"
#include "vertex.glsl"

layout(location = 0) in vec3 position_m;
layout(location = 2) in uint feature;
layout(location = 7) in vec4 instance_x;
layout(location = 8) in vec4 instance_y;
layout(location = 9) in vec4 instance_z;
layout(location = 10) in uint instance_feature;

layout(location = 0) flat out uint out_feature;

void main() {
    vec4 local = vec4(position_m, 1.0);
    vec3 placed = vec3(dot(instance_x, local), dot(instance_y, local), dot(instance_z, local));
    uint row = instance_feature == 0xFFFFFFFFu ? feature : instance_feature;
    out_feature = row;
    gl_Position = tile.clip_from_tile * vec4(placed, 1.0);
    // A dot is easier to hit than to see.
    gl_PointSize = 5.0;
    if (!kStyled) return;
    Styled style = styled(vec3(1.0), tile.style_base, style_row(row, gl_VertexIndex));
    gl_PointSize = max(gl_PointSize, style.point_px);
    if (style.hidden) gl_Position = kNowhere;
}
