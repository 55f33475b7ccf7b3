// SPDX-License-Identifier: Apache-2.0
// Distances out of the reversed infinite depth buffer.
#ifndef DEPTH_GLSL
#define DEPTH_GLSL
#include "frame.glsl"

const float kFarAway = 6.0e4;  // Where nothing was drawn; fits a half float.

float distance_of(float depth) {
    return depth > 0.0 ? min(frame.camera.x / depth, kFarAway) : kFarAway;
}
#endif
