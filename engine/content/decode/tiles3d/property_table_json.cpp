// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/property_table_json.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/content/decode/tiles3d/property_type.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

// Where offsets of arrays or strings are: a buffer view and the type of its numbers.
struct OffsetSource {
    JsonValue view;
    JsonValue type;
};

// The largest value of an integer component: what normalised integers are divided by.
double normalizer(Component component) {
    const int bits = static_cast<int>(component_bytes(component)) * 8;
    const bool is_signed = component == Component::kInt8 || component == Component::kInt16 ||
                           component == Component::kInt32 || component == Component::kInt64;
    return std::ldexp(1.0, is_signed ? bits - 1 : bits) - 1.0;
}

Result<std::vector<std::uint64_t>> read_offsets(const OffsetSource& source, std::uint64_t count,
                                                const BufferViewReader& view) {
    const auto index = source.view.unsigned_integer();
    if (!index) return fail(ErrorKind::kBadData, "no index of a buffer view");
    Component component = Component::kUInt32;
    if (source.type.present()) {
        const auto read = read_component(source.type);
        if (!read) return fail(read.error());
        component = *read;
    }
    const auto bytes = view(*index);
    if (!bytes) return fail(bytes.error());
    if ((count + 1) * component_bytes(component) > bytes->size()) {
        return fail(ErrorKind::kBadData, "fewer offsets than elements");
    }
    std::vector<std::uint64_t> offsets;
    offsets.reserve(static_cast<std::size_t>(count + 1));
    for (std::uint64_t i = 0; i <= count; ++i) {
        const auto offset = static_cast<std::uint64_t>(integer_at(*bytes, component, i));
        if (!offsets.empty() && offset < offsets.back()) {
            return fail(ErrorKind::kBadData, "offsets go backwards");
        }
        offsets.push_back(offset);
    }
    // Counts derived from offsets stay far below where the arithmetic on them could wrap.
    if (offsets.back() > limits::kContentFileBytes * 8) {
        return fail(ErrorKind::kBadData, "offsets point beyond any buffer");
    }
    return offsets;
}

// A property of a table with its bytes, checked so that every row can be read.
class PropertyColumn {
  public:
    explicit PropertyColumn(PropertyType type) : type_(std::move(type)) {}

    Result<void> open(const JsonValue& json, std::uint64_t rows, const BufferViewReader& view);
    // Appends the value of a row, or returns false when it is noData.
    bool append(std::string& text, std::uint64_t row) const;

  private:
    Result<std::uint64_t> open_arrays(const JsonValue& json, std::uint64_t rows,
                                      const BufferViewReader& view);
    Result<void> check_size(std::uint64_t elements) const;
    // `in_array`: position in its array, for offsets and scales that differ along it.
    void append_element(std::string& text, std::uint64_t element, std::uint64_t in_array) const;
    void append_component(std::string& text, std::uint64_t index, std::uint64_t in_value) const;

    PropertyType type_;
    ByteView values_;
    std::vector<std::uint64_t> array_offsets_;
    std::vector<std::uint64_t> text_offsets_;
};

Result<std::uint64_t> PropertyColumn::open_arrays(const JsonValue& json, std::uint64_t rows,
                                                  const BufferViewReader& view) {
    if (!type_.is_array) return rows;
    if (type_.array_count > 0) return rows * type_.array_count;
    auto offsets = read_offsets({json["arrayOffsets"], json["arrayOffsetType"]}, rows, view);
    if (!offsets) return fail_in("arrayOffsets", offsets.error());
    array_offsets_ = std::move(*offsets);
    return array_offsets_.back();
}

Result<void> PropertyColumn::open(const JsonValue& json, std::uint64_t rows,
                                  const BufferViewReader& view) {
    const auto index = json["values"].unsigned_integer();
    if (!index) return fail(ErrorKind::kBadData, "values is no index of a buffer view");
    const auto values = view(*index);
    if (!values) return fail(values.error());
    values_ = *values;
    if (json["offset"].present()) type_.offset = flattened_numbers(json["offset"]);
    if (json["scale"].present()) type_.scale = flattened_numbers(json["scale"]);
    const auto elements = open_arrays(json, rows, view);
    if (!elements) return fail(elements.error());
    if (type_.kind == ElementKind::kText) {
        auto offsets =
            read_offsets({json["stringOffsets"], json["stringOffsetType"]}, *elements, view);
        if (!offsets) return fail_in("stringOffsets", offsets.error());
        text_offsets_ = std::move(*offsets);
    }
    return check_size(*elements);
}

