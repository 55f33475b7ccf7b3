// SPDX-License-Identifier: Apache-2.0
// glTF 2.0 materials: textures with their transforms, and the metallic-roughness BRDF.
#ifndef MATERIAL_GLSL
#define MATERIAL_GLSL
#include "frame_data.h"

// A storage buffer, because lavapipe 22.3 compiles a shader anew, and keeps it, each time that a
// uniform buffer is bound whose values decide its branches: seconds and gigabytes a thousand
// materials.
layout(set = 1, binding = 0, std140) readonly buffer Material {
    MaterialData material;
};
layout(set = 1, binding = 1) uniform sampler2D base_color_map;
layout(set = 1, binding = 2) uniform sampler2D metallic_roughness_map;
layout(set = 1, binding = 3) uniform sampler2D normal_map;
layout(set = 1, binding = 4) uniform sampler2D occlusion_map;
layout(set = 1, binding = 5) uniform sampler2D emissive_map;

const float kPi = 3.14159265359;

// KHR_texture_transform.
vec2 texture_uv(int map, vec4 uvs) {
    TextureTransform t = material.transforms[map];
    vec2 uv = t.row_u.w > 0.5 ? uvs.zw : uvs.xy;
    return vec2(dot(t.row_u.xy, uv) + t.row_u.z, dot(t.row_v.xy, uv) + t.row_v.z);
}

// What a step of both uv sets is in a map's coordinates.
vec2 texture_step(int map, vec4 steps) {
    TextureTransform t = material.transforms[map];
    vec2 uv = t.row_u.w > 0.5 ? steps.zw : steps.xy;
    return vec2(dot(t.row_u.xy, uv), dot(t.row_v.xy, uv));
}

// What reflects, after the maps.
struct Surface {
    vec3 diffuse;
    vec3 specular;  // At normal incidence.
    float roughness;
    float occlusion;
};

// Trowbridge-Reitz (GGX) with height-correlated Smith visibility and Schlick's Fresnel: glTF 2.0,
// appendix B.3. Returns the reflected share for light over pi.
vec3 brdf(Surface s, vec3 n, vec3 v, vec3 l) {
    vec3 h = normalize(v + l);
    float nl = max(dot(n, l), 0.0);
    float nv = max(dot(n, v), 1e-3);
    float nh = max(dot(n, h), 0.0);
    float vh = max(dot(v, h), 0.0);
    float a = max(s.roughness * s.roughness, 2e-3);
    float a2 = a * a;
    float f = nh * nh * (a2 - 1.0) + 1.0;
    float d = a2 / (kPi * f * f);
    float visibility =
        0.5 /
        max(nl * sqrt(nv * nv * (1.0 - a2) + a2) + nv * sqrt(nl * nl * (1.0 - a2) + a2), 1e-4);
    vec3 fresnel = s.specular + (1.0 - s.specular) * pow(1.0 - vh, 5.0);
    return ((1.0 - fresnel) * s.diffuse + fresnel * (d * visibility * kPi)) * nl;
}

// Karis 2014, "Physically based shading on mobile": the environment term without a table.
vec3 environment_brdf(vec3 specular, float roughness, float nv) {
    const vec4 c0 = vec4(-1.0, -0.0275, -0.572, 0.022);
    const vec4 c1 = vec4(1.0, 0.0425, 1.04, -0.04);
    vec4 r = roughness * c0 + c1;
    float a004 = min(r.x * r.x, exp2(-9.28 * nv)) * r.x + r.y;
    vec2 ab = vec2(-1.04, 1.04) * a004 + r.zw;
    return specular * ab.x + ab.y;
}

// Tangent frame from screen derivatives of the position (dp) and of uv (d), where a model brings
// none (Mikkelsen 2010, "Bump mapping unparametrized surfaces on the GPU").
mat3 tangent_frame(vec3 n, vec3 dp1, vec3 dp2, vec2 d1, vec2 d2) {
    vec3 p2 = cross(dp2, n), p1 = cross(n, dp1);
    vec3 t = p2 * d1.x + p1 * d2.x;
    vec3 b = p2 * d1.y + p1 * d2.y;
    float scale = inversesqrt(max(max(dot(t, t), dot(b, b)), 1e-20));
    return mat3(t * scale, b * scale, n);
}
#endif
