// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/content_tables.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>
#include <variant>

#include "engine/content/feature_table.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::encode {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string unique_name(std::string name, std::set<std::string>& taken) {
    const std::string base = name;
    for (int i = 2; !taken.insert(name).second; ++i)
        name = base + '_' + std::to_string(i);
    return name;
}

// A number that none of the values is: what stands for none of them must say so in JSON exactly.
template <class Number>
Number unused_number(const std::vector<Number>& values) {
    constexpr bool kIsSigned = std::numeric_limits<Number>::is_signed;
    Number candidate = kIsSigned ? static_cast<Number>(-9999) : static_cast<Number>(9999);
    while (std::ranges::find(values, candidate) != values.end())
        candidate = static_cast<Number>(candidate + (kIsSigned ? Number{0} - 1 : Number{1}));
    return candidate;
}

std::string unused_text(const std::vector<std::string>& values) {
    std::string candidate;
    for (int i = 0; std::ranges::find(values, candidate) != values.end(); ++i)
        candidate = i == 0 ? "no data" : "no data " + std::to_string(i);
    return candidate;
}

// The values of one column as they are written.
class ColumnReader {
  public:
    ColumnReader(const TileContent& content, const FeatureClassRecord& row_class,
                 const ColumnRecord& column)
        : table_(content), row_class_(row_class), column_(column) {}

    void write(PropertyColumn& out) const {
        switch (column_.type) {
            case ColumnType::kBool:
                return write_flags(out);
            case ColumnType::kInt64:
                return write_integers(out);
            case ColumnType::kUInt64:
                return write_numbers<std::uint64_t>(out);
            case ColumnType::kFloat64:
                return write_numbers<double>(out);
            case ColumnType::kText:
            case ColumnType::kJson:
                return write_texts(out);
        }
    }

  private:
    [[nodiscard]] FeatureValue at(std::uint32_t i) const {
        return table_.value(row_class_, column_, row_class_.rows.first + i);
    }
    [[nodiscard]] std::uint32_t rows() const { return row_class_.rows.count; }

    // Values in their order; rows without one are listed in `missing`.
    template <class Number>
    std::vector<Number> numbers(std::vector<std::uint32_t>& missing) const {
        std::vector<Number> values;
        values.reserve(rows());
        for (std::uint32_t i = 0; i < rows(); ++i) {
            const FeatureValue value = at(i);
            const auto* number = std::get_if<Number>(&value);
            if (number == nullptr) missing.push_back(i);
            values.push_back(number != nullptr ? *number : Number{});
        }
        return values;
    }

    template <class Number>
    void write_numbers(PropertyColumn& out) const {
        std::vector<std::uint32_t> missing;
        std::vector<Number> values = numbers<Number>(missing);
        fill(values, missing, out);
        out.values = std::move(values);
    }

    template <class Number>
    static void fill(std::vector<Number>& values, const std::vector<std::uint32_t>& missing,
                     PropertyColumn& out) {
        if (missing.empty()) return;
        const Number none = unused_number(values);
        for (const std::uint32_t i : missing)
            values[i] = none;
        if constexpr (std::is_same_v<Number, double>) {
            out.no_data = none;
        } else {
            out.no_data = static_cast<std::int64_t>(none);
        }
    }

    void write_integers(PropertyColumn& out) const {
        std::vector<std::uint32_t> missing;
        std::vector<std::int64_t> values = numbers<std::int64_t>(missing);
        fill(values, missing, out);
        using Narrow = std::numeric_limits<std::int32_t>;
        const bool fits = std::ranges::all_of(
            values, [](std::int64_t v) { return v >= Narrow::min() && v <= Narrow::max(); });
        if (!fits) {
            out.values = std::move(values);
            return;
        }
        std::vector<std::int32_t> narrow(values.size());
        std::ranges::transform(values, narrow.begin(),
                               [](std::int64_t v) { return static_cast<std::int32_t>(v); });
        out.values = std::move(narrow);
    }

