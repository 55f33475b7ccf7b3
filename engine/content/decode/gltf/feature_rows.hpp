// SPDX-License-Identifier: Apache-2.0
// Which row of the tile's feature table a vertex or an instance belongs to.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/content/decode/gltf/buffer_store.hpp"
#include "engine/content/decode/gltf/gltf_document.hpp"
#include "engine/content/decode/gltf/primitive_source.hpp"
#include "engine/content/tile_content_builder.hpp"

namespace belvedere::content::gltf {

// One image of the document as RGBA8, for ids stored in textures.
struct RgbaPixels {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};
// A set of ids that is not the one drawn and picked: one number for each vertex or instance.
struct FurtherIds {
    std::string name;
    bool are_rows = false;  // Else ids without a table, as they stand in the file.
    std::vector<std::uint32_t> ids;
};
using TextureReader = std::function<std::optional<RgbaPixels>(std::uint32_t texture)>;

inline constexpr std::string_view kIdsOutsideTable =
    "feature ids beyond their table: those parts have no feature";

// The rows of one primitive's vertices, written a piece at a time. Lives no longer than the
// primitive's source and ids.
class VertexRows {
  public:
    // Sets the feature of `out`, the vertices from `first`.
    void write(std::uint64_t first, std::span<VertexGeometry> out);
    // As many vertices as rows, one after the other.
    [[nodiscard]] static VertexRows in_order(Range rows);
    // Whether the primitive has features at all.
    [[nodiscard]] bool has_features() const { return attribute_ != nullptr || !ids_.empty(); }
    // Whether any id so far was beyond its table.
    [[nodiscard]] bool has_outside() const { return has_outside_; }

  private:
    friend class FeatureRows;
    void read(std::uint64_t first, std::span<std::uint32_t> out) const;

    const AccessorView* attribute_ = nullptr;  // Else what stands in ids_.
    std::vector<std::uint32_t> ids_;
    Range rows_;
    std::uint32_t null_id_ = kNone;
    bool has_outside_ = false;
};

// Knows where the rows of each property table begin. One a document.
class FeatureRows {
  public:
    // `tables[i]`: the rows of property (or feature) table i, count 0 when it was not usable.
    // `batch`: what `_BATCHID` counts into.
    FeatureRows(std::vector<Range> tables, std::optional<Range> batch, TextureReader textures)
        : tables_(std::move(tables)), batch_(batch), textures_(std::move(textures)) {}

    // A row for each vertex; kNone when the primitive has no features. Of several sets of ids the
    // one that was chosen is taken, else the first with a table. Ids without a table make a class
    // without columns. Ids out of range are kNone.
    [[nodiscard]] VertexRows rows_of_vertices(const Primitive& primitive,
                                              const PrimitiveSource& source,
                                              TileContentBuilder& builder);
    // The other sets of the primitive, at most limits::kFeatureSets.
    [[nodiscard]] std::vector<FurtherIds> further_of_vertices(const Primitive& primitive,
                                                              const PrimitiveSource& source,
                                                              TileContentBuilder& builder);
    [[nodiscard]] std::vector<FurtherIds> further_of_instances(const Instancing& instancing,
                                                               std::uint32_t count,
                                                               BufferStore& buffers,
                                                               TileContentBuilder& builder);
    // One for each of `count` instances; kNone without features.
    [[nodiscard]] std::vector<std::uint32_t> rows_of_instances(const Instancing& instancing,
                                                               std::uint32_t count,
                                                               BufferStore& buffers,
                                                               TileContentBuilder& builder);
    // What a set is called: its label, its table's name, or "feature ids" and its place.
    [[nodiscard]] std::string name_of(const FeatureIds& ids, std::size_t index) const;
    // Count 0 for tables that are not usable.
    [[nodiscard]] Range rows_of_table(std::uint32_t table) const {
        return table < tables_.size() ? tables_[table] : Range{};
    }
    // `chosen` as DecodeContext::feature_id_set.
    void set_document(const Document& document, std::string_view chosen) {
        document_ = &document;
        chosen_ = chosen;
    }

  private:
    // Null when there is none.
    [[nodiscard]] const FeatureIds* choose(const std::vector<FeatureIds>& all) const;
    [[nodiscard]] Range rows_for(const FeatureIds& ids, std::span<const std::uint32_t> values,
                                 TileContentBuilder& builder);
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> ids_of_vertices(
        const FeatureIds& ids, const PrimitiveSource& source, TileContentBuilder& builder);
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> ids_of_instances(
        const FeatureIds& ids, const Instancing& instancing, std::uint32_t count,
        BufferStore& buffers, TileContentBuilder& builder);
    [[nodiscard]] FurtherIds further(const FeatureIds& ids, std::size_t index,
                                     std::vector<std::uint32_t> values,
                                     TileContentBuilder& builder) const;
    [[nodiscard]] std::vector<std::uint32_t> sample_texture(const FeatureIds& ids,
                                                            const PrimitiveSource& source,
                                                            TileContentBuilder& builder);

    std::string_view chosen_;
    const Document* document_ = nullptr;
    std::vector<Range> tables_;
    std::optional<Range> batch_;
    TextureReader textures_;
    // Rows already made for ids without a table, so that a mesh drawn twice makes them once.
    std::vector<std::pair<const FeatureIds*, Range>> own_rows_;
};

}  // namespace belvedere::content::gltf
