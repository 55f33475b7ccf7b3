// SPDX-License-Identifier: Apache-2.0
// TileContent::adopt: what makes bytes of unknown origin a block that readers and the GPU may
// trust.
#include <algorithm>
#include <bit>
#include <cmath>
#include <initializer_list>
#include <string>

#include "engine/content/limits.hpp"
#include "engine/content/pixel_layout.hpp"
#include "engine/content/tile_content.hpp"

namespace belvedere::content {

namespace {

// What each section holds, in the order of Section.
constexpr std::uint64_t kRecordBytes[] = {sizeof(VertexGeometry),
                                          sizeof(VertexSurface),
                                          sizeof(Rgba8),
                                          sizeof(std::uint16_t),
                                          sizeof(std::uint32_t),
                                          sizeof(InstanceRecord),
                                          sizeof(PrimitiveRecord),
                                          sizeof(MaterialRecord),
                                          sizeof(ImageRecord),
                                          1,
                                          sizeof(FeatureClassRecord),
                                          sizeof(ColumnRecord),
                                          1,
                                          1,
                                          sizeof(StringRef),
                                          sizeof(StringRef),
                                          sizeof(FeatureSetRecord),
                                          sizeof(std::uint32_t),
                                          sizeof(ContentFrameRecord),
                                          sizeof(TexelSetRecord),
                                          sizeof(TexelUv),
                                          sizeof(TexelImageRecord),
                                          1};
static_assert(std::size(kRecordBytes) == static_cast<std::size_t>(Section::kCount));

Failure bad(std::string_view what) {
    return fail(ErrorKind::kBadData, "tile block: " + std::string(what));
}

template <class Number>
bool all_finite(const Number* numbers, std::size_t count) {
    // x - x is 0 for finite numbers only; summing keeps the loop free of branches.
    Number sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += numbers[i] - numbers[i];
    return sum == Number{0};
}

bool is_inside(Range range, std::uint64_t count) {
    return range.first <= count && range.count <= count - range.first;
}

// Header and section table: without them no view of the block can be made.
Result<void> check_layout(ByteView bytes) {
    if (bytes.size() < sizeof(TileContentHeader)) return bad("shorter than its header");
    if (bytes.size() > limits::kDecodedBytes + limits::kImageBytes) return bad("too large");
    const auto header = load_unaligned<TileContentHeader>(bytes.data());
    if (header.magic != kTileContentMagic) return bad("wrong magic");
    if (header.version != kTileContentVersion) return bad("of another version");
    if (header.total_bytes != bytes.size()) return bad("its length is not what it says");
    std::uint64_t end = sizeof(TileContentHeader);
    for (std::size_t i = 0; i < std::size(kRecordBytes); ++i) {
        const SectionRecord& section = header.sections[i];
        if (section.offset % 16 != 0 || section.offset < end) return bad("sections overlap");
        if (!checked_slice(bytes, section.offset, section.bytes)) return bad("section outside");
        if (section.bytes % kRecordBytes[i] != 0) return bad("section holds part of a record");
        end = section.offset + section.bytes;
    }
    return {};
}

class Checker {
  public:
    explicit Checker(const TileContent& content) : content_(content) {}

    Result<void> run() const {
        if (!header_is_sound()) return bad("header values are not usable");
        if (!vertices_are_sound()) return bad("a vertex is not finite or names no feature");
        if (!instances_are_sound()) return bad("an instance is not finite or names no feature");
        for (const PrimitiveRecord& primitive : content_.primitives()) {
            if (!is_sound(primitive)) return bad("a primitive refers to what is not there");
        }
        for (const MaterialRecord& material : content_.materials()) {
            if (!is_sound(material)) return bad("a material is not usable");
        }
        for (const ImageRecord& image : content_.images()) {
            if (!is_sound(image)) return bad("an image does not fit its pixels");
        }
        if (!classes_are_sound()) return bad("feature classes do not fit their columns");
        for (const StringRef warning : content_.warnings()) {
            if (!is_sound(warning)) return bad("text outside");
        }
        for (const StringRef name : content_.extensions()) {
            if (!is_sound(name)) return bad("text outside");
        }
        for (const FeatureSetRecord& set : content_.feature_sets()) {
            if (!is_sound(set)) return bad("a set of feature ids refers to what is not there");
        }
        if (!texels_are_sound()) return bad("a texel set refers to what is not there");
        const ContentFrameRecord* frame = content_.content_frame();
        if (frame != nullptr && !all_finite(&frame->rows[0][0], 12)) {
            return bad("its content's frame is not finite");
        }
        return {};
    }

  private:
    bool is_sound(StringRef text) const {
        const std::uint64_t bytes = content_.section(Section::kText).size();
        return text.offset <= bytes && text.length <= bytes - text.offset;
    }

