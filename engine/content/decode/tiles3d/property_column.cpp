// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/tiles3d/property_column.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

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

}  // namespace

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
    append_number(text, scaled(index, in_value), is_plain ? type_.component : Component::kFloat64);
}

double PropertyColumn::scaled(std::uint64_t index, std::uint64_t in_value) const {
    double number = component_at(values_, type_.component, index);
    if (type_.normalized) number = std::max(number / normalizer(type_.component), -1.0);
    const auto pick = [in_value](const std::vector<double>& numbers, double otherwise) {
        if (numbers.empty()) return otherwise;
        return numbers[static_cast<std::size_t>(in_value % numbers.size())];
    };
    return number * pick(type_.scale, 1.0) + pick(type_.offset, 0.0);
}

double PropertyColumn::number(std::uint64_t row) const {
    return scaled(row, 0);
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

}  // namespace belvedere::content::tiles3d