Result<void> PropertyColumn::check_size(std::uint64_t elements) const {
    std::uint64_t needed = 0;
    if (type_.kind == ElementKind::kText) {
        needed = text_offsets_.back();
    } else if (type_.kind == ElementKind::kBool) {
        needed = (elements + 7) / 8;
    } else {
        needed = elements * type_.components * component_bytes(type_.component);
    }
    if (needed <= values_.size()) return {};
    return fail(ErrorKind::kBadData, "values are " + std::to_string(values_.size()) +
                                         " bytes instead of " + std::to_string(needed));
}

void PropertyColumn::append_component(std::string& text, std::uint64_t index,
                                      std::uint64_t in_value) const {
    const bool is_plain = !type_.normalized && type_.offset.empty() && type_.scale.empty();
    if (is_plain && type_.component == Component::kUInt64) {
        text +=
            std::to_string(static_cast<std::uint64_t>(integer_at(values_, type_.component, index)));
        return;
    }
    if (is_plain && type_.component < Component::kFloat32) {
        text += std::to_string(integer_at(values_, type_.component, index));
        return;
    }
    double number = component_at(values_, type_.component, index);
    if (type_.normalized) number = std::max(number / normalizer(type_.component), -1.0);
    const auto pick = [in_value](const std::vector<double>& numbers, double otherwise) {
        if (numbers.empty()) return otherwise;
        return numbers[static_cast<std::size_t>(in_value % numbers.size())];
    };
    number = number * pick(type_.scale, 1.0) + pick(type_.offset, 0.0);
    append_number(text, number, is_plain ? type_.component : Component::kFloat64);
}

void PropertyColumn::append_element(std::string& text, std::uint64_t element,
                                    std::uint64_t in_array) const {
    const auto at = static_cast<std::size_t>(element);
    if (type_.kind == ElementKind::kText) {
        const std::uint64_t first = text_offsets_[at];
        append_text(text, as_text(values_.subspan(
                              static_cast<std::size_t>(first),
                              static_cast<std::size_t>(text_offsets_[at + 1] - first))));
        return;
    }
    if (type_.kind == ElementKind::kBool) {
        const bool is_set = (std::to_integer<unsigned>(values_[at / 8]) >> at % 8 & 1U) != 0;
        text += is_set ? "true" : "false";
        return;
    }
    if (type_.kind == ElementKind::kEnum) {
        const auto found = type_.enum_names.find(integer_at(values_, type_.component, element));
        if (found == type_.enum_names.end()) {
            text += "null";
        } else {
            append_text(text, found->second);
        }
        return;
    }
    if (type_.components == 1) return append_component(text, element, in_array);
    for (std::uint64_t i = 0; i < type_.components; ++i) {
        text += i == 0 ? '[' : ',';
        append_component(text, element * type_.components + i, in_array * type_.components + i);
    }
    text += ']';
}

bool PropertyColumn::append(std::string& text, std::uint64_t row) const {
    const std::size_t start = text.size();
    if (!type_.is_array) {
        append_element(text, row, 0);
    } else {
        const auto at = static_cast<std::size_t>(row);
        const bool is_fixed = type_.array_count > 0;
        const std::uint64_t first = is_fixed ? row * type_.array_count : array_offsets_[at];
        const std::uint64_t end = is_fixed ? first + type_.array_count : array_offsets_[at + 1];
        text += '[';
        for (std::uint64_t element = first; element < end; ++element) {
            if (element > first) text += ',';
            append_element(text, element, element - first);
        }
        text += ']';
    }
    if (type_.no_data.empty() || std::string_view(text).substr(start) != type_.no_data) return true;
    text.resize(start);
    return false;
}

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
