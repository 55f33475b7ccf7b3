#version 450
// SPDX-License-Identifier: Apache-2.0
// The user interface: pixels from the top left corner.
layout(push_constant) uniform Constants {
    vec2 two_over_size;
}
ui;

layout(location = 0) in vec2 position_px;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 color;

layout(location = 0) out vec2 out_uv;
layout(location = 1) out vec4 out_color;

void main() {
    out_uv = uv;
    out_color = color;
    gl_Position = vec4(position_px * ui.two_over_size - 1.0, 0.0, 1.0);
}
