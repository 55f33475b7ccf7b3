// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/gltf/column_writer.hpp"

#include <cmath>
#include <cstring>
#include <map>
#include <optional>

#include <simdjson.h>

#include "engine/content/limits.hpp"

namespace belvedere::content::gltf {

namespace {

using tiles3d::Component;
using tiles3d::ElementKind;
using tiles3d::PropertyColumn;
using tiles3d::PropertyType;

// Values and nulls of one column under construction. A value of 8 bytes is kept as such and written
// when the column is whole, because the builder's bytes move as text is added.
class ColumnBuilder {
  public:
    ColumnBuilder(ColumnType type, std::uint32_t rows) : values_(rows) { record_.type = type; }

    template <class Value>
    void set(std::uint32_t row, Value value) {
        static_assert(sizeof(Value) == 8);
        std::memcpy(&values_[row], &value, sizeof(Value));
    }
    void set_null(std::uint32_t row) {
        if (nulls_.empty()) nulls_.resize((values_.size() + 7) / 8, std::byte{0});
        nulls_[row / 8] |= static_cast<std::byte>(1U << (row % 8));
    }

    ColumnRecord finish(TileContentBuilder& builder) {
        const bool is_bool = record_.type == ColumnType::kBool;
        const std::size_t width = is_bool ? 1 : sizeof(std::uint64_t);
        record_.values_offset = builder.add_column_data(values_.size() * width);
        std::byte* out = builder.column_data().data() + record_.values_offset;
        if (!is_bool && !values_.empty()) std::memcpy(out, values_.data(), values_.size() * width);
        for (std::size_t i = 0; is_bool && i < values_.size(); ++i) {
            out[i] = static_cast<std::byte>(values_[i] != 0);
        }
        record_.nulls_offset = ~std::uint64_t{0};
        if (!nulls_.empty()) {
            record_.nulls_offset = builder.add_column_data(nulls_.size());
            std::memcpy(builder.column_data().data() + record_.nulls_offset, nulls_.data(),
                        nulls_.size());
        }
        return record_;
    }

