// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/metadata_writer.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <variant>

namespace belvedere::content::encode {

namespace {

template <class Value>
constexpr const char* component_name() {
    if constexpr (std::is_same_v<Value, std::uint8_t>) return "UINT8";
    if constexpr (std::is_same_v<Value, std::uint16_t>) return "UINT16";
    if constexpr (std::is_same_v<Value, std::uint32_t>) return "UINT32";
    if constexpr (std::is_same_v<Value, std::int32_t>) return "INT32";
    if constexpr (std::is_same_v<Value, std::int64_t>) return "INT64";
    if constexpr (std::is_same_v<Value, std::uint64_t>) return "UINT64";
    if constexpr (std::is_same_v<Value, float>) return "FLOAT32";
    return "FLOAT64";
}

struct WriteType {
    JsonWriter& json;
    void operator()(const std::vector<std::string>& /*values*/) const {
        json.key("type").text("STRING");
    }
    void operator()(const EnumColumn& column) const {
        json.key("type").text("ENUM").key("enumType").text(column.type_name);
    }
    void operator()(const BoolColumn& /*column*/) const { json.key("type").text("BOOLEAN"); }
    template <class Value>
    void operator()(const std::vector<Value>& /*values*/) const {
        json.key("type").text("SCALAR").key("componentType").text(component_name<Value>());
    }
};

// Puts a column's values into the buffer and writes the property of the table.
struct WriteValues {
    JsonWriter& json;
    BufferPacker& packer;
    void operator()(const std::vector<std::string>& values) const {
        std::string text;
        std::vector<std::uint32_t> offsets{0};
        for (const std::string& value : values) {
            text += value;
            offsets.push_back(static_cast<std::uint32_t>(text.size()));
        }
        // A buffer view has at least one byte, also when every string is empty.
        if (text.empty()) text.push_back('\0');
        json.key("values").number(packer.add_plain(as_bytes(text)));
        json.key("stringOffsets").number(packer.add_plain(std::as_bytes(std::span(offsets))));
        json.key("stringOffsetType").text("UINT32");
    }
    void operator()(const EnumColumn& column) const { (*this)(column.values); }
    // A bit a row, the lowest first.
    void operator()(const BoolColumn& column) const {
        std::vector<std::uint8_t> bits((column.values.size() + 7) / 8, 0);
        for (std::size_t i = 0; i < column.values.size(); ++i) {
            const unsigned bit = column.values[i] != 0 ? 1U << i % 8 : 0U;
            bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | bit);
        }
        (*this)(bits);
    }
    template <class Value>
    void operator()(const std::vector<Value>& values) const {
        json.key("values").number(packer.add_plain(std::as_bytes(std::span(values))));
    }
};

struct WriteNoData {
    JsonWriter& json;
    void operator()(std::monostate) const { json.key("required").boolean(true); }
    void operator()(const std::string& text) const { json.key("noData").text(text); }
    template <class Number>
    void operator()(Number number) const {
        json.key("noData").number(number);
    }
};

void write_class(JsonWriter& json, const PropertyTable& table) {
    json.key(table.class_name).begin_object();
    if (!table.description.empty()) json.key("description").text(table.description);
    json.key("properties").begin_object();
    for (const PropertyColumn& column : table.columns) {
        json.key(column.name).begin_object();
        if (!column.title.empty()) json.key("name").text(column.title);
        if (!column.description.empty()) json.key("description").text(column.description);
        std::visit(WriteType{json}, column.values);
        if (!column.semantic.empty()) json.key("semantic").text(column.semantic);
        // A property that may lack a value is not required (3D Metadata, "Required and noData").
        std::visit(WriteNoData{json}, column.no_data);
        json.end_object();
    }
    json.end_object().end_object();
}

bool is_first_of_class(const std::vector<PropertyTable>& tables, std::size_t index) {
    return std::none_of(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(index),
                        [&](const PropertyTable& earlier) {
                            return earlier.class_name == tables[index].class_name;
                        });
}

void write_enums(JsonWriter& json, const std::vector<PropertyTable>& tables) {
    std::vector<std::string> written;
    for (const PropertyTable& table : tables) {
        for (const PropertyColumn& column : table.columns) {
            const auto* values = std::get_if<EnumColumn>(&column.values);
            if (values == nullptr || std::ranges::count(written, values->type_name) > 0) continue;
            if (written.empty()) json.key("enums").begin_object();
            written.push_back(values->type_name);
            json.key(values->type_name).begin_object().key("valueType").text("UINT8");
            json.key("values").begin_array();
            for (std::size_t i = 0; i < values->names.size(); ++i) {
                json.begin_object().key("name").text(values->names[i]);
                json.key("value").number(i).end_object();
            }
            json.end_array().end_object();
        }
    }
    if (!written.empty()) json.end_object();
}

}  // namespace

std::size_t PropertyTable::row_count() const {
    if (columns.empty()) return 0;
    return std::visit(
        [](const auto& values) {
            using Values = std::decay_t<decltype(values)>;
            if constexpr (std::is_same_v<Values, EnumColumn> ||
                          std::is_same_v<Values, BoolColumn>) {
                return values.values.size();
            } else {
                return values.size();
            }
        },
        columns.front().values);
}

void write_structural_metadata(JsonWriter& json, BufferPacker& packer,
                               const std::vector<PropertyTable>& tables) {
    json.begin_object().key("schema").begin_object().key("id").text("city");
    json.key("classes").begin_object();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (is_first_of_class(tables, i)) write_class(json, tables[i]);
    }
    json.end_object();
    write_enums(json, tables);
    json.end_object().key("propertyTables").begin_array();
    for (const PropertyTable& table : tables) {
        json.begin_object().key("name");
        json.text(table.title.empty() ? table.class_name : table.title);
        json.key("class").text(table.class_name).key("count").number(table.row_count());
        json.key("properties").begin_object();
        for (const PropertyColumn& column : table.columns) {
            json.key(column.name).begin_object();
            std::visit(WriteValues{json, packer}, column.values);
            json.end_object();
        }
        json.end_object().end_object();
    }
    json.end_array().end_object();
}

}  // namespace belvedere::content::encode
