// SPDX-License-Identifier: Apache-2.0
#include "engine/content/merge_content.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/matrix.hpp>

#include "engine/content/limits.hpp"
#include "engine/content/tile_content_builder.hpp"
#include "engine/content/vertex_normal.hpp"

namespace belvedere::content {

namespace {

geo::LocalFrame frame_of(const TileContent& content) {
    const FrameRecord& record = content.header().frame;
    geo::LocalFrame frame;
    for (glm::length_t column = 0; column < 3; ++column) {
        frame.origin[column] = record.origin[column];
        for (glm::length_t row = 0; row < 3; ++row) {
            frame.axes[column][row] = record.axes[column * 3 + row];
        }
    }
    return frame;
}

// From one frame to another: both are orthonormal, so this is a rotation and a shift.
struct FrameChange {
    glm::dmat3 rotation{1.0};
    glm::dvec3 shift{0.0};
    bool is_identity = true;

    FrameChange(const geo::LocalFrame& from, const geo::LocalFrame& to)
        : rotation(glm::transpose(to.axes) * from.axes),
          shift(to.to_local(from.origin)),
          is_identity(from.origin == to.origin && from.axes == to.axes) {}

    [[nodiscard]] glm::dvec3 position(const float* p) const {
        return rotation * glm::dvec3(static_cast<double>(p[0]), static_cast<double>(p[1]),
                                     static_cast<double>(p[2])) +
               shift;
    }
};

// Appends one content after the other; each section's length so far is what its indices move by.
class Merger {
  public:
    explicit Merger(std::span<const TileContent> contents);

    Result<void> add(const TileContent& content);
    void warn(const std::string& sentence) { builder_.warn(sentence); }
    TileContent finish() { return builder_.finish(); }

  private:
    [[nodiscard]] bool fits(const TileContent& content) const;
    void add_vertices(const TileContent& content, const FrameChange& change);
    void add_instances(const TileContent& content, const FrameChange& change);
    void add_primitives(const TileContent& content);
    void add_materials(const TileContent& content);
    void add_images(const TileContent& content);
    void add_features(const TileContent& content);
    void add_feature_sets(const TileContent& content);
    void add_texel_sets(const TileContent& content);
    void add_column(const TileContent& content, ColumnRecord column, std::uint32_t rows);
    // Where a text of the content that is being added stands now.
    [[nodiscard]] StringRef moved(StringRef ref) const {
        return ref.length == 0 ? StringRef{} : StringRef{ref.offset + base_.text, ref.length};
    }