  private:
    ColumnRecord record_{};
    std::vector<std::uint64_t> values_;
    Bytes nulls_;
};

bool is_unsigned(Component component) {
    return component == Component::kUInt8 || component == Component::kUInt16 ||
           component == Component::kUInt32 || component == Component::kUInt64;
}

Failure too_much_text() {
    return fail(ErrorKind::kLimit, "its text is over limits::kDecodedBytes");
}

ColumnRecord write_numbers(const PropertyColumn& column, const JsonValue& property,
                           std::uint32_t rows, TileContentBuilder& builder) {
    const PropertyType& type = column.type();
    const bool is_integer = type.component < Component::kFloat32 && !type.normalized &&
                            type.offset.empty() && type.scale.empty();
    const auto no_data = property["noData"].number();
    const auto otherwise = property["default"].number();
    const ColumnType stored = !is_integer                   ? ColumnType::kFloat64
                              : is_unsigned(type.component) ? ColumnType::kUInt64
                                                            : ColumnType::kInt64;
    ColumnBuilder out(stored, rows);
    const auto set_missing = [&](std::uint32_t row) {
        if (!otherwise) {
            out.set_null(row);
        } else if (stored == ColumnType::kFloat64) {
            out.set(row, *otherwise);
        } else {
            out.set(row, static_cast<std::int64_t>(std::llround(*otherwise)));
        }
    };
    for (std::uint32_t row = 0; row < rows; ++row) {
        const double raw = tiles3d::component_at(column.values(), type.component, row);
        const double number = column.number(row);
        const bool is_missing =
            (no_data && raw == *no_data) || (!is_integer && !std::isfinite(number));
        if (is_missing) {
            set_missing(row);
        } else if (is_integer) {
            out.set(row, tiles3d::integer_at(column.values(), type.component, row));
        } else {
            out.set(row, number);
        }
    }
    return out.finish(builder);
}

// Texts are copied in one piece and referred to by their offsets.
Result<ColumnRecord> write_texts(const PropertyColumn& column, const JsonValue& property,
                                 std::uint32_t rows, TileContentBuilder& builder) {
    const std::vector<std::uint64_t>& offsets = column.text_offsets();
    const std::uint64_t first = offsets.front();
    const std::string_view all = as_text(column.values().subspan(first, offsets.back() - first));
    if (!simdjson::validate_utf8(all.data(), all.size())) {
        return fail(ErrorKind::kBadData, "its text is not UTF-8");
    }
    const StringRef base = builder.add_text(all);
    if (base.length != all.size()) return too_much_text();
    const auto no_data = property["noData"].text();
    const auto otherwise = property["default"].text();
    const StringRef default_ref = builder.add_text(otherwise.value_or(""));
    ColumnBuilder out(ColumnType::kText, rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint64_t from = offsets[row] - first;
        const std::uint64_t length = offsets[row + 1] - offsets[row];
        if (no_data && all.substr(from, length) == *no_data) {
            otherwise ? out.set(row, default_ref) : out.set_null(row);
        } else if (length > 0) {
            out.set(row, StringRef{static_cast<std::uint32_t>(base.offset + from),
                                   static_cast<std::uint32_t>(length)});
        }
    }
    return out.finish(builder);
}

ColumnRecord write_enums(const PropertyColumn& column, const JsonValue& property,
                         std::uint32_t rows, TileContentBuilder& builder) {
    const PropertyType& type = column.type();
    std::map<std::int64_t, StringRef> names;
    for (const auto& [value, name] : type.enum_names)
        names[value] = builder.add_text(name);
    const auto no_data = property["noData"].text();
    const auto otherwise = property["default"].text();
    const StringRef default_ref = builder.add_text(otherwise.value_or(""));
    ColumnBuilder out(ColumnType::kText, rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::int64_t value = tiles3d::integer_at(column.values(), type.component, row);
        const auto named = type.enum_names.find(value);
        if (named != type.enum_names.end() && named->second != no_data) {
            out.set(row, names[value]);
        } else if (otherwise) {
            out.set(row, default_ref);
        } else {
            out.set_null(row);
        }
    }
    return out.finish(builder);
}

ColumnRecord write_booleans(const PropertyColumn& column, std::uint32_t rows,
                            TileContentBuilder& builder) {
    ColumnBuilder out(ColumnType::kBool, rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const auto bits = std::to_integer<std::uint64_t>(column.values()[row / 8]);
        out.set(row, (bits >> (row % 8)) & 1U);
    }
    return out.finish(builder);
}

Result<ColumnRecord> write_json(const PropertyColumn& column, const JsonValue& property,
                                std::uint32_t rows, TileContentBuilder& builder) {
    const std::string otherwise = property["default"].json();
    ColumnBuilder out(ColumnType::kJson, rows);
    std::string text;
    std::uint64_t total = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
        text.clear();
        if (!column.append(text, row)) text = otherwise;
        if (text.empty()) {
            out.set_null(row);
            continue;
        }
        total += text.size();
        const StringRef ref = builder.add_text(text);
        if (ref.length != text.size() || total > limits::kJsonBytes) return too_much_text();
        out.set(row, ref);
    }
    return out.finish(builder);
}

}  // namespace

Result<ColumnRecord> write_column(const PropertyColumn& column, const JsonValue& property,
                                  std::uint32_t rows, TileContentBuilder& builder) {
    const PropertyType& type = column.type();
    if (type.is_array) return write_json(column, property, rows, builder);
    switch (type.kind) {
        case ElementKind::kText:
            return write_texts(column, property, rows, builder);
        case ElementKind::kEnum:
            return write_enums(column, property, rows, builder);
        case ElementKind::kBool:
            return write_booleans(column, rows, builder);
        case ElementKind::kNumbers:
            break;
    }
    if (type.components != 1) return write_json(column, property, rows, builder);
    return write_numbers(column, property, rows, builder);
}

ColumnRecord write_default_column(const JsonValue& property, std::uint32_t rows,
                                  TileContentBuilder& builder) {
    const JsonValue value = property["default"];
    const auto filled = [&](ColumnType type, auto bits) {
        ColumnBuilder out(type, rows);
        for (std::uint32_t row = 0; row < rows; ++row)
            out.set(row, bits);
        return out.finish(builder);
    };
    if (const auto flag = value.boolean()) {
        return filled(ColumnType::kBool, std::uint64_t{*flag ? 1U : 0U});
    }
    if (const auto number = value.number()) return filled(ColumnType::kFloat64, *number);
    if (const auto text = value.text()) return filled(ColumnType::kText, builder.add_text(*text));
    return filled(ColumnType::kJson, builder.add_text(value.json()));
}

std::string declared_type_text(const JsonValue& property) {
    std::string text(property["type"].text().value_or(""));
    if (const auto component = property["componentType"].text()) {
        text += " " + std::string(*component);
    }
    if (const auto name = property["enumType"].text()) text += " " + std::string(*name);
    if (property["array"].boolean().value_or(false)) {
        const auto count = property["count"].unsigned_integer();
        text += count ? " ARRAY[" + std::to_string(*count) + "]" : " ARRAY";
    }
    return text;
}

}  // namespace belvedere::content::gltf
