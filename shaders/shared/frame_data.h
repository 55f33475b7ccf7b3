// SPDX-License-Identifier: Apache-2.0
// Structs that C++ fills and shaders read. Only vec4 and mat4 members (and 16-byte groups in push
// constants), so that std140, std430 and C++ agree on every offset.
#ifndef BELVEDERE_SHARED_FRAME_DATA_H
#define BELVEDERE_SHARED_FRAME_DATA_H

#ifdef __cplusplus
#include <cstdint>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
namespace belvedere::render::shared {
using glm::mat4;
using glm::vec3;
using glm::vec4;
using uint = std::uint32_t;
#endif

// One view. "Relative" is the world's axes with the camera at the origin.
struct FrameData {
    mat4 clip_from_relative;
    mat4 relative_from_horizon;    // Turns the sky dome upright; no translation.
    mat4 shadow_from_relative[4];  // Atlas coordinates and depth of each cascade.
    vec4 cascade_bias;             // Depth that one texel covers on a slope of 1, for each cascade.
    vec4 shadow;                   // x cascades in use, y 1 / cascades in the atlas, z 1 / side.
    // Position relative to the camera = (corner + x across + y down) * depth, from gl_FragCoord.
    vec4 ray_corner;
    vec4 ray_across;
    vec4 ray_down;
    vec4 to_sun;  // World axes; w: sine of the sun's height.
    vec4 up;      // World axes.
    vec4 sun;     // Irradiance over pi, exposed. w: 1 when the sky dome is drawn.
    vec4 sky;
    vec4 ground;
    vec4 horizon;  // w: haze, extinction for each metre.
    vec4 zenith;
    vec4 background;   // Linear colour without a sky.
    vec4 viewport_px;  // x, y, width, height in the target.
    vec4 camera;       // x near plane, y pixels a metre covers at 1 m, z time (s), w reach of
                       // occlusion (pixels).
    vec4 effects;      // x occlusion, y eye-dome strength, z occlusion radius (m), w edges.
    // Texture coordinate of a field = dot(xyz, position relative to the camera) + w.
    vec4 field_u;
    vec4 field_v;
    vec4 field;            // x classes, y trust from which it is not hatched.
    vec4 field_colors[8];  // Linear, of each class.
};

// What one primitive of one tile needs: push constants, all of the 128 bytes there are.
struct TileConstants {
    mat4 clip_from_tile;
    vec3 to_sun;      // In the tile's frame, where up is z.
    uint style_base;  // Of the tile's first feature, or of the first point, in the style buffer.
    vec3 camera_m;    // The eye in the tile's frame.
    uint tile_index;  // In the draw list; for picking.
    vec4 base_color;  // Linear; alpha holds the tile's opacity too.
    float ground_m;   // Lowest height of the tile: walls darken towards it.
    float point_size_m;
    uint flags;  // kTile... below.
    float opacity;
};

const uint kTileHasNormals = 1u;
const uint kTileBlended = 2u;
const uint kTileLifted = 4u;  // Lines that lie in a surface.
const uint kTileUnpainted = 8u;  // White because nobody gave it a colour.
const uint kTilePlainPoints = 16u;  // Points without features: each has a style of its own.

// glTF material, as content::MaterialRecord holds it, arranged for std140.
struct TextureTransform {
    vec4 row_u;  // u' = dot(row_u.xy, uv) + row_u.z; w: uv set 0 or 1.
    vec4 row_v;
};
struct MaterialData {
    vec4 base_color;
    vec4 emissive;     // w: alpha cutoff.
    vec4 surface;      // metallic, roughness, normal scale, occlusion strength.
    vec4 has_texture;  // 1 for: metallic-roughness, normal, occlusion, emissive.
    vec4 model;  // x 1 unlit, y 1 specular-glossiness, z 1 alpha mask, w 1 base colour texture.
    TextureTransform
        transforms[5];  // Base colour, metallic-roughness, normal, occlusion, emissive.
};

// Style of one feature, as the style buffer holds it.
struct FeatureStyleData {
    uint color;  // RGBA8, sRGB; alpha is how much of it replaces the tile's own colour.
    // kStyle... below; the second byte is the size of points in quarters of a pixel, the third a
    // pattern (pattern_rows.h).
    uint flags;
};
const uint kStyleHidden = 1u;
const uint kStyleHighlighted = 2u;
const uint kStylePointShift = 8u;
const uint kStylePatternShift = 16u;

// One line, dot or box side of the overlay.
struct OverlayData {
    vec4 from;   // Relative to the camera, metres; w: width in pixels.
    vec4 to;     // w: 0 line, 1 dot.
    vec4 color;  // sRGB, straight alpha.
};

// One column: where it stands and ends.
struct ColumnData {
    vec4 foot;   // Relative to the camera, metres; w: radius.
    vec4 top;
    vec4 color;  // sRGB, straight alpha.
};

// One set of symbols: push constants.
struct SymbolConstants {
    vec3 anchor_m;  // Relative to the camera.
    float size_px;
    vec4 accent;  // sRGB.
    float alpha;  // Of all of them.
    float pin_px;  // Length of the tip below a symbol; 0: centred on its place.
    float unused_a, unused_b;
};

#ifdef __cplusplus
static_assert(sizeof(SymbolConstants) == 48);
static_assert(sizeof(FrameData) == 64 * 6 + 16 * 27);
static_assert(sizeof(TileConstants) == 128);
static_assert(sizeof(MaterialData) == 80 + 5 * 32);
static_assert(sizeof(FeatureStyleData) == 8);
static_assert(sizeof(OverlayData) == 48);
static_assert(sizeof(ColumnData) == 48);
}  // namespace belvedere::render::shared
#endif
#endif
