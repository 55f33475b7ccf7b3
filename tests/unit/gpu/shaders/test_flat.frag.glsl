// SPDX-License-Identifier: Apache-2.0
// Draws the colour, with one channel replaced by a specialization constant.
#version 460
layout(constant_id = 0) const float kBlue = 0.0;
layout(location = 0) in vec4 colour;
layout(location = 0) out vec4 out_colour;
void main() { out_colour = vec4(colour.rg, kBlue, colour.a); }
