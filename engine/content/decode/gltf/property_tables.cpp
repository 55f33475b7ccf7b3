// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/property_tables.hpp"

#include <optional>
#include <string>

#include "engine/content/decode/gltf/column_writer.hpp"
#include "engine/content/decode/tiles3d/property_column.hpp"
#include "engine/content/id_column.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

using tiles3d::PropertyColumn;

// The tables of one document under one schema.
class TableReader {
  public:
    TableReader(const JsonValue& schema, BufferStore& buffers, TileContentBuilder& builder)
        : schema_(schema), buffers_(buffers), builder_(builder) {}

    Range add(const JsonValue& table, std::size_t index) {
        name_ = "property table " + std::to_string(index);
        const auto class_name = table["class"].text();
        const auto rows = table["count"].unsigned_integer();
        if (!class_name || !rows || *rows == 0) {
            builder_.warn(name_ + " has no class or count and is left out");
            return {};
        }
        if (*rows + builder_.feature_count > limits::kFeatures) {
            builder_.warn(name_ + " has more rows than limits::kFeatures and is left out");
            return {};
        }
        const JsonValue declared = schema_["classes"][*class_name];
        if (!declared.is_object()) {
            builder_.warn(name_ + ": its class is not in the schema, so its values are left out");
        }
        FeatureClassRecord record{};
        record.name = builder_.add_text(table["name"].text().value_or(*class_name));
        record.rows = {builder_.feature_count, static_cast<std::uint32_t>(*rows)};
        record.columns.first = static_cast<std::uint32_t>(builder_.columns.size());
        record.id_column = kNone;
        record.parent_column = kNone;
        std::uint32_t best_rank = kNone;
        for (const JsonField& property : declared["properties"].fields()) {
            add_column(property, table["properties"][property.key], record, best_rank);
        }
        for (const JsonField& stored : table["properties"].fields()) {
            if (declared.is_object() && !declared["properties"][stored.key].present()) {
                builder_.warn(name_ + ": property " + std::string(stored.key) +
                              " is not in its class");
            }
        }
        builder_.feature_count += record.rows.count;
        builder_.classes.push_back(record);
        return record.rows;
    }

  private:
    void add_column(const JsonField& property, const JsonValue& stored, FeatureClassRecord& record,
                    std::uint32_t& best_rank) {
        const auto added = read_column(property.value, stored, record.rows.count);
        if (!added) {
            builder_.warn(name_ + ": property " + std::string(property.key) +
                          " is left out: " + added.error().message);
            return;
        }
        if (!added->has_value()) return;
        ColumnRecord column = **added;
        const std::string_view semantic = property.value["semantic"].text().value_or("");
        column.name = builder_.add_text(property.key);
        column.semantic = builder_.add_text(semantic);
        column.unit = builder_.add_text(property.value["unit"].text().value_or(""));
        column.description = builder_.add_text(property.value["description"].text().value_or(""));
        column.declared_type = builder_.add_text(declared_type_text(property.value));
        const auto rank = id_rank(property.key, semantic);
        if (rank && *rank < best_rank) {
            best_rank = *rank;
            record.id_column = static_cast<std::uint32_t>(builder_.columns.size());
        }
        builder_.columns.push_back(column);
        ++record.columns.count;
    }

    // Nothing for a property that the table does not have and that has no default.
    Result<std::optional<ColumnRecord>> read_column(const JsonValue& property,
                                                    const JsonValue& stored, std::uint32_t rows) {
        if (builder_.columns.size() >= limits::kColumns) {
            return fail(ErrorKind::kLimit, "more than limits::kColumns properties");
        }
        if (builder_.column_data().size() + std::uint64_t{rows} * 9 > limits::kDecodedBytes) {
            return fail(ErrorKind::kLimit, "values are over limits::kDecodedBytes");
        }
        auto type = tiles3d::read_property_type(schema_, property);
        if (!type) return fail(std::move(type.error()));
        if (!stored.present()) {
            if (property["required"].boolean().value_or(false)) {
                return fail(ErrorKind::kBadData, "it is required and missing");
            }
            if (!property["default"].present()) return std::optional<ColumnRecord>();
            return std::optional(write_default_column(property, rows, builder_));
        }
        PropertyColumn column(std::move(*type));
        auto opened = column.open(stored, rows, [this](std::uint64_t view) -> Result<ByteView> {
            if (view >= kNone) return fail(ErrorKind::kBadData, "no such buffer view");
            return buffers_.view(static_cast<std::uint32_t>(view));
        });
        if (!opened) return fail(std::move(opened.error()));
        auto written = write_column(column, property, rows, builder_);
        if (!written) return fail(std::move(written.error()));
        return std::optional(*written);
    }

    JsonValue schema_;
    BufferStore& buffers_;
    TileContentBuilder& builder_;
    std::string name_;
};

}  // namespace

std::vector<Range> read_property_tables(const MetadataSource& source, BufferStore& buffers,
                                        TileContentBuilder& builder) {
    std::vector<Range> ranges;
    const std::vector<JsonValue> tables = source.metadata()["propertyTables"].items();
    if (!tables.empty() && !source.schema().present()) {
        builder.warn("property tables have no schema");
    }
    TableReader reader(source.schema(), buffers, builder);
    for (std::size_t i = 0; i < tables.size(); ++i)
        ranges.push_back(reader.add(tables[i], i));
    return ranges;
}

}  // namespace belvedere::content::gltf
