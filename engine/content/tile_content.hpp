// SPDX-License-Identifier: Apache-2.0
// TileContent: one flat, relocatable block that holds all of a tile. The same bytes are what a
// decoder returns, what the disk cache stores, what may cross from a decoder process, and what is
// copied to the GPU: the second visit to a city is bounded by reading, not by parsing.
//
// The block starts with a TileContentHeader, whose table says where each section lies. Sections
// start at multiples of 16 bytes and hold arrays of the plain records below; records refer to each
// other by index and to text by StringRef, never by pointer. All numbers are little endian.
// Positions are float32 metres in the tile's own east-north-up frame (header.frame), z up.
// (16-bit positions were rejected: 0.5 mm needs float as soon as a tile is wider than 65 m, and one
// vertex layout is one pipeline less to compile on a software device.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

inline constexpr std::uint32_t kTileContentMagic = 0x31544C42;  // "BLT1"
// Raised with every change of a record below, so that a cache of an older program is not read.
inline constexpr std::uint32_t kTileContentVersion = 3;
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

// `count` records of another section, from `first`.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// Bytes in the text section; UTF-8, not terminated. Empty text is {0, 0}.
struct StringRef {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

enum class Section : std::uint32_t {
    kGeometry,   // VertexGeometry[]: every vertex of every primitive.
    kSurface,    // VertexSurface[]: texture coordinates and tangents, of primitives that have them.
    kColor,      // Rgba8[]: vertex colours (linear, straight alpha), of primitives that have them.
    kIndices16,  // u16[]: relative to the primitive's first vertex.
    kIndices32,  // u32[]: likewise, for primitives of more than 65,535 vertices.
    kInstances,  // InstanceRecord[].
    kPrimitives,    // PrimitiveRecord[].
    kMaterials,     // MaterialRecord[].
    kImages,        // ImageRecord[].
    kPixels,        // bytes: all levels of all images, each level at a multiple of 16.
    kClasses,       // FeatureClassRecord[].
    kColumns,       // ColumnRecord[].
    kColumnData,    // bytes: the columns' values, each column at a multiple of 8.
    kText,          // bytes: all text.
    kWarnings,      // StringRef[]: sentences about what was left out or mended.
    kExtensions,    // StringRef[]: names of the extensions that the content uses, each once.
    kFeatureSets,   // FeatureSetRecord[]: further sets of feature ids.
    kSetRows,       // u32[]: what those sets say of each vertex or instance.
    kContentFrame,  // ContentFrameRecord, none or one.
    kTexelSets,     // TexelSetRecord[]: numbers that vary over a surface.
    kTexelUvs,      // TexelUv[]: where their vertices lie in the images.
    kTexelImages,   // TexelImageRecord[].
    kTexels,        // bytes: the images' texels.
    kCount
};

// Everything up to and including kInstances is copied to the GPU as it stands, in one piece.
inline constexpr Section kLastGpuSection = Section::kInstances;

struct VertexGeometry {
    float position_m[3];
    std::int16_t
        normal_oct[2];      // Octahedral, snorm16 (Cigolle et al. 2014); {-32768,-32768}: none.
    std::uint32_t feature;  // Row of the feature table, kNone for none.
};
static_assert(sizeof(VertexGeometry) == 20);
inline constexpr std::int16_t kNoNormal = -32768;

struct VertexSurface {
    float uv0[2];
    float uv1[2];
    std::int8_t tangent[4];  // snorm8 x, y, z, handedness; all 0: none (derive it per pixel).
};
static_assert(sizeof(VertexSurface) == 20);

struct Rgba8 {
    std::uint8_t r, g, b, a;
};
static_assert(sizeof(Rgba8) == 4);

// Tile frame from the primitive's own vertices: rows of an affine 3x4 matrix.
struct InstanceRecord {
    float rows[3][4];
    std::uint32_t feature;  // Overrides the vertices' feature unless kNone.
    std::uint32_t reserved[3];
};
static_assert(sizeof(InstanceRecord) == 64);

enum class Topology : std::uint8_t { kTriangles, kLines, kPoints };

namespace primitive_flags {
inline constexpr std::uint8_t kHasNormals = 1;  // Else shade flat, from the derivative.
inline constexpr std::uint8_t kHasTangents = 2;
inline constexpr std::uint8_t kMirrored = 4;  // Winding was turned by a negative scale and mended.
}  // namespace primitive_flags

struct PrimitiveRecord {
    Range vertices;               // In kGeometry.
    std::uint32_t surface_first;  // In kSurface, one for each vertex; kNone without.
    std::uint32_t color_first;    // In kColor, one for each vertex; kNone without.
    Range indices;                // In kIndices16 or kIndices32; count 0: vertices in order.
    Range outline;                // Pairs of indices of edges to draw, same section and base.
    Range instances;              // In kInstances; count 0: drawn once where it stands.
    std::uint32_t material;       // In kMaterials; always valid.
    float bounds_min_m[3], bounds_max_m[3];  // Tile frame, instances included.
    Topology topology;
    std::uint8_t index_bytes;  // 0, 2 or 4.
    std::uint8_t flags;        // primitive_flags.
    std::uint8_t reserved;
};
static_assert(sizeof(PrimitiveRecord) == 72);

enum class AlphaMode : std::uint8_t { kOpaque, kMask, kBlend };
enum class Wrap : std::uint8_t { kRepeat, kClamp, kMirror };
enum class Filter : std::uint8_t { kLinear, kNearest };

// glTF 2.0 textureInfo with its sampler and KHR_texture_transform.
struct TextureRef {
    std::uint32_t image;  // In kImages; kNone: factor only.
    float offset[2];
    float scale[2];
    float rotation_rad;
    Wrap wrap_u, wrap_v;
    Filter filter;
    std::uint8_t uv_set;  // 0 or 1.
};
static_assert(sizeof(TextureRef) == 28);

namespace material_flags {
inline constexpr std::uint8_t kDoubleSided = 1;
inline constexpr std::uint8_t kUnlit = 2;  // KHR_materials_unlit.
inline constexpr std::uint8_t kSpecularGlossiness =
    4;  // Metallic/roughness fields hold that model.
}  // namespace material_flags

// glTF 2.0 material (section 3.9), or KHR_materials_pbrSpecularGlossiness: base_color is then the
// diffuse colour, emissive as ever, metallic_roughness texture the specular-glossiness one,
// roughness = 1 - glossiness, metallic = the largest specular component.
struct MaterialRecord {
    float base_color[4];
    float emissive[3];
    float metallic;
    float roughness;
    float normal_scale;
    float occlusion_strength;
    float alpha_cutoff;
    TextureRef base_color_texture, metallic_roughness_texture, normal_texture, occlusion_texture,
        emissive_texture;
    AlphaMode alpha_mode;
    std::uint8_t flags;  // material_flags.
    std::uint8_t reserved[2];
};
static_assert(sizeof(MaterialRecord) == 192);

enum class PixelFormat : std::uint32_t { kRgba8, kBc1, kBc3, kBc4, kBc5, kBc7 };

struct ImageRecord {
    std::uint32_t width, height;  // 1 ... limits::kImageSize_px.
    std::uint32_t levels;         // Mip levels present, >= 1, each half of the one before.
    PixelFormat format;
    std::uint64_t pixels_offset;  // In kPixels; levels follow each other at multiples of 16.
    std::uint64_t pixels_bytes;   // Of all levels with padding.
    std::uint32_t is_srgb;        // 1 for base colour and emissive images.
    std::uint32_t reserved;
};
static_assert(sizeof(ImageRecord) == 40);

// How a column's values are stored. The declared type keeps what the file said beyond that.
enum class ColumnType : std::uint32_t {
    kBool,     // u8, 0 or 1.
    kInt64,    // i64.
    kUInt64,   // u64.
    kFloat64,  // f64.
    kText,     // StringRef: a string, or the name of an enum value.
    kJson      // StringRef: JSON text of an array, object, vector or matrix.
};

struct ColumnRecord {
    StringRef name;      // As in the file: "bldg:measuredHeight".
    StringRef semantic;  // "ID", "NAME" ...; empty without.
    StringRef unit;      // Empty when unknown.
    StringRef description;
    StringRef declared_type;  // "SCALAR FLOAT32", "VEC3 UINT8", "ENUM roofType", "JSON number" ...
    std::uint64_t values_offset;  // In kColumnData: row count values.
    std::uint64_t
        nulls_offset;  // In kColumnData: one bit a row, 1 = no value; ~0 when none is null.
    ColumnType type;
    std::uint32_t reserved;
};
static_assert(sizeof(ColumnRecord) == 64);

// Rows of one class (a property table, a batch table). Classes lie one behind the other: the rows
// of all classes are 0 ... header.feature_count - 1, and a vertex's feature is such a row.
struct FeatureClassRecord {
    StringRef name;
    Range rows;
    Range columns;  // In kColumns.
    std::uint32_t
        id_column;  // Absolute index in kColumns of the column that names a feature; kNone.
    std::uint32_t
        parent_column;  // kInt64 column with the row of the parent (batch hierarchy); kNone.
};
static_assert(sizeof(FeatureClassRecord) == 32);

namespace feature_set_flags {
inline constexpr std::uint32_t kOfInstances = 1;  // Elements are instances, not vertices.
inline constexpr std::uint32_t kPlainIds = 2;     // Numbers of the file, without any attributes.
}  // namespace feature_set_flags

// A set of feature ids beside the one that vertices and instances carry themselves (a building and
// its storey, EXT_mesh_features and EXT_instance_features allow any number). Nothing is drawn or
// picked by it; see feature_sets.hpp.
struct FeatureSetRecord {
    StringRef name;            // Its label, its table's name, or "feature ids 1".
    Range elements;            // In kGeometry, or in kInstances.
    std::uint32_t rows_first;  // In kSetRows, one for each element: a row, or kNone.
    std::uint32_t flags;       // feature_set_flags.
};
static_assert(sizeof(FeatureSetRecord) == 24);

// Where a vertex lies in a TexelImageRecord; KHR_texture_transform is applied.
struct TexelUv {
    float u, v;
};
static_assert(sizeof(TexelUv) == 8);

// An image whose bytes are numbers and no colours, reduced to the channels that hold them. It stays
// on the CPU: nothing is drawn by it.
struct TexelImageRecord {
    std::uint32_t width, height;   // 1 ... limits::kImageSize_px.
    std::uint64_t texels_offset;   // In kTexels: rows from v = 0 on, tightly packed.
    std::uint32_t bytes_of_texel;  // 1 ... 4: the channels in their order, the lowest byte first.
    Wrap wrap_u, wrap_v;
    std::uint8_t reserved[2];
};
static_assert(sizeof(TexelImageRecord) == 24);

enum class TexelKind : std::uint32_t {
    kProperty,   // A property of a property texture (EXT_structural_metadata).
    kFeatureIds  // A feature-id texture (EXT_mesh_features).
};

// What an image says of each point of some triangles. See texel_sets.hpp.
struct TexelSetRecord {
    StringRef owner;          // Name of the property texture, or of the set of feature ids.
    StringRef name;           // The property's, as in the file; empty for feature ids.
    StringRef unit;           // Empty when unknown.
    StringRef declared_type;  // As ColumnRecord::declared_type.
    StringRef definition;     // kProperty: JSON that decode/tiles3d/texel_value.hpp reads.
    Range vertices;           // In kGeometry.
    std::uint32_t uvs_first;  // In kTexelUvs, one for each vertex.
    std::uint32_t image;      // In kTexelImages.
    Range rows;               // kFeatureIds: of their table; count 0: plain numbers of the file.
    std::uint32_t null_id;    // kFeatureIds: the id that means none; kNone without.
    TexelKind kind;
};
static_assert(sizeof(TexelSetRecord) == 72);

// From the tile's frame back to the coordinates the content was written in: rows of an affine. Only
// where styles may ask for them (POSITION of points).
struct ContentFrameRecord {
    double rows[3][4];
};
static_assert(sizeof(ContentFrameRecord) == 96);

// Where the tile's frame stands in the world: world = axes * position + origin.
struct FrameRecord {
    double origin[3];
    double axes[9];  // Column by column: x, y, z axes.
};

struct SectionRecord {
    std::uint64_t offset;  // From the start of the block; a multiple of 16.
    std::uint64_t bytes;
};

struct TileContentHeader {
    std::uint32_t magic;
    std::uint32_t version;
    std::uint64_t total_bytes;
    FrameRecord frame;
    float bounds_min_m[3],
        bounds_max_m[3];          // Of everything drawn, tile frame; min > max when empty.
    std::uint32_t feature_count;  // Rows of all classes together.
    std::uint32_t reserved;
    std::uint64_t triangle_count;  // Instances counted.
    std::uint64_t point_count;     // Likewise.
    std::uint64_t instance_count;  // Instances of the file (each placed model once).
    StringRef attribution;         // glTF asset.copyright; shown while the tile is drawn.
    StringRef generator;
    SectionRecord sections[static_cast<std::size_t>(Section::kCount)];
};
static_assert(sizeof(TileContentHeader) % 8 == 0);

// The block and typed views of it. Movable, not copyable; views live as long as the block.
class TileContent {
  public:
    // Checks everything a reader or the GPU would trust (section bounds, every reference, every
    // index against its vertices, text and column ranges, finite bounds, image sizes) and takes the
    // bytes. O(bytes). kBadData with what is wrong. Use for blocks from a cache or another process.
    [[nodiscard]] static Result<TileContent> adopt(Bytes bytes);
    // Checks the layout alone (header, sections inside the block) and takes the bytes: for blocks
    // that a checksum has shown to be as this program wrote them. O(1).
    [[nodiscard]] static Result<TileContent> adopt_verified(Bytes bytes);

