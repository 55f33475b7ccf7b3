// SPDX-License-Identifier: Apache-2.0
// What a frame shows: plain data that the application fills and the renderer reads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/geo/bounds.hpp"
#include "engine/geo/local_frame.hpp"
#include "engine/render/camera.hpp"

namespace belvedere::render {

class TileResources;
class SymbolBuffer;
class FieldTexture;

// sRGB, straight alpha.
struct Color {
    std::uint8_t r = 255, g = 255, b = 255, a = 255;
};

// One resident tile. `tile` must live until render() returns; it may be destroyed right after, the
// GPU's use of it is waited for by the FrameRing. `id` comes back from picking.
struct DrawTile {
    const TileResources* tile = nullptr;
    std::uint64_t id = 0;
    float opacity = 1.0f;  // Below 1 the tile is blended, behind everything opaque.
    // By which share of its distance the tile counts as nearer than it is: settles which of two
    // coinciding layers is seen. At most 0.01.
    float lift = 0.0f;
};

// Whether the city hides an overlay.
enum class Depth { kTested, kOnTop };

// A straight line between world positions, of constant width on the screen.
struct DrawLine {
    glm::dvec3 from{0.0};
    glm::dvec3 to{0.0};
    Color color;
    float width_px = 2.0f;
    Depth depth = Depth::kTested;
};

// A round dot of constant size on the screen, with a thin rim.
struct DrawMarker {
    glm::dvec3 position{0.0};
    Color color;
    float size_px = 10.0f;
    Depth depth = Depth::kOnTop;
};

// The outline of a symbol: tells what kind of thing it is, without colour. The numbers are those of
// the shader.
enum class SymbolShape : std::uint8_t {
    kCircle,
    kSquare,
    kDiamond,
    kTriangle,
    kTriangleDown,
    kHexagon,
    kPentagon,
    kCross,
    kDrop,
    kBar,
    kArrow,
    kRing
};
inline constexpr std::size_t kSymbolShapes = 12;

// How the inside of a symbol is painted: tells a state, without colour. Likewise.
enum class SymbolFill : std::uint8_t {
    kSolid,
    kHollow,   // The colour as a ring round a light middle.
    kCrossed,  // A light middle, struck through.
    kStriped,  // Slanting stripes, light and coloured.
    kDoubled,  // Solid, with a second line inside the rim.
    kSplit     // One half coloured, one half light.
};

// What is said of a symbol beside its look; bits.
inline constexpr std::uint8_t kSymbolChosen = 1;  // Larger, with a ring in SymbolSet::accent.

// One sign that stands at a place, faces the screen and keeps its size there: a device, a vehicle.
// 20 bytes, because there may be a hundred thousand and each may change in each frame.
struct Symbol {
    float x_m = 0.0f, y_m = 0.0f, z_m = 0.0f;  // World axes, from the set's anchor.
    Color color;                               // An alpha of 0 draws nothing.
    SymbolShape shape = SymbolShape::kCircle;
    SymbolFill fill = SymbolFill::kSolid;
    std::uint8_t size_sixteenths = 16;  // Of SymbolSet::size_px.
    std::uint8_t flags = 0;
};
static_assert(sizeof(Symbol) == 20);

// Symbols that are drawn together. From kPinSize_px on they stand on a short tip that points at
// their place; smaller ones lie centred on it.
struct SymbolSet {
    SymbolBuffer* symbols = nullptr;  // Lives until render() returns.
    glm::dvec3 anchor{0.0};           // World; near the symbols, at most some 100 km away.
    float size_px = 18.0f;            // 4 to 64.
    Color accent{255, 209, 102, 255};
    float hidden_alpha = 0.25f;  // How much of what the city hides shows through; 0: nothing.
};
inline constexpr float kPinSize_px = 12.0f;
// Smaller ones are round dots: no shape could be told in them.
inline constexpr float kDotSize_px = 9.0f;
inline constexpr float kTip_px = 4.0f;  // Of a symbol of 18 pixels; in proportion of others.

// An upright prism of six sides that stands on a place: a value as a height. Lit like the city, in
// the screen's colours, over what the city shows.
struct DrawColumn {
    glm::dvec3 foot{0.0};
    glm::dvec3 top{0.0};
    Color color;
    float radius_m = 4.0f;
};

enum class BoxFill {
    kEdges,   // Wire box: the debug overlay.
    kHatched  // Edges and striped sides: here something is missing.
};

struct DrawBox {
    geo::OrientedBox box;
    Color color;
    BoxFill fill = BoxFill::kEdges;
};

// A matte disc under the city, so that it never floats in nothing. It bends with the Earth and
// reaches the horizon from whatever height. It carries a fine metric grid along the frame's axes
// (not in the bench preset): lines every 1, 10, 100 ... m, ten times as far apart as the eye rises
// ten times, so that a person always has a measure.
struct DrawGround {
    geo::LocalFrame frame;       // East-north-up; the disc touches its origin. Lines cross there.
    double radius_m = 60'000.0;  // At least.
    Color color{158, 157, 148, 255};
    double finest_grid_m = 10.0;  // Lines are never closer than this.
};

// Values over an area, seen from above: ground and buildings below take the colour of their place.
// What is uncertain is fainter and hatched, and where nothing is known nothing is drawn. Costs a
// texel and some arithmetic a pixel of the composed picture, and composing where a preset would
// draw straight to the screen.
struct DrawField {
    FieldTexture* texture = nullptr;     // Lives until render() returns.
    geo::LocalFrame frame;               // Its x and y span the area.
    glm::dvec2 low_m{0.0}, high_m{1.0};  // Outer edges of the outer cells, in that frame.
    std::vector<Color> classes;          // At most kFieldClassesMax; alpha does not count.
};
inline constexpr std::size_t kFieldClassesMax = 8;
// FieldTexel::trust below which it is hatched.
inline constexpr float kFieldSure = 0.35f;

// Feature outlines: the edges a tile brings along (CESIUM_primitive_outline and the like).
struct EdgeStyle {
    Color color{38, 42, 50, 150};
    bool shown = false;
};

struct DrawList {
    std::vector<DrawTile> tiles;
    std::vector<DrawLine> lines;
    std::vector<DrawMarker> markers;
    std::vector<DrawColumn> columns;
    std::vector<DrawBox> boxes;
    std::vector<SymbolSet> symbols;
    std::optional<DrawGround> ground;
    std::optional<DrawField> field;
    EdgeStyle edges;
};

// A rectangle of the target, in pixels from its top left corner.
struct PixelRect {
    std::uint32_t x = 0, y = 0, width = 0, height = 0;
};

// One picture of the list. A frame draws up to kViewsMax of them side by side.
struct View {
    Camera camera;
    PixelRect area;                    // Whole target when the width is 0.
    geo::LocalFrame horizon;           // East-north-up at the camera: sets the sky upright.
    glm::dvec3 to_sun{0.0, 0.0, 1.0};  // Unit vector in the world.
    // Which part of the camera's picture the area shows, in the coordinates of ray_through; all of
    // it unless a picture is too large for the device and is drawn part by part. Light, shadows and
    // outlines are those of the whole, so that parts fit together. May reach beyond it.
    glm::dvec2 part_low{-1.0}, part_high{1.0};
};
inline constexpr std::size_t kViewsMax = 4;

}  // namespace belvedere::render
