#version 450
// SPDX-License-Identifier: Apache-2.0
// Symbols that face the screen and keep their size there: a point for each. On a software device a
// point costs a tenth of a quad that is instanced.
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 place_m;
layout(location = 1) in vec4 color;
layout(location = 2) in uvec4 look;  // Shape, fill, size in sixteenths, flags.

layout(push_constant) uniform Constants {
    SymbolConstants set;
};

layout(constant_id = 0) const bool kDots = false;

layout(location = 0) flat out vec4 out_color;
layout(location = 1) flat out vec4 out_size;   // Half a symbol, half the point, fill, chosen.
layout(location = 2) flat out vec4 out_plane_a;  // Normal, distance; w: folds upside down.
layout(location = 3) flat out vec4 out_plane_b;  // w: folds along the diagonal.
layout(location = 4) flat out vec4 out_plane_c;  // w: sharpens upwards.
layout(location = 5) flat out vec2 out_round;    // Radius of a circle, width of its line.

// A shape is what lies inside three half-planes and a ring, after folding right onto left: few
// operations a pixel, whatever the shape.
struct Shape {
    vec4 a, b, c;
    vec2 round;
};
const vec4 kNone = vec4(0.0, 0.0, 9.0, 0.0);
const Shape kShapes[12] = Shape[](
    Shape(kNone, kNone, kNone, vec2(0.0, 0.95)),                                  // Circle.
    Shape(vec4(1.0, 0.0, 0.8, 1.0), vec4(0.0, 1.0, 0.8, 0.0), kNone, vec2(0.0, 9.0)),  // Square.
    Shape(vec4(0.707, 0.707, 0.707, 1.0), kNone, kNone, vec2(0.0, 9.0)),          // Diamond.
    Shape(vec4(0.866, 0.5, 0.5, 0.0), vec4(0.0, -1.0, 0.8, 0.0), kNone, vec2(0.0, 9.0)),
    Shape(vec4(0.866, -0.5, 0.5, 0.0), vec4(0.0, 1.0, 0.8, 0.0), kNone, vec2(0.0, 9.0)),
    Shape(vec4(0.866, 0.5, 0.866, 1.0), vec4(0.0, 1.0, 0.866, 0.0), kNone, vec2(0.0, 9.0)),
    Shape(vec4(0.0, -1.0, 0.809, 0.0), vec4(0.951, -0.309, 0.809, 0.0),
          vec4(0.588, 0.809, 0.809, 0.0), vec2(0.0, 9.0)),                        // Pentagon.
    Shape(vec4(1.0, 0.0, 0.95, 1.0), vec4(0.0, 1.0, 0.38, 1.0), kNone, vec2(0.0, 9.0)),  // Cross.
    Shape(vec4(0.0, 1.0, 0.98, 0.0), kNone, vec4(0.0, 0.0, 9.0, 1.3), vec2(0.0, 0.95)),  // Drop.
    Shape(vec4(1.0, 0.0, 0.42, 1.0), vec4(0.0, 1.0, 0.95, 0.0), kNone, vec2(0.0, 9.0)),  // Bar.
    Shape(vec4(0.9, 0.436, 0.436, 0.0), vec4(-0.5, -0.866, 0.3, 0.0), kNone, vec2(0.0, 9.0)),
    Shape(kNone, kNone, kNone, vec2(0.66, 0.3)));                                 // Ring.

void main() {
    vec4 clip = frame.clip_from_relative * vec4(set.anchor_m + place_m, 1.0);
    bool is_chosen = (look.w & 1u) != 0u;
    float half_px = set.size_px * 0.5 * float(look.z) / 16.0 * (is_chosen ? 1.35 : 1.0);
    out_color = vec4(color.rgb, color.a * set.alpha);
    gl_Position = vec4(0.0, 0.0, -1.0, 0.5);
    gl_PointSize = 1.0;
    float rim_px = kDots ? 0.0 : is_chosen ? 5.0 : 2.0;
    float reach = half_px + rim_px + set.pin_px * 0.5;
    out_size = vec4(half_px, reach, float(look.y), is_chosen ? 1.0 : 0.0);
    if (!kDots) {
        Shape shape = kShapes[min(look.x, 11u)];
        out_plane_a = shape.a;
        out_plane_b = shape.b;
        out_plane_c = shape.c;
        out_round = shape.round;
    }
    if (clip.w < frame.camera.x || color.a == 0.0) return;
    // On its tip, so that the ground before it does not cut it in half.
    if (set.pin_px > 0.0) {
        clip.y -= (half_px + set.pin_px * 0.5) / (frame.viewport_px.w * 0.5) * clip.w;
    }
    clip.z *= set.pin_px > 0.0 ? 1.0005 : 1.002;
    gl_Position = clip;
    gl_PointSize = 2.0 * reach;
}