    bool header_is_sound() const {
        const TileContentHeader& header = content_.header();
        return all_finite(header.frame.origin, 3) && all_finite(header.frame.axes, 9) &&
               all_finite(header.bounds_min_m, 3) && all_finite(header.bounds_max_m, 3) &&
               header.feature_count <= limits::kFeatures && is_sound(header.attribution) &&
               is_sound(header.generator);
    }

    bool vertices_are_sound() const {
        const std::uint32_t features = content_.header().feature_count;
        float sum = 0.0F;
        std::uint32_t outside = 0;
        for (const VertexGeometry& vertex : content_.geometry()) {
            for (const float value : vertex.position_m)
                sum += value - value;
            outside |= static_cast<std::uint32_t>(vertex.feature >= features) &
                       static_cast<std::uint32_t>(vertex.feature != kNone);
        }
        return sum == 0.0F && outside == 0;
    }

    bool instances_are_sound() const {
        const std::uint32_t features = content_.header().feature_count;
        return std::ranges::all_of(content_.instances(), [&](const InstanceRecord& instance) {
            return all_finite(&instance.rows[0][0], 12) &&
                   (instance.feature == kNone || instance.feature < features);
        });
    }

    template <class Index>
    static bool indices_fit(std::span<const Index> all, const PrimitiveRecord& primitive) {
        Index largest = 0;
        for (const Range range : {primitive.indices, primitive.outline}) {
            if (!is_inside(range, all.size())) return false;
            for (const Index index : all.subspan(range.first, range.count)) {
                largest = std::max(largest, index);
            }
        }
        const bool has_any = primitive.indices.count + primitive.outline.count > 0;
        return !has_any || largest < primitive.vertices.count;
    }

    bool indices_are_sound(const PrimitiveRecord& primitive) const {
        switch (primitive.index_bytes) {
            case 0:
                return primitive.indices.count == 0 && primitive.outline.count == 0;
            case 2:
                return indices_fit(content_.indices_16(), primitive);
            case 4:
                return indices_fit(content_.indices_32(), primitive);
            default:
                return false;
        }
    }

    bool is_sound(const PrimitiveRecord& primitive) const {
        const auto vertex_range = [&](std::uint32_t first) {
            return Range{first, primitive.vertices.count};
        };
        const bool is_placed =
            is_inside(primitive.vertices, content_.geometry().size()) &&
            (primitive.surface_first == kNone ||
             is_inside(vertex_range(primitive.surface_first), content_.surfaces().size())) &&
            (primitive.color_first == kNone ||
             is_inside(vertex_range(primitive.color_first), content_.colors().size())) &&
            is_inside(primitive.instances, content_.instances().size()) &&
            primitive.material < content_.materials().size();
        if (!is_placed || primitive.topology > Topology::kPoints) return false;
        const std::uint32_t drawn =
            primitive.indices.count > 0 ? primitive.indices.count : primitive.vertices.count;
        const std::uint32_t corners = primitive.topology == Topology::kTriangles ? 3
                                      : primitive.topology == Topology::kLines   ? 2
                                                                                 : 1;
        return drawn % corners == 0 && primitive.outline.count % 2 == 0 &&
               all_finite(primitive.bounds_min_m, 3) && all_finite(primitive.bounds_max_m, 3) &&
               indices_are_sound(primitive);
    }

    bool is_sound(const TextureRef& texture) const {
        return (texture.image == kNone || texture.image < content_.images().size()) &&
               texture.wrap_u <= Wrap::kMirror && texture.wrap_v <= Wrap::kMirror &&
               texture.filter <= Filter::kNearest && texture.uv_set <= 1 &&
               all_finite(texture.offset, 2) && all_finite(texture.scale, 2) &&
               std::isfinite(texture.rotation_rad);
    }

    bool is_sound(const MaterialRecord& material) const {
        const float factors[] = {material.metallic, material.roughness, material.normal_scale,
                                 material.occlusion_strength, material.alpha_cutoff};
        return material.alpha_mode <= AlphaMode::kBlend && all_finite(material.base_color, 4) &&
               all_finite(material.emissive, 3) && all_finite(factors, std::size(factors)) &&
               is_sound(material.base_color_texture) &&
               is_sound(material.metallic_roughness_texture) && is_sound(material.normal_texture) &&
               is_sound(material.occlusion_texture) && is_sound(material.emissive_texture);
    }

    bool is_sound(const ImageRecord& image) const {
        const ImageSize size{image.width, image.height};
        if (image.width == 0 || image.width > limits::kImageSize_px || image.height == 0 ||
            image.height > limits::kImageSize_px || image.format > PixelFormat::kBc7 ||
            image.levels == 0 || image.levels > full_chain_levels(size)) {
            return false;
        }
        return image.pixels_offset % 16 == 0 &&
               image.pixels_bytes == level_offset(image.format, size, image.levels) &&
               checked_slice(content_.section(Section::kPixels), image.pixels_offset,
                             image.pixels_bytes)
                   .has_value();
    }

