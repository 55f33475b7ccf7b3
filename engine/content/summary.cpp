// SPDX-License-Identifier: Apache-2.0
#include "engine/content/summary.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace belvedere::content {

namespace {

std::uint64_t count_nulls(const TileContent& content, const ColumnRecord& column,
                          std::uint32_t rows) {
    if (column.nulls_offset == ~std::uint64_t{0}) return 0;
    const ByteView bits = content.section(Section::kColumnData)
                              .subspan(static_cast<std::size_t>(column.nulls_offset),
                                       (static_cast<std::size_t>(rows) + 7) / 8);
    std::uint64_t nulls = 0;
    for (std::size_t i = 0; i < bits.size(); ++i) {
        const std::size_t used = std::min<std::size_t>(rows - i * 8, 8);
        nulls += static_cast<std::uint64_t>(
            std::popcount(std::to_integer<unsigned>(bits[i]) & ((1U << used) - 1U)));
    }
    return nulls;
}

ClassSummary summary_of(const TileContent& content, const FeatureClassRecord& record) {
    ClassSummary summary;
    summary.name = content.text(record.name);
    summary.features = record.rows.count;
    if (record.id_column != kNone) {
        summary.id_attribute = content.text(content.columns()[record.id_column].name);
    }
    for (const ColumnRecord& column :
         content.columns().subspan(record.columns.first, record.columns.count)) {
        AttributeSummary attribute;
        attribute.name = content.text(column.name);
        attribute.type = type_word(column.type);
        attribute.declared_type = content.text(column.declared_type);
        attribute.values = record.rows.count - count_nulls(content, column, record.rows.count);
        summary.attributes.push_back(std::move(attribute));
    }
    return summary;
}

std::uint64_t count_lines(const TileContent& content) {
    std::uint64_t lines = 0;
    for (const PrimitiveRecord& primitive : content.primitives()) {
        if (primitive.topology != Topology::kLines) continue;
        const std::uint64_t drawn =
            primitive.indices.count > 0 ? primitive.indices.count : primitive.vertices.count;
        lines += drawn / 2 * std::max(primitive.instances.count, 1U);
    }
    return lines;
}

}  // namespace

std::string_view type_word(ColumnType type) {
    switch (type) {
        case ColumnType::kBool:
            return "boolean";
        case ColumnType::kInt64:
        case ColumnType::kUInt64:
            return "integer";
        case ColumnType::kFloat64:
            return "number";
        case ColumnType::kText:
            return "text";
        case ColumnType::kJson:
            return "JSON";
    }
    return "JSON";
}

ContentSummary summarize(const TileContent& content) {
    const TileContentHeader& header = content.header();
    ContentSummary summary;
    summary.triangles = header.triangle_count;
    summary.points = header.point_count;
    summary.lines = count_lines(content);
    summary.instances = header.instance_count;
    summary.primitives = content.primitives().size();
    summary.materials = content.materials().size();
    summary.textures = content.images().size();
    for (const ImageRecord& image : content.images())
        summary.texture_bytes += image.pixels_bytes;
    summary.features = header.feature_count;
    summary.block_bytes = content.bytes().size();
    for (const FeatureClassRecord& record : content.classes()) {
        summary.classes.push_back(summary_of(content, record));
    }
    for (const StringRef name : content.extensions())
        summary.extensions.emplace_back(content.text(name));
    for (const StringRef warning : content.warnings()) {
        summary.warnings.emplace_back(content.text(warning));
    }
    summary.attribution = content.text(header.attribution);
    summary.generator = content.text(header.generator);
    return summary;
}

}  // namespace belvedere::content
