// SPDX-License-Identifier: Apache-2.0
// Point Cloud: 3D Tiles 1.0, section "Point Cloud".
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <glm/geometric.hpp>

#include "engine/content/decode/tiles3d/batch_table.hpp"
#include "engine/content/decode/tiles3d/decode_tile.hpp"
#include "engine/content/decode/tiles3d/point_arrays.hpp"
#include "engine/content/decode/tiles3d/point_placing.hpp"
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"
#include "engine/content/decode/tiles3d/tile_layout.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::string_view kDracoPoints = "3DTILES_draco_point_compression";

// The rows that points belong to. Without batch ids a batch table has a row for each point.
Range add_features(const PointArrays& points, const TileLayout& layout,
                   const TileFeatureTable& table, TileContentBuilder& builder) {
    std::vector<ExtraColumn> extra;
    extra.reserve(points.properties.size());
    for (const DracoProperty& property : points.properties) {
        extra.push_back({property.name, property.values.declared_type, &property.values.cells});
    }
    const bool has_table = as_text(layout.batch_json).find('"') != std::string_view::npos;
    std::uint64_t length = 0;
    if (!points.batch_ids.empty()) {
        const auto said = table.integer("BATCH_LENGTH");
        if (!said)
            builder.warn("pnts: BATCH_ID without a valid BATCH_LENGTH; points have no features");
        length = said.value_or(0);
    } else if (has_table || !extra.empty()) {
        length = points.positions.size();
    }
    if (length == 0) return {builder.feature_count, 0};
    return add_batch_table(
        builder, {layout.batch_json, layout.batch_binary, length, points.positions.size(), extra});
}

VertexGeometry vertex_at(const PlacedPoints& placed, const PointArrays& points, std::size_t index) {
    VertexGeometry vertex{};
    vertex.position_m[0] = placed.positions[index].x;
    vertex.position_m[1] = placed.positions[index].y;
    vertex.position_m[2] = placed.positions[index].z;
    vertex.normal_oct[0] = vertex.normal_oct[1] = kNoNormal;
    if (points.normals.empty()) return vertex;
    const glm::dvec3 normal = placed.normal_matrix * glm::dvec3(points.normals[index]);
    const double length = glm::length(normal);
    if (!(length > 0.0) || !std::isfinite(length)) return vertex;
    const glm::vec3 unit(normal / length);
    const OctNormal oct = encode_normal(unit.x, unit.y, unit.z);
    vertex.normal_oct[0] = oct.x;
    vertex.normal_oct[1] = oct.y;
    return vertex;
}

// Appends the points that have a place; returns how many have none.
std::uint64_t add_vertices(TileContentBuilder& builder, const PlacedPoints& placed,
                           const PointArrays& points, Range rows) {
    std::uint64_t dropped = 0;
    std::uint64_t without_feature = 0;
    builder.geometry.reserve(placed.positions.size());
    for (std::size_t i = 0; i < placed.positions.size(); ++i) {
        const glm::vec3& position = placed.positions[i];
        if (!std::isfinite(position.x) || !std::isfinite(position.y) ||
            !std::isfinite(position.z)) {
            ++dropped;
            continue;
        }
        VertexGeometry vertex = vertex_at(placed, points, i);
        const std::uint64_t feature = points.batch_ids.empty() ? i : points.batch_ids[i];
        vertex.feature =
            feature < rows.count ? rows.first + static_cast<std::uint32_t>(feature) : kNone;
        without_feature += rows.count > 0 && feature >= rows.count ? 1U : 0U;
        builder.geometry.push_back(vertex);
        if (!points.colors.empty()) builder.colors.push_back(points.colors[i]);
    }
    if (without_feature > 0) {
        builder.warn("pnts: " + std::to_string(without_feature) +
                     " points have a batch id beyond the batch table");
    }
    return dropped;
}

void add_primitive(TileContentBuilder& builder, const PointArrays& points) {
    MaterialRecord material = default_material();
    material.metallic = 0.0F;
    if (points.normals.empty()) material.flags |= material_flags::kUnlit;
    const bool has_alpha = std::ranges::any_of(builder.colors, [](Rgba8 c) { return c.a < 255; });
    if (has_alpha) material.alpha_mode = AlphaMode::kBlend;
    builder.materials.push_back(material);
    PrimitiveRecord primitive{};
    primitive.vertices = {0, static_cast<std::uint32_t>(builder.geometry.size())};
    primitive.surface_first = kNone;
    primitive.color_first = builder.colors.empty() ? kNone : 0;
    primitive.topology = Topology::kPoints;
    if (!points.normals.empty()) primitive.flags |= primitive_flags::kHasNormals;
    builder.fit_bounds(primitive);
    builder.primitives.push_back(primitive);
}

}  // namespace

Result<TileContent> decode_pnts(ByteView bytes, const DecodeContext& context) {
    const auto layout = read_tile_layout(bytes, TileFormat::kPnts);
    if (!layout) return fail_in(context.name, layout.error());
    const auto table = TileFeatureTable::read(layout->feature_json, layout->feature_binary);
    if (!table) return fail_in(context.name, table.error());
    auto points = read_points(*table, layout->batch_json);
    if (!points) return fail_in(context.name + ": pnts", points.error());
    TileContentBuilder builder;
    if (!layout->warning.empty()) builder.warn(layout->warning);
    for (const std::string& warning : points->warnings)
        builder.warn(warning);
    const auto placed = place_points(points->positions, context);
    if (!placed) return fail_in(context.name + ": pnts", placed.error());
    builder.frame = placed->frame;
    if (placed->to_content) {
        // What styles call POSITION is what stands in the file, before any origin is added.
        ContentFrameRecord& record = builder.content_frame.emplace_back();
        for (glm::length_t row = 0; row < 3; ++row) {
            for (glm::length_t column = 0; column < 4; ++column)
                record.rows[row][column] = (*placed->to_content)[column][row];
            record.rows[row][3] -= points->origin[row];
        }
    }
    const std::string_view all_json = as_text(layout->feature_json);
    if (all_json.find(kDracoPoints) != all_json.npos) builder.add_extension(kDracoPoints);
    const Range rows = add_features(*points, *layout, *table, builder);
    const std::uint64_t dropped = add_vertices(builder, *placed, *points, rows);
    if (dropped > 0) {
        builder.warn("pnts: " + std::to_string(dropped) + " points have no finite place");
    }
    if (builder.geometry.empty()) {
        return fail(ErrorKind::kBadData, context.name + ": pnts has no points");
    }
    add_primitive(builder, *points);
    return builder.finish();
}

}  // namespace belvedere::content::tiles3d
