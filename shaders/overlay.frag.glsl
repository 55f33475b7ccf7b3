#version 450
// SPDX-License-Identifier: Apache-2.0
layout(location = 0) in vec2 in_offset_px;
layout(location = 1) flat in vec4 in_color;
layout(location = 2) flat in vec2 in_shape;
layout(location = 0) out vec4 out_color;

void main() {
    float distance_px = in_shape.y > 0.5 ? length(in_offset_px) : abs(in_offset_px.y);
    float cover = clamp(in_shape.x + 0.5 - distance_px, 0.0, 1.0);
    vec3 color = in_color.rgb;
    if (in_shape.y > 0.5) {
        // A white rim keeps a dot visible on any ground.
        color = mix(color, vec3(1.0), clamp(distance_px - in_shape.x + 2.0, 0.0, 1.0));
    }
    // Overlays are drawn in screen colours after tone mapping.
    out_color = vec4(color, in_color.a * cover);
}
