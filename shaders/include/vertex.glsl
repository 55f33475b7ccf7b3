// SPDX-License-Identifier: Apache-2.0
// Unpacking content::VertexGeometry and placing it.
#ifndef VERTEX_GLSL
#define VERTEX_GLSL
#include "frame_data.h"

layout(push_constant) uniform Constants {
    TileConstants tile;
};

// Which style counts: the feature's, or the point's own where points have no features.
uint style_row(uint feature, int vertex) {
    return (tile.flags & kTilePlainPoints) != 0u ? uint(vertex) : feature;
}

// Octahedral (Cigolle et al. 2014); not normalised, the caller decides whether it must be.
vec3 unpack_normal(vec2 oct) {
    vec3 n = vec3(oct, 1.0 - abs(oct.x) - abs(oct.y));
    float fold = max(-n.z, 0.0);
    n.x += n.x >= 0.0 ? -fold : fold;
    n.y += n.y >= 0.0 ? -fold : fold;
    return normalize(n);
}

// A normal under the affine matrix of rows x, y, z: by its cofactors, which keep right angles under
// uneven scale, and outwards under a mirroring one.
vec3 placed_normal(vec3 x, vec3 y, vec3 z, vec3 normal) {
    vec3 yz = cross(y, z);
    vec3 n = vec3(dot(yz, normal), dot(cross(z, x), normal), dot(cross(x, y), normal));
    return normalize(dot(x, yz) < 0.0 ? -n : n);
}

// Ambient light is less near the foot of walls, where neighbours and ground hide the sky; flat
// roofs and ground keep theirs.
float openness(float height_m, float normal_z) {
    float near_ground = 1.0 - smoothstep(-2.0, 14.0, height_m - tile.ground_m);
    return 1.0 - 0.35 * near_ground * (1.0 - abs(normal_z));
}
#endif
