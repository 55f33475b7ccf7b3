// SPDX-License-Identifier: Apache-2.0
#include "engine/content/feature_table.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace belvedere::content {

namespace {

template <class Number>
std::string number_text(Number number) {
    char buffer[32];
    const auto end = std::to_chars(std::begin(buffer), std::end(buffer), number).ptr;
    return {buffer, end};
}

bool is_null(ByteView data, const ColumnRecord& column, std::uint32_t index) {
    if (column.nulls_offset == ~std::uint64_t{0}) return false;
    const auto bits = std::to_integer<unsigned>(data[column.nulls_offset + index / 8]);
    return ((bits >> (index % 8)) & 1U) != 0;
}

}  // namespace

const FeatureClassRecord* FeatureTable::class_of(std::uint32_t row) const {
    const auto classes = content_->classes();
    // Classes lie in row order; the last one that starts at or before the row may hold it.
    const auto next = std::ranges::upper_bound(
        classes, row, {}, [](const FeatureClassRecord& each) { return each.rows.first; });
    for (auto at = next; at != classes.begin();) {
        --at;
        if (at->rows.count == 0) continue;  // Empty classes share their start with the next.
        return row - at->rows.first < at->rows.count ? &*at : nullptr;
    }
    return nullptr;
}

FeatureValue FeatureTable::value(const FeatureClassRecord& row_class, const ColumnRecord& column,
                                 std::uint32_t row) const {
    assert(row >= row_class.rows.first && row - row_class.rows.first < row_class.rows.count);
    const ByteView data = content_->section(Section::kColumnData);
    const std::uint32_t index = row - row_class.rows.first;
    if (is_null(data, column, index)) return {};
    if (column.type == ColumnType::kBool) {
        return data[column.values_offset + index] != std::byte{0};
    }
    const std::byte* at = data.data() + column.values_offset + std::uint64_t{index} * 8;
    switch (column.type) {
        case ColumnType::kInt64:
            return load_unaligned<std::int64_t>(at);
        case ColumnType::kUInt64:
            return load_unaligned<std::uint64_t>(at);
        case ColumnType::kFloat64:
            return load_unaligned<double>(at);
        case ColumnType::kText:
            return content_->text(load_unaligned<StringRef>(at));
        case ColumnType::kJson:
            return JsonText{content_->text(load_unaligned<StringRef>(at))};
        case ColumnType::kBool:
            break;
    }
    return {};
}

const ColumnRecord* FeatureTable::column(const FeatureClassRecord& row_class,
                                         std::string_view name) const {
    const auto columns =
        content_->columns().subspan(row_class.columns.first, row_class.columns.count);
    const auto found = std::ranges::find_if(
        columns, [&](const ColumnRecord& each) { return content_->text(each.name) == name; });
    return found == columns.end() ? nullptr : &*found;
}

std::string FeatureTable::id_text(std::uint32_t row) const {
    const FeatureClassRecord* row_class = class_of(row);
    if (row_class == nullptr || row_class->id_column == kNone) return {};
    return to_text(value(*row_class, content_->columns()[row_class->id_column], row));
}

std::string to_text(const FeatureValue& value) {
    struct Visitor {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return number_text(number); }
        std::string operator()(std::uint64_t number) const { return number_text(number); }
        std::string operator()(double number) const { return number_text(number); }
        std::string operator()(std::string_view text) const { return std::string(text); }
        std::string operator()(JsonText json) const { return std::string(json.text); }
    };
    return std::visit(Visitor{}, value);
}

}  // namespace belvedere::content
