// SPDX-License-Identifier: Apache-2.0
// The pattern of a legend's entry on what is coloured by it, in pixels of the screen, so that it
// looks as it does in the legend. Beside colour, for whoever does not tell colours apart.
#ifndef PATTERN_GLSL
#define PATTERN_GLSL
#include "pattern_rows.h"

// `pattern` 0: none. Ink is dark on light colours and light on dark ones, lit as they are.
vec3 patterned(vec3 color, float pattern) {
    if (pattern < 0.5) return color;
    uvec2 at = uvec2(gl_FragCoord.xy) % kPatternSide_px;
    uint row = kPatternRows[uint(pattern + 0.5) * kPatternSide_px + at.y];
    if (((row >> at.x) & 1u) == 0u) return color;
    float luminance = dot(color, vec3(0.2126, 0.7152, 0.0722));
    return luminance > 0.18 ? color * 0.12 : mix(color, vec3(1.0), 0.75);
}
#endif
