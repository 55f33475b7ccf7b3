// SPDX-License-Identifier: Apache-2.0
// Colour, hide and highlight of a feature. A texel buffer, since a software device gathers from it
// for all lanes at once but reads storage buffers lane by lane.
#ifndef STYLE_GLSL
#define STYLE_GLSL
#include "tone.glsl"

layout(constant_id = 0) const bool kStyled = false;
layout(set = 0, binding = 2) uniform usamplerBuffer styles;

struct Styled {
    vec3 color;
    bool hidden;
    float point_px;  // 0: not said.
    float pattern;   // 0: none.
};

Styled styled(vec3 own, uint style_base, uint feature) {
    Styled result = Styled(own, false, 0.0, 0.0);
    if (!kStyled || feature == 0xFFFFFFFFu) return result;
    uvec2 style = texelFetch(styles, int(style_base + feature)).xy;
    vec4 color = unpack_srgb(style.x);
    result.color = mix(own, color.rgb, color.a);
    if ((style.y & kStyleHighlighted) != 0u)
        result.color = mix(result.color, vec3(1.0, 0.62, 0.06), 0.72);
    result.hidden = (style.y & kStyleHidden) != 0u;
    result.point_px = float((style.y >> kStylePointShift) & 0xFFu) * 0.25;
    result.pattern = float((style.y >> kStylePatternShift) & 0xFFu);
    return result;
}

// A hidden feature's triangles all land here, outside the clip volume.
const vec4 kNowhere = vec4(0.0, 0.0, -1.0, 0.5);
#endif
