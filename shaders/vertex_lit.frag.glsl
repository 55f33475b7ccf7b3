#version 450
// SPDX-License-Identifier: Apache-2.0
#extension GL_GOOGLE_include_directive : require
#include "pattern.glsl"

layout(constant_id = 0) const bool kStyled = false;

layout(location = 0) flat in vec4 in_color;
layout(location = 0) out vec4 out_color;

void main() {
    out_color = vec4(kStyled ? patterned(in_color.rgb, in_color.a) : in_color.rgb, 1.0);
}
