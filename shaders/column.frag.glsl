#version 450
// SPDX-License-Identifier: Apache-2.0
layout(location = 0) flat in vec4 in_color;
layout(location = 1) in float in_height;
layout(location = 0) out vec4 out_color;

void main() {
    // Darker at the foot, so that a column stands and does not float.
    out_color = vec4(in_color.rgb * mix(0.78, 1.0, min(in_height * 4.0, 1.0)), in_color.a);
}
