// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/tile_writer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include <glm/common.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "engine/content/decode/gltf/index_writer.hpp"
#include "engine/content/decode/gltf/property_attributes.hpp"
#include "engine/content/decode/gltf/vertex_writer.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

// A model further than this from its own origin is recentred, so that its floats stay exact.
constexpr double kFarFromOrigin_m = 1000.0;

bool is_mirrored(const glm::dmat4& matrix) {
    return glm::determinant(glm::dmat3(matrix)) < 0.0;
}

glm::vec3 center_of(const PrimitiveSource& source) {
    // Halved first: the sum of two large floats may overflow.
    return source.low * 0.5F + source.high * 0.5F;
}

template <class Record>
std::span<Record> grow(SectionArray<Record>& section, std::size_t count) {
    section.resize(section.size() + count);
    return std::span(section).last(count);
}

template <class Index>
void shift_indices(SectionArray<Index>& section, Range range, std::uint32_t by) {
    for (Index& index : std::span(section).subspan(range.first, range.count)) {
        index = static_cast<Index>(index + by);
    }
}

bool follows(Range first, Range second) {
    return first.first + first.count == second.first;
}

}  // namespace

Result<void> TileWriter::check_limits(const PrimitiveSource& source) const {
    if (builder_.geometry.size() + source.positions.count > limits::kVertices) {
        return fail(ErrorKind::kLimit, "tile has more than limits::kVertices vertices");
    }
    if (builder_.primitives.size() >= limits::kPrimitives) {
        return fail(ErrorKind::kLimit, "tile has more than limits::kPrimitives primitives");
    }
    const std::uint64_t bytes =
        (builder_.geometry.size() + source.positions.count) * sizeof(VertexGeometry) +
        (builder_.surfaces.size() + source.positions.count) * sizeof(VertexSurface) +
        builder_.indices_16.size() * 2 + builder_.indices_32.size() * 4 +
        builder_.set_rows.size() * 4;
    if (bytes > limits::kDecodedBytes) {
        return fail(ErrorKind::kLimit, "tile is over limits::kDecodedBytes");
    }
    return {};
}

void TileWriter::write_further(const std::vector<FurtherIds>& further, Range elements,
                               std::uint32_t flags) {
    for (const FurtherIds& set : further) {
        FeatureSetRecord record{};
        record.name = builder_.add_text(set.name);
        record.elements = elements;
        record.rows_first = static_cast<std::uint32_t>(builder_.set_rows.size());
        record.flags = flags | (set.are_rows ? 0U : feature_set_flags::kPlainIds);
        builder_.set_rows.insert(builder_.set_rows.end(), set.ids.begin(), set.ids.end());
        builder_.feature_sets.push_back(record);
    }
}

const Range& TileWriter::write_set(std::uint32_t index, const glm::dvec3& model_center) {
    WrittenSet& written = sets_[index];
    if (written.is_written) return written.range;
    written.is_written = true;
    if (glm::length(model_center) > kFarFromOrigin_m) written.model_center = model_center;
    const InstanceSet& set = plan_.sets[index];
    written.range = {static_cast<std::uint32_t>(builder_.instances.size()),
                     static_cast<std::uint32_t>(set.matrices.size())};
    for (std::size_t i = 0; i < set.matrices.size(); ++i) {
        const glm::dmat4 to_source = glm::translate(set.matrices[i], written.model_center);
        const glm::dmat4 matrix = tile_.affine_at(glm::dvec3(to_source[3]), 10.0) * to_source;
        InstanceRecord record{};
        record.feature = set.features[i];
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 4; ++column) {
                const auto value = static_cast<float>(matrix[column][row]);
                record.rows[row][column] = std::isfinite(value) ? value : 0.0F;
            }
        }
        builder_.instances.push_back(record);
    }
    write_further(set.further, written.range, feature_set_flags::kOfInstances);
    return written.range;
}

TileWriter::Placement TileWriter::place(const DrawItem& item) {
    Placement placement;
    const Draw& draw = *item.draw;
    const glm::dvec3 center(center_of(*item.source));
    const glm::dvec3 moved(draw.matrix * glm::dvec4(center, 1.0));
    bool turns = is_mirrored(draw.matrix);
    if (draw.instances != kNone) {
        placement.instances = write_set(draw.instances, moved);
        const glm::dvec3 model_center = sets_[draw.instances].model_center;
        placement.to_frame = glm::translate(glm::dmat4(1.0), -model_center) * draw.matrix;
        turns = turns != is_mirrored(plan_.sets[draw.instances].matrices.front());
    } else {
        SourceBounds bounds;
        bounds.add(draw.matrix, glm::dvec3(item.source->low), glm::dvec3(item.source->high));
        placement.is_mapped = !tile_.affine.has_value();
        placement.to_frame = tile_.affine_at(moved, bounds.radius()) * draw.matrix;
    }
    placement.winding = turns ? Winding::kTurned : Winding::kKept;
    return placement;
}