    [[nodiscard]] const TileContentHeader& header() const;
    [[nodiscard]] ByteView bytes() const { return bytes_; }
    [[nodiscard]] ByteView section(Section section) const;
    // The sections up to kLastGpuSection in one piece; their offsets in the header count from the
    // start of the block, so subtract gpu_bytes_offset().
    [[nodiscard]] ByteView gpu_bytes() const;
    [[nodiscard]] std::uint64_t gpu_bytes_offset() const;

    [[nodiscard]] std::span<const VertexGeometry> geometry() const;
    [[nodiscard]] std::span<const VertexSurface> surfaces() const;
    [[nodiscard]] std::span<const Rgba8> colors() const;
    [[nodiscard]] std::span<const std::uint16_t> indices_16() const;
    [[nodiscard]] std::span<const std::uint32_t> indices_32() const;
    [[nodiscard]] std::span<const InstanceRecord> instances() const;
    [[nodiscard]] std::span<const PrimitiveRecord> primitives() const;
    [[nodiscard]] std::span<const MaterialRecord> materials() const;
    [[nodiscard]] std::span<const ImageRecord> images() const;
    [[nodiscard]] std::span<const FeatureClassRecord> classes() const;
    [[nodiscard]] std::span<const ColumnRecord> columns() const;
    [[nodiscard]] std::span<const StringRef> warnings() const;
    [[nodiscard]] std::span<const StringRef> extensions() const;
    [[nodiscard]] std::span<const FeatureSetRecord> feature_sets() const;
    [[nodiscard]] std::span<const std::uint32_t> set_rows() const;
    [[nodiscard]] std::span<const TexelSetRecord> texel_sets() const;
    [[nodiscard]] std::span<const TexelUv> texel_uvs() const;
    [[nodiscard]] std::span<const TexelImageRecord> texel_images() const;
    // Null when the content does not say.
    [[nodiscard]] const ContentFrameRecord* content_frame() const;
    [[nodiscard]] std::string_view text(StringRef ref) const;
    // One level of an image, tightly packed.
    [[nodiscard]] ByteView pixels(const ImageRecord& image, std::uint32_t level) const;

  private:
    friend class TileContentBuilder;
    friend TileContent retained_content(const TileContent& content);
    explicit TileContent(Bytes bytes) : bytes_(static_cast<Bytes&&>(bytes)) {}
    Bytes bytes_;
};

}  // namespace belvedere::content