    void write_flags(PropertyColumn& out) const {
        constexpr std::uint8_t kUnknown = 2;
        std::vector<std::uint8_t> values;
        for (std::uint32_t i = 0; i < rows(); ++i) {
            const FeatureValue value = at(i);
            const bool* flag = std::get_if<bool>(&value);
            values.push_back(flag == nullptr ? kUnknown : static_cast<std::uint8_t>(*flag));
        }
        if (std::ranges::find(values, kUnknown) == values.end()) {
            out.values = BoolColumn{std::move(values)};
            return;
        }
        out.no_data = std::string("unknown");
        out.values = EnumColumn{"Flag", {"false", "true", "unknown"}, std::move(values)};
    }

    void write_texts(PropertyColumn& out) const {
        std::vector<std::uint32_t> missing;
        std::vector<std::string> values, present;
        for (std::uint32_t i = 0; i < rows(); ++i) {
            const FeatureValue value = at(i);
            const bool is_missing = std::holds_alternative<std::monostate>(value);
            if (is_missing) missing.push_back(i);
            values.push_back(to_text(value));
            if (!is_missing && values.back().size() < 16) present.push_back(values.back());
        }
        if (!missing.empty()) {
            const std::string none = unused_text(present);
            for (const std::uint32_t i : missing)
                values[i] = none;
            out.no_data = none;
        }
        out.values = std::move(values);
    }

    FeatureTable table_;
    const FeatureClassRecord& row_class_;
    const ColumnRecord& column_;
};

std::string description_of(const TileContent& content, const ColumnRecord& column) {
    std::string text(content.text(column.description));
    const std::string_view unit = content.text(column.unit);
    if (!unit.empty()) text += (text.empty() ? "in " : ", in ") + std::string(unit);
    if (column.type == ColumnType::kJson) text += text.empty() ? "JSON" : ", JSON";
    return text;
}

PropertyTable table_of(const TileContent& content, const FeatureClassRecord& row_class,
                       std::set<std::string>& class_names) {
    PropertyTable table;
    table.title = content.text(row_class.name);
    table.class_name = unique_name(identifier_of(table.title), class_names);
    std::set<std::string> taken;
    for (std::uint32_t i = 0; i < row_class.columns.count; ++i) {
        const std::uint32_t index = row_class.columns.first + i;
        const ColumnRecord& column = content.columns()[index];
        const std::string_view name = content.text(column.name);
        PropertyColumn out;
        out.name = unique_name(identifier_of(name), taken);
        if (out.name != name) out.title = name;
        out.description = description_of(content, column);
        out.semantic = index == row_class.id_column ? "ID" : content.text(column.semantic);
        ColumnReader(content, row_class, column).write(out);
        table.columns.push_back(std::move(out));
    }
    return table;
}

}  // namespace

std::string identifier_of(std::string_view name) {
    std::string identifier;
    bool has_letter = false;
    for (const char c : name) {
        const bool is_kept = is_letter(c) || is_digit(c) || c == '_';
        has_letter = has_letter || is_letter(c) || is_digit(c);
        identifier += is_kept ? c : '_';
    }
    if (!has_letter) {
        constexpr char kDigits[] = "0123456789abcdef";
        identifier = "property_";
        const std::uint64_t hash = hash_64(as_bytes(name));
        for (int shift = 28; shift >= 0; shift -= 4)
            identifier += kDigits[hash >> shift & 15U];
    }
    return is_digit(identifier.front()) ? '_' + identifier : identifier;
}

std::vector<PropertyTable> tables_of(const TileContent& content) {
    std::vector<PropertyTable> tables;
    std::set<std::string> class_names;
    for (const FeatureClassRecord& row_class : content.classes())
        tables.push_back(table_of(content, row_class, class_names));
    return tables;
}

}  // namespace belvedere::content::encode
