// SPDX-License-Identifier: Apache-2.0
// Passes positions and a colour on.
#version 460
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 colour;
layout(location = 0) out vec4 out_colour;
layout(push_constant) uniform Push { vec4 offset; } push;
void main() {
    gl_Position = vec4(position + push.offset.xyz, 1.0);
    out_colour = colour;
}