void TileWriter::write_surface(const PrimitiveSource& source, const Placement& placement,
                               PrimitiveRecord& record) {
    const MaterialRecord& material = builder_.materials[record.material];
    if (!uses_textures(material)) return;
    if (source.uv[0].count == 0 && source.uv[1].count == 0) {
        builder_.warn("a textured primitive has no texture coordinates");
        return;
    }
    record.surface_first = static_cast<std::uint32_t>(builder_.surfaces.size());
    const auto surfaces = grow(builder_.surfaces, source.positions.count);
    std::ranges::fill(surfaces, VertexSurface{});
    for (int set = 0; set < 2; ++set) {
        if (source.uv[set].count > 0) write_uvs(source.uv[set], set, surfaces);
    }
    if (source.tangents.count == 0 || material.normal_texture.image == kNone) return;
    write_tangents(source.tangents, glm::mat3(glm::dmat3(placement.to_frame)),
                   placement.winding == Winding::kTurned ? -1.0F : 1.0F, surfaces);
    record.flags |= primitive_flags::kHasTangents;
}

VertexRows TileWriter::rows_of(const DrawItem& item) {
    VertexRows rows = features_.rows_of_vertices(*item.primitive, *item.source, builder_);
    const bool has_own = item.primitive->mode == Mode::kPoints && item.draw->instances == kNone &&
                         !item.primitive->property_attributes.empty();
    if (rows.has_features() || !has_own) return rows;
    const Range range = read_point_properties(metadata_, *item.primitive, *item.source, builder_);
    if (range.count == 0) return rows;
    has_read_point_properties_ = true;
    return VertexRows::in_order(range);
}

Bounds4 TileWriter::write_vertices(const DrawItem& item, const Placement& placement,
                                   PrimitiveRecord& record) {
    const PrimitiveSource& source = *item.source;
    const auto vertices =
        std::span(builder_.geometry).subspan(record.vertices.first, record.vertices.count);
    const FloatAffine affine = float_affine(placement.to_frame, center_of(source));
    const glm::mat3 turn = normal_matrix(glm::dmat3(placement.to_frame));
    const bool has_normals = source.normals.count > 0;
    if (has_normals) record.flags |= primitive_flags::kHasNormals;
    VertexRows rows = rows_of(item);
    Bounds4 bounds;
    std::size_t refused = 0;
    // Attribute by attribute, but a piece at a time that stays in the nearest cache meanwhile.
    constexpr std::size_t kPiece = 512;
    for (std::size_t first = 0; first < vertices.size(); first += kPiece) {
        const auto piece = vertices.subspan(first, std::min(kPiece, vertices.size() - first));
        const AccessorView positions = part_of(source.positions, first, piece.size());
        if (placement.is_mapped) {
            refused += write_mapped_positions(positions, item.draw->matrix, *tile_.mapping,
                                              tile_.frame, piece);
            for (const VertexGeometry& vertex : piece)
                bounds.add(load3(vertex.position_m));
        } else {
            bounds.add(write_positions(positions, affine, piece));
        }
        if (has_normals) {
            write_normals(part_of(source.normals, first, piece.size()), turn, piece);
        } else {
            for (VertexGeometry& vertex : piece)
                vertex.normal_oct[0] = vertex.normal_oct[1] = kNoNormal;
        }
        rows.write(first, piece);
    }
    if (refused > 0) builder_.warn("positions outside the area of the CRS were moved");
    if (rows.has_outside()) builder_.warn(kIdsOutsideTable);
    if (item.primitive->feature_ids.size() > 1) {
        write_further(features_.further_of_vertices(*item.primitive, source, builder_),
                      record.vertices, 0);
    }
    write_surface(source, placement, record);
    if (source.color.count > 0) {
        record.color_first = static_cast<std::uint32_t>(builder_.colors.size());
        write_colors(source.color, grow(builder_.colors, source.positions.count));
    }
    return bounds;
}