    bool classes_are_sound() const {
        std::uint64_t row = 0;
        const auto columns = content_.columns();
        for (const FeatureClassRecord& each : content_.classes()) {
            if (each.rows.first != row || !is_sound(each.name)) return false;
            row += each.rows.count;
            if (!is_inside(each.columns, columns.size())) return false;
            for (const ColumnRecord& column :
                 columns.subspan(each.columns.first, each.columns.count)) {
                if (!is_sound(column, each.rows.count)) return false;
            }
            if (!is_column_of(each, each.id_column) || !is_column_of(each, each.parent_column)) {
                return false;
            }
        }
        return row == content_.header().feature_count;
    }

    bool is_sound(const FeatureSetRecord& set) const {
        const bool is_of_instances = (set.flags & feature_set_flags::kOfInstances) != 0;
        const std::size_t elements =
            is_of_instances ? content_.instances().size() : content_.geometry().size();
        const auto all = content_.set_rows();
        const Range range{set.rows_first, set.elements.count};
        if (!is_sound(set.name) || !is_inside(set.elements, elements) ||
            !is_inside(range, all.size())) {
            return false;
        }
        if ((set.flags & feature_set_flags::kPlainIds) != 0) return true;
        const std::uint32_t features = content_.header().feature_count;
        return std::ranges::all_of(
            all.subspan(range.first, range.count),
            [features](std::uint32_t row) { return row < features || row == kNone; });
    }

    bool texels_are_sound() const {
        float sum = 0.0F;
        for (const TexelUv uv : content_.texel_uvs())
            sum += (uv.u - uv.u) + (uv.v - uv.v);
        const auto is_good = [this](const auto& record) { return is_sound(record); };
        return sum == 0.0F && std::ranges::all_of(content_.texel_images(), is_good) &&
               std::ranges::all_of(content_.texel_sets(), is_good);
    }

    bool is_sound(const TexelImageRecord& image) const {
        if (image.width == 0 || image.width > limits::kImageSize_px || image.height == 0 ||
            image.height > limits::kImageSize_px || image.bytes_of_texel == 0 ||
            image.bytes_of_texel > 4 || image.wrap_u > Wrap::kMirror ||
            image.wrap_v > Wrap::kMirror) {
            return false;
        }
        const std::uint64_t bytes = std::uint64_t{image.width} * image.height;
        return checked_slice(content_.section(Section::kTexels), image.texels_offset,
                             bytes * image.bytes_of_texel)
            .has_value();
    }

    bool is_sound(const TexelSetRecord& set) const {
        const Range uvs{set.uvs_first, set.vertices.count};
        return is_sound(set.owner) && is_sound(set.name) && is_sound(set.unit) &&
               is_sound(set.declared_type) && is_sound(set.definition) &&
               is_inside(set.vertices, content_.geometry().size()) &&
               is_inside(uvs, content_.texel_uvs().size()) &&
               set.image < content_.texel_images().size() &&
               is_inside(set.rows, content_.header().feature_count) &&
               set.kind <= TexelKind::kFeatureIds;
    }

    bool is_column_of(const FeatureClassRecord& each, std::uint32_t column) const {
        return column == kNone ||
               (column >= each.columns.first && column - each.columns.first < each.columns.count);
    }

    bool is_sound(const ColumnRecord& column, std::uint32_t rows) const {
        const ByteView data = content_.section(Section::kColumnData);
        if (column.type > ColumnType::kJson || column.values_offset % 8 != 0) return false;
        const std::uint64_t value_bytes = column.type == ColumnType::kBool ? 1 : 8;
        const auto values = checked_slice(data, column.values_offset, rows * value_bytes);
        if (!values || !is_sound(column.name) || !is_sound(column.semantic) ||
            !is_sound(column.unit) || !is_sound(column.description) ||
            !is_sound(column.declared_type)) {
            return false;
        }
        if (column.nulls_offset != ~std::uint64_t{0} &&
            !checked_slice(data, column.nulls_offset, (std::uint64_t{rows} + 7) / 8)) {
            return false;
        }
        if (column.type != ColumnType::kText && column.type != ColumnType::kJson) return true;
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (!is_sound(load_unaligned<StringRef>(values->data() + row * value_bytes))) {
                return false;
            }
        }
        return true;
    }

    const TileContent& content_;
};

}  // namespace

Result<TileContent> TileContent::adopt(Bytes bytes) {
    auto content = adopt_verified(std::move(bytes));
    if (!content) return content;
    if (auto checked = Checker(*content).run(); !checked) return fail(std::move(checked.error()));
    return content;
}

Result<TileContent> TileContent::adopt_verified(Bytes bytes) {
    if (auto layout = check_layout(bytes); !layout) return fail(std::move(layout.error()));
    return TileContent(std::move(bytes));
}

}  // namespace belvedere::content
