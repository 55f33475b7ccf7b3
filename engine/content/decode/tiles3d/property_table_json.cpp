// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/property_table_json.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "engine/content/decode/tiles3d/property_column.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

// One property of the class: its column, or the default when the table has none.
struct NamedColumn {
    std::string name;
    std::optional<PropertyColumn> column;
    std::string default_json;
};

std::vector<NamedColumn> open_columns(const JsonValue& schema, const JsonValue& class_json,
                                      const JsonValue& table, std::uint64_t rows,
                                      const BufferViewReader& view, WarningList& warnings) {
    std::vector<NamedColumn> columns;
    for (const JsonField& property : class_json["properties"].fields()) {
        const std::string name(property.key);
        auto type = read_property_type(schema, property.value);
        if (!type) {
            warnings.add("property " + name + ": " + type.error().message);
            continue;
        }
        const JsonValue stored = table["properties"][property.key];
        if (!stored.present()) {
            if (property.value["required"].boolean().value_or(false)) {
                warnings.add("property " + name + " is required and missing");
            }
            if (!type->default_json.empty()) {
                columns.push_back({name, std::nullopt, type->default_json});
            }
            continue;
        }
        NamedColumn column{name, PropertyColumn(*type), {}};
        if (auto opened = column.column->open(stored, rows, view); !opened) {
            warnings.add("property " + name + ": " + opened.error().message);
            continue;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

std::string row_json(const std::vector<NamedColumn>& columns, std::uint64_t row) {
    std::string text = "{";
    for (const NamedColumn& column : columns) {
        const std::size_t start = text.size();
        if (start > 1) text += ',';
        append_text(text, column.name);
        text += ':';
        if (!column.column) {
            text += column.default_json;
        } else if (!column.column->append(text, row)) {
            text.resize(start);
        }
    }
    text += '}';
    return text;
}

}  // namespace

Result<std::vector<std::string>> property_rows_json(const JsonValue& schema, const JsonValue& table,
                                                    const BufferViewReader& view,
                                                    WarningList& warnings) {
    const auto class_name = table["class"].text();
    const JsonValue class_json = class_name ? schema["classes"][*class_name] : JsonValue{};
    if (!class_json.is_object()) {
        return fail(ErrorKind::kBadData, "property table's class is not in the schema");
    }
    const auto rows = table["count"].unsigned_integer();
    if (!rows) return fail(ErrorKind::kBadData, "property table has no valid count");
    if (*rows > limits::kSubtreeNodes) {
        return fail(ErrorKind::kLimit, "property table has more rows than the limit");
    }
    for (const JsonField& property : table["properties"].fields()) {
        if (!class_json["properties"][property.key].present()) {
            warnings.add("property " + std::string(property.key) + " is not in the class");
        }
    }
    const auto columns = open_columns(schema, class_json, table, *rows, view, warnings);
    std::vector<std::string> texts;
    if (columns.empty()) return texts;
    std::uint64_t bytes = 0;
    for (std::uint64_t row = 0; row < *rows; ++row) {
        texts.push_back(row_json(columns, row));
        bytes += texts.back().size() + sizeof(std::string);
        if (bytes > limits::kJsonBytes) {
            return fail(ErrorKind::kLimit, "property table is over the limit on JSON bytes");
        }
    }
    return texts;
}

}  // namespace belvedere::content::tiles3d
