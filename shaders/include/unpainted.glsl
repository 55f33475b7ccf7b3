// SPDX-License-Identifier: Apache-2.0
// What untextured models wear: plaster, and roofs a little apart from walls by their slope alone,
// so that shapes read. White would clip in the sun.
#ifndef UNPAINTED_GLSL
#define UNPAINTED_GLSL

const vec3 kUnpaintedWall = vec3(0.740, 0.700, 0.640);
const vec3 kUnpaintedFlatRoof = vec3(0.640, 0.615, 0.580);
const vec3 kUnpaintedSlope = vec3(0.600, 0.490, 0.415);

vec3 unpainted_color(float normal_z) {
    vec3 roof = mix(kUnpaintedSlope, kUnpaintedFlatRoof, smoothstep(0.94, 0.99, normal_z));
    return mix(kUnpaintedWall, roof, smoothstep(0.25, 0.45, normal_z));
}
#endif