Result<void> TileWriter::write_item(const DrawItem& item) {
    const PrimitiveSource& source = *item.source;
    if (auto checked = check_limits(source); !checked) return checked;
    PrimitiveRecord record{};
    record.vertices = {static_cast<std::uint32_t>(builder_.geometry.size()),
                       static_cast<std::uint32_t>(source.positions.count)};
    record.surface_first = kNone;
    record.color_first = kNone;
    const Placement placement = place(item);
    record.instances = placement.instances;
    if (placement.winding == Winding::kTurned) record.flags |= primitive_flags::kMirrored;
    if (auto written =
            write_indices(builder_, source, item.primitive->mode, placement.winding, record);
        !written) {
        return written;
    }
    record.material = images_.material(item.primitive->material);
    (void)grow(builder_.geometry, source.positions.count);
    builder_.set_bounds(record, write_vertices(item, placement, record));
    const bool is_bounded =
        std::isfinite(record.bounds_min_m[0] + record.bounds_max_m[0] + record.bounds_min_m[1] +
                      record.bounds_max_m[1] + record.bounds_min_m[2] + record.bounds_max_m[2]);
    if (!is_bounded) {
        builder_.geometry.resize(record.vertices.first);
        while (!builder_.feature_sets.empty() &&
               (builder_.feature_sets.back().flags & feature_set_flags::kOfInstances) == 0 &&
               builder_.feature_sets.back().elements.first >= record.vertices.first) {
            builder_.feature_sets.pop_back();
        }
        return fail(ErrorKind::kBadData, "its positions are too large for a tile");
    }
    if (record.topology == Topology::kTriangles) {
        texels_.write(*item.primitive, source, record.vertices);
    }
    if (!try_merge(record)) builder_.primitives.push_back(record);
    return {};
}

bool TileWriter::try_merge(const PrimitiveRecord& record) {
    if (builder_.primitives.empty()) return false;
    PrimitiveRecord& last = builder_.primitives.back();
    constexpr std::uint32_t kVertices16 = 65'535;
    const std::uint32_t vertices = last.vertices.count + record.vertices.count;
    const auto extends = [&](std::uint32_t first, std::uint32_t second) {
        return (first == kNone) == (second == kNone) &&
               (first == kNone || first + last.vertices.count == second);
    };
    const bool is_alike = last.material == record.material && last.topology == record.topology &&
                          last.index_bytes == record.index_bytes && last.flags == record.flags &&
                          last.instances.count == 0 && record.instances.count == 0 &&
                          last.outline.count == 0 && record.outline.count == 0;
    if (!is_alike || !follows(last.vertices, record.vertices) ||
        !extends(last.surface_first, record.surface_first) ||
        !extends(last.color_first, record.color_first) ||
        (record.index_bytes != 0 && !follows(last.indices, record.indices)) ||
        (record.index_bytes == 2 && vertices > kVertices16)) {
        return false;
    }
    if (record.index_bytes == 2) {
        shift_indices(builder_.indices_16, record.indices, last.vertices.count);
    } else if (record.index_bytes == 4) {
        shift_indices(builder_.indices_32, record.indices, last.vertices.count);
    }
    last.vertices.count = vertices;
    last.indices.count += record.indices.count;
    for (int axis = 0; axis < 3; ++axis) {
        last.bounds_min_m[axis] = std::min(last.bounds_min_m[axis], record.bounds_min_m[axis]);
        last.bounds_max_m[axis] = std::max(last.bounds_max_m[axis], record.bounds_max_m[axis]);
    }
    return true;
}

SectionCounts TileWriter::expected_counts(const std::vector<DrawItem>& items) const {
    SectionCounts counts;
    std::vector<bool> is_counted(plan_.sets.size());
    for (const DrawItem& item : items) {
        const std::uint64_t vertices = item.source->positions.count;
        counts.vertices += vertices;
        if (item.source->color.count > 0) counts.colors += vertices;
        if (images_.is_textured(item.primitive->material)) counts.surfaces += vertices;
        add_index_count(*item.source, item.primitive->mode, counts);
        const std::uint32_t set = item.draw->instances;
        if (set == kNone || is_counted[set]) continue;
        is_counted[set] = true;
        counts.instances += plan_.sets[set].matrices.size();
    }
    return counts;
}

Result<void> TileWriter::write(std::vector<DrawItem> items, const CancelToken& cancel) {
    builder_.frame = tile_.frame;
    sets_.resize(plan_.sets.size());
    std::ranges::stable_sort(items, [](const DrawItem& a, const DrawItem& b) {
        const auto key = [](const DrawItem& item) {
            return std::pair(item.primitive->material, item.primitive->mode);
        };
        return key(a) < key(b);
    });
    builder_.expect(expected_counts(items));
    for (const DrawItem& item : items) {
        if (cancel.cancelled()) return fail(ErrorKind::kCancelled, "no longer wanted");
        auto written = write_item(item);
        if (written) continue;
        if (written.error().kind != ErrorKind::kBadData) return written;
        last_fault_ = written.error().message;
        builder_.warn("a primitive is left out: " + last_fault_);
    }
    return {};
}

}  // namespace belvedere::content::gltf
