#version 450
// SPDX-License-Identifier: Apache-2.0
// glTF 2.0 materials. With kPhysical the whole metallic-roughness model; without it base colour,
// matte, under the same light, which a software device can pay for.
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"
#include "material.glsl"
#include "pattern.glsl"
#include "tone.glsl"
#include "unpainted.glsl"
#include "vertex.glsl"

layout(constant_id = 0) const bool kStyled = false;
layout(constant_id = 1) const bool kToneMapHere = true;
layout(constant_id = 4) const bool kPhysical = false;
layout(constant_id = 5) const bool kAlphaMask = false;

layout(location = 0) in vec3 in_position_m;
layout(location = 1) in vec4 in_normal;
layout(location = 2) in vec4 in_tangent;
layout(location = 3) in vec4 in_uv;
layout(location = 4) in vec4 in_color;
layout(location = 5) flat in float in_pattern;
layout(location = 0) out vec4 out_color;

// Steps to the neighbouring pixels, taken before the first branch: lavapipe leaves out what covers
// no pixel inside of one, and would find them wrong at every edge of a triangle.
vec3 position_dx, position_dy;
vec4 uv_dx, uv_dy;

vec4 map_at(sampler2D map, int index) {
    return textureGrad(map, texture_uv(index, in_uv), texture_step(index, uv_dx),
                       texture_step(index, uv_dy));
}

vec3 shading_normal(vec3 view) {
    // Tiles without normals are shaded flat, as glTF asks (section 3.7.2.1).
    vec3 face = normalize(cross(position_dx, position_dy));
    if (dot(face, view) < 0.0) face = -face;
    if ((tile.flags & kTileHasNormals) == 0u) return face;
    vec3 n = normalize(in_normal.xyz);
    // Double-sided: the side that is seen is the front (section 3.9.6).
    if (!gl_FrontFacing) n = -n;
    if (!kPhysical || material.has_texture.y < 0.5) return n;
    vec3 bump = map_at(normal_map, 2).xyz * 2.0 - 1.0;
    bump.xy *= material.surface.z;
    mat3 frame_of_uv;
    if (dot(in_tangent.xyz, in_tangent.xyz) > 0.01) {
        vec3 t = normalize(in_tangent.xyz - n * dot(n, in_tangent.xyz));
        frame_of_uv = mat3(t, cross(n, t) * in_tangent.w, n);
    } else {
        // Texture v grows downwards, the bitangent upwards.
        const vec2 up = vec2(1.0, -1.0);
        frame_of_uv = tangent_frame(n, position_dx, position_dy, texture_step(2, uv_dx) * up,
                                    texture_step(2, uv_dy) * up);
    }
    return normalize(frame_of_uv * bump);
}

Surface surface_of(vec3 base) {
    vec4 maps = vec4(1.0);
    if (material.has_texture.x > 0.5) maps = map_at(metallic_roughness_map, 1);
    Surface s;
    if (material.model.y > 0.5) {
        // KHR_materials_pbrSpecularGlossiness: specular in rgb, glossiness in alpha.
        s.specular = vec3(material.surface.x) * maps.rgb;
        s.diffuse = base * (1.0 - max(s.specular.r, max(s.specular.g, s.specular.b)));
        s.roughness = 1.0 - (1.0 - material.surface.y) * maps.a;
    } else {
        float metallic = material.surface.x * maps.b;
        s.roughness = material.surface.y * maps.g;
        s.diffuse = base * (1.0 - metallic);
        s.specular = mix(vec3(0.04), base, metallic);
    }
    s.occlusion = 1.0;
    if (material.has_texture.z > 0.5) {
        float occlusion = map_at(occlusion_map, 3).r;
        s.occlusion = 1.0 + material.surface.w * (occlusion - 1.0);
    }
    return s;
}

vec3 physical_light(Surface s, vec3 n, vec3 view, float sun) {
    vec3 color = brdf(s, n, view, tile.to_sun) * frame.sun.rgb * sun;
    float nv = max(dot(n, view), 0.0);
    vec3 mirrored = reflect(-view, n);
    // The sky as a mirror sees it: bright at the horizon, blue above, ground below; rough surfaces
    // see it blurred into the ambient light.
    vec3 sharp = mirrored.z > 0.0 ? mix(frame.horizon.rgb, frame.zenith.rgb, sqrt(mirrored.z))
                                  : mix(frame.horizon.rgb, frame.ground.rgb, sqrt(-mirrored.z));
    vec3 seen = mix(sharp, ambient_light(mirrored.z), s.roughness);
    vec3 ambient =
        s.diffuse * ambient_light(n.z) + environment_brdf(s.specular, s.roughness, nv) * seen;
    return color + ambient * (s.occlusion * in_normal.w);
}

void main() {
    position_dx = dFdx(in_position_m);
    position_dy = dFdy(in_position_m);
    uv_dx = dFdx(in_uv);
    uv_dy = dFdy(in_uv);
    vec4 base = material.base_color * in_color;
    if (material.model.w > 0.5) base *= map_at(base_color_map, 0);
    if (kAlphaMask && material.model.z > 0.5 && base.a < material.emissive.w) discard;
    if (kStyled) base.rgb = patterned(base.rgb, in_pattern);
    float depth_m = 1.0 / gl_FragCoord.w;
    vec3 view = normalize(tile.camera_m - in_position_m);
    vec3 color;
    if (material.model.x > 0.5) {
        color = base.rgb;
    } else {
        vec3 n = shading_normal(view);
        // A styled feature keeps the colour it was given.
        bool is_plain = dot(in_color.rgb, vec3(1.0)) > 2.98;
        if ((tile.flags & kTileUnpainted) != 0u && is_plain) base.rgb *= unpainted_color(n.z);
        float facing = max(dot(n, tile.to_sun), 0.0);
        float sun = facing;
        if (kShadowCascades > 0u && facing > 0.0) {
            sun = sunlight(relative_position(gl_FragCoord.xy, depth_m), facing);
            if (!kPhysical) sun *= facing;
        } else if (kPhysical) {
            sun = 1.0;
        }
        if (kPhysical) {
            color = physical_light(surface_of(base.rgb), n, view, sun);
        } else {
            color = base.rgb * (frame.sun.rgb * sun + ambient_light(n.z) * in_normal.w);
        }
        vec3 emitted = material.emissive.rgb;
        if (material.has_texture.w > 0.5)
            emitted *= map_at(emissive_map, 4).rgb;
        color += emitted;
    }
    color = with_haze(color, depth_m);
    // A blended material keeps its own alpha; tile opacity comes on top for all.
    float alpha = (tile.flags & kTileBlended) != 0u ? base.a : 1.0;
    out_color = vec4(kToneMapHere ? tone_map(color) : color, alpha * tile.opacity);
}
