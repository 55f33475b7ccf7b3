// SPDX-License-Identifier: Apache-2.0
#include "app/city/feature_surroundings.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "engine/content/decode/tiles3d/metadata_schema.hpp"
#include "engine/content/decode/tiles3d/texel_value.hpp"
#include "engine/content/decode/warning_list.hpp"
#include "engine/content/feature_sets.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/stream/metadata_tally.hpp"

namespace belvedere::city {
namespace {

using content::FeatureTable;
using content::TileContent;

constexpr std::size_t kIdsShown = 8;  // More are an ellipsis.

std::string joined(const std::vector<std::string>& values, bool has_more) {
    std::string text;
    for (const std::string& value : values) {
        if (!text.empty()) text += ", ";
        text += value;
    }
    return has_more ? text + ", …" : text;
}

void add_rows(const TileContent& content, const content::FeatureSetIds& set,
              std::vector<FeatureAttribute>& attributes) {
    const FeatureTable table(content);
    const content::FeatureClassRecord* row_class = table.class_of(set.ids.front());
    if (row_class == nullptr) return;
    for (const content::ColumnRecord& column :
         content.columns().subspan(row_class->columns.first, row_class->columns.count)) {
        std::vector<std::string> values;
        for (const std::uint32_t row : set.ids) {
            if (table.class_of(row) != row_class) continue;
            std::string value = value_text(content, column, *row_class, row);
            if (std::find(values.begin(), values.end(), value) == values.end()) {
                values.push_back(std::move(value));
            }
        }
        attributes.push_back({std::string(content.text(column.name)) + " (" + set.name + ")",
                              joined(values, set.has_more),
                              std::string(content.text(column.declared_type)),
                              std::string(content.text(column.unit))});
    }
}

}  // namespace

std::string value_text(const TileContent& content, const content::ColumnRecord& column,
                       const content::FeatureClassRecord& row_class, std::uint32_t row) {
    const content::FeatureValue value = FeatureTable(content).value(row_class, column, row);
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr ||
        content.text(column.declared_type).find("FLOAT32") == std::string_view::npos) {
        return content::to_text(value);
    }
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, static_cast<float>(*number)).ptr;
    return {text, end};
}

std::vector<FeatureAttribute> metadata_attributes(const stream::TileMetadata& metadata) {
    std::vector<FeatureAttribute> attributes;
    if (metadata.context == nullptr || metadata.entities.empty()) return attributes;
    content::WarningList said_before;
    const std::string& json = metadata.context->schema_json;
    const auto schema =
        content::tiles3d::MetadataSchema::parse(json.empty() ? "{}" : json, said_before);
    if (!schema) return attributes;
    for (const stream::TileEntity& entity : metadata.entities) {
        const std::string whose(stream::scope_word(entity.scope));
        for (const auto& value : schema->describe(entity.json).values) {
            attributes.push_back({whose + ": " + value.name, value.value, value.type, value.unit});
        }
    }
    return attributes;
}

std::vector<FeatureAttribute> point_attributes(const TileContent& content,
                                               const content::SurfacePoint& point) {
    std::vector<FeatureAttribute> attributes;
    for (const content::TexelSample& sample : content::texels_at(content, point)) {
        const content::TexelSetRecord& set = *sample.set;
        const std::string owner(content.text(set.owner));
        if (set.kind == content::TexelKind::kProperty) {
            attributes.push_back({std::string(content.text(set.name)) + " (" + owner + ")",
                                  content::tiles3d::texel_text(content, sample),
                                  std::string(content.text(set.declared_type)),
                                  std::string(content.text(set.unit))});
            continue;
        }
        const std::uint32_t id = content::feature_id_of(sample);
        const bool is_row = id != content::kNone && set.rows.count > 0;
        const std::string number =
            id == content::kNone ? std::string() : std::to_string(id - set.rows.first);
        attributes.push_back({owner, number, "feature id", {}});
        if (is_row) add_rows(content, {owner, true, {id}, false}, attributes);
    }
    return attributes;
}

std::vector<FeatureAttribute> other_set_attributes(const TileContent& content, std::uint32_t row) {
    std::vector<FeatureAttribute> attributes;
    for (const content::FeatureSetIds& set : other_feature_ids(content, row, kIdsShown)) {
        if (set.are_rows) {
            add_rows(content, set, attributes);
            continue;
        }
        std::vector<std::string> ids;
        ids.reserve(set.ids.size());
        for (const std::uint32_t id : set.ids)
            ids.push_back(std::to_string(id));
        attributes.push_back({set.name, joined(ids, set.has_more), "feature id", {}});
    }
    return attributes;
}

}  // namespace belvedere::city