    // Lengths of the builder's sections before the content that is being added.
    struct Base {
        std::uint32_t vertices, surfaces, colors, indices_16, indices_32, instances, materials,
            images, columns, features, text;
    };
    Base base_{};
    std::uint64_t text_bytes_ = 0;
    std::string attribution_;
    TileContentBuilder builder_;
};

template <class Records>
std::uint32_t length_of(const Records& records) {
    return static_cast<std::uint32_t>(records.size());
}

template <class Record>
void append(SectionArray<Record>& to, std::span<const Record> from) {
    to.insert(to.end(), from.begin(), from.end());
}

Merger::Merger(std::span<const TileContent> contents) {
    builder_.frame = frame_of(contents.front());
    SectionCounts counts;
    for (const TileContent& content : contents) {
        counts.vertices += content.geometry().size();
        counts.surfaces += content.surfaces().size();
        counts.colors += content.colors().size();
        counts.indices_16 += content.indices_16().size();
        counts.indices_32 += content.indices_32().size();
        counts.instances += content.instances().size();
    }
    builder_.expect(counts);
}

bool Merger::fits(const TileContent& content) const {
    const std::uint64_t bytes = builder_.geometry.size() * sizeof(VertexGeometry) +
                                builder_.surfaces.size() * sizeof(VertexSurface) +
                                builder_.indices_32.size() * 4 + builder_.indices_16.size() * 2 +
                                builder_.instances.size() * sizeof(InstanceRecord) + text_bytes_ +
                                builder_.feature_count + builder_.texels.size();
    return bytes + content.bytes().size() <= limits::kDecodedBytes + limits::kImageBytes &&
           builder_.geometry.size() + content.geometry().size() <= limits::kVertices &&
           std::uint64_t{builder_.feature_count} + content.header().feature_count <=
               limits::kFeatures &&
           text_bytes_ + content.section(Section::kText).size() <= limits::kDecodedBytes;
}

Result<void> Merger::add(const TileContent& content) {
    if (!fits(content)) return fail(ErrorKind::kLimit, "merged contents are over the limits");
    base_ = {length_of(builder_.geometry),
             length_of(builder_.surfaces),
             length_of(builder_.colors),
             length_of(builder_.indices_16),
             length_of(builder_.indices_32),
             length_of(builder_.instances),
             length_of(builder_.materials),
             length_of(builder_.images),
             length_of(builder_.columns),
             builder_.feature_count,
             0};
    const StringRef text = builder_.add_text(as_text(content.section(Section::kText)));
    base_.text = text.offset;
    text_bytes_ += text.length;
    const FrameChange change(frame_of(content), builder_.frame);
    add_vertices(content, change);
    append(builder_.surfaces, content.surfaces());
    append(builder_.colors, content.colors());
    append(builder_.indices_16, content.indices_16());
    append(builder_.indices_32, content.indices_32());
    add_instances(content, change);
    add_primitives(content);
    add_materials(content);
    add_images(content);
    add_features(content);
    add_feature_sets(content);
    add_texel_sets(content);
    for (const StringRef name : content.extensions())
        builder_.add_extension(content.text(name));
    for (const StringRef warning : content.warnings())
        builder_.warn(content.text(warning));
    const std::string_view attribution = content.text(content.header().attribution);
    if (!attribution.empty() && attribution_.find(attribution) == std::string::npos) {
        attribution_ += (attribution_.empty() ? "" : "; ") + std::string(attribution);
        builder_.set_attribution(attribution_);
    }
    builder_.set_generator(content.text(content.header().generator));
    builder_.instance_count += content.header().instance_count;
    return {};
}

void Merger::add_vertices(const TileContent& content, const FrameChange& change) {
    append(builder_.geometry, content.geometry());
    // Vertices of instanced primitives are in the model's coordinates; the instances move them.
    std::vector<bool> is_instanced(content.geometry().size(), false);
    for (const PrimitiveRecord& primitive : content.primitives()) {
        if (primitive.instances.count == 0) continue;
        const auto first = is_instanced.begin() + primitive.vertices.first;
        std::fill(first, first + primitive.vertices.count, true);
    }
    for (std::size_t i = 0; i < is_instanced.size(); ++i) {
        VertexGeometry& vertex = builder_.geometry[base_.vertices + i];
        if (vertex.feature != kNone) vertex.feature += base_.features;
        if (change.is_identity || is_instanced[i]) continue;
        const glm::dvec3 moved = change.position(vertex.position_m);
        for (int axis = 0; axis < 3; ++axis)
            vertex.position_m[axis] = static_cast<float>(moved[axis]);
        if (vertex.normal_oct[0] == kNoNormal) continue;
        const glm::dvec3 normal = change.rotation * decode_normal(vertex.normal_oct);
        const OctNormal oct =
            encode_normal(static_cast<float>(normal.x), static_cast<float>(normal.y),
                          static_cast<float>(normal.z));
        vertex.normal_oct[0] = oct.x;
        vertex.normal_oct[1] = oct.y;
    }
}

void Merger::add_instances(const TileContent& content, const FrameChange& change) {
    for (InstanceRecord instance : content.instances()) {
        if (instance.feature != kNone) instance.feature += base_.features;
        const InstanceRecord from = instance;
        for (glm::length_t row = 0; row < 3 && !change.is_identity; ++row) {
            for (glm::length_t column = 0; column < 4; ++column) {
                double sum = column == 3 ? change.shift[row] : 0.0;
                for (glm::length_t k = 0; k < 3; ++k) {
                    sum += change.rotation[k][row] * static_cast<double>(from.rows[k][column]);
                }
                instance.rows[row][column] = static_cast<float>(sum);
            }
        }
        builder_.instances.push_back(instance);
    }
}

void Merger::add_primitives(const TileContent& content) {
    for (PrimitiveRecord primitive : content.primitives()) {
        const std::uint32_t indices =
            primitive.index_bytes == 2 ? base_.indices_16 : base_.indices_32;
        primitive.vertices.first += base_.vertices;
        if (primitive.surface_first != kNone) primitive.surface_first += base_.surfaces;
        if (primitive.color_first != kNone) primitive.color_first += base_.colors;
        primitive.indices.first += primitive.indices.count > 0 ? indices : 0;
        primitive.outline.first += primitive.outline.count > 0 ? indices : 0;
        primitive.instances.first += primitive.instances.count > 0 ? base_.instances : 0;
        primitive.material += base_.materials;
        builder_.fit_bounds(primitive);
        builder_.primitives.push_back(primitive);
    }
}

void Merger::add_materials(const TileContent& content) {
    for (MaterialRecord material : content.materials()) {
        for (TextureRef* texture :
             {&material.base_color_texture, &material.metallic_roughness_texture,
              &material.normal_texture, &material.occlusion_texture, &material.emissive_texture}) {
            if (texture->image != kNone) texture->image += base_.images;
        }
        builder_.materials.push_back(material);
    }
}

void Merger::add_images(const TileContent& content) {
    const ByteView pixels = content.section(Section::kPixels);
    const std::uint64_t offset = builder_.add_pixels(pixels.size());
    std::copy(pixels.begin(), pixels.end(),
              builder_.pixels().begin() + static_cast<std::ptrdiff_t>(offset));
    for (ImageRecord image : content.images()) {
        image.pixels_offset += offset;
        builder_.images.push_back(image);
    }
}

void Merger::add_features(const TileContent& content) {
    for (FeatureClassRecord record : content.classes()) {
        const auto columns = content.columns().subspan(record.columns.first, record.columns.count);
        record.name = moved(record.name);
        for (std::uint32_t i = 0; i < columns.size(); ++i) {
            add_column(content, columns[i], record.rows.count);
            if (record.parent_column != record.columns.first + i) continue;
            // Parents are rows of the whole table, so they move with the rows.
            std::byte* values =
                builder_.column_data().data() + builder_.columns.back().values_offset;
            for (std::uint32_t row = 0; row < record.rows.count; ++row) {
                const std::int64_t parent =
                    load_unaligned<std::int64_t>(values + row * 8ULL) + base_.features;
                std::memcpy(values + row * 8ULL, &parent, sizeof(parent));
            }
        }
        record.rows.first += base_.features;
        if (record.id_column != kNone) record.id_column += base_.columns;
        if (record.parent_column != kNone) record.parent_column += base_.columns;
        record.columns.first += base_.columns;
        builder_.classes.push_back(record);
        builder_.feature_count += record.rows.count;
    }
}

void Merger::add_feature_sets(const TileContent& content) {
    const std::uint32_t rows_first = length_of(builder_.set_rows);
    for (const std::uint32_t row : content.set_rows())
        builder_.set_rows.push_back(row);
    for (FeatureSetRecord set : content.feature_sets()) {
        set.name = moved(set.name);
        set.rows_first += rows_first;
        const bool is_of_instances = (set.flags & feature_set_flags::kOfInstances) != 0;
        set.elements.first += is_of_instances ? base_.instances : base_.vertices;
        builder_.feature_sets.push_back(set);
        if ((set.flags & feature_set_flags::kPlainIds) != 0) continue;
        for (std::uint32_t& row :
             std::span(builder_.set_rows).subspan(set.rows_first, set.elements.count)) {
            if (row != kNone) row += base_.features;
        }
    }
}

void Merger::add_texel_sets(const TileContent& content) {
    const std::uint32_t uvs_first = length_of(builder_.texel_uvs);
    const std::uint32_t images_first = length_of(builder_.texel_images);
    const std::uint64_t texels_first = builder_.texels.size();
    const auto uvs = content.texel_uvs();
    builder_.texel_uvs.insert(builder_.texel_uvs.end(), uvs.begin(), uvs.end());
    const ByteView texels = content.section(Section::kTexels);
    builder_.texels.insert(builder_.texels.end(), texels.begin(), texels.end());
    for (TexelImageRecord image : content.texel_images()) {
        image.texels_offset += texels_first;
        builder_.texel_images.push_back(image);
    }
    for (TexelSetRecord set : content.texel_sets()) {
        for (StringRef* ref :
             {&set.owner, &set.name, &set.unit, &set.declared_type, &set.definition}) {
            *ref = moved(*ref);
        }
        set.vertices.first += base_.vertices;
        set.uvs_first += uvs_first;
        set.image += images_first;
        if (set.rows.count > 0) set.rows.first += base_.features;
        builder_.texel_sets.push_back(set);
    }
}

void Merger::add_column(const TileContent& content, ColumnRecord column, std::uint32_t rows) {
    const ByteView data = content.section(Section::kColumnData);
    const auto copy = [&](std::uint64_t from, std::uint64_t bytes) {
        const std::uint64_t to = builder_.add_column_data(bytes);
        // A class without rows has no bytes, and then there may be no array to point into.
        if (bytes > 0) std::memcpy(builder_.column_data().data() + to, data.data() + from, bytes);
        return to;
    };
    column.values_offset = copy(column.values_offset,
                                std::uint64_t{rows} * (column.type == ColumnType::kBool ? 1 : 8));
    if (column.nulls_offset != ~std::uint64_t{0}) {
        column.nulls_offset = copy(column.nulls_offset, (std::uint64_t{rows} + 7) / 8);
    }
    for (StringRef* ref : {&column.name, &column.semantic, &column.unit, &column.description,
                           &column.declared_type}) {
        *ref = moved(*ref);
    }
    if (column.type == ColumnType::kText || column.type == ColumnType::kJson) {
        for (std::uint32_t row = 0; row < rows; ++row) {
            const std::uint64_t at = column.values_offset + row * sizeof(StringRef);
            std::byte* value = builder_.column_data().data() + at;
            const StringRef ref = moved(load_unaligned<StringRef>(value));
            std::memcpy(value, &ref, sizeof(ref));
        }
    }
    builder_.columns.push_back(column);
}

}  // namespace

Result<TileContent> merge_contents(std::span<const TileContent> contents,
                                   std::span<const std::string> warnings) {
    if (contents.empty()) {
        TileContentBuilder empty;
        for (const std::string& warning : warnings)
            empty.warn(warning);
        return empty.finish();
    }
    Merger merger(contents);
    for (const TileContent& content : contents) {
        if (auto added = merger.add(content); !added) return fail(added.error());
    }
    for (const std::string& warning : warnings)
        merger.warn(warning);
    return merger.finish();
}

}  // namespace belvedere::content
