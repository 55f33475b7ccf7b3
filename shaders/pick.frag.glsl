#version 450
// SPDX-License-Identifier: Apache-2.0
#extension GL_GOOGLE_include_directive : require
#include "vertex.glsl"

layout(location = 0) flat in uint in_feature;
layout(location = 0) out uvec2 out_hit;  // Tile index + 1 (0: nothing), feature row.

void main() {
    out_hit = uvec2(tile.tile_index + 1u, in_feature);
}
