// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/json_value.hpp"

#include <cmath>
#include <cstring>
#include <type_traits>
#include <utility>

#include <simdjson.h>

#include "engine/content/limits.hpp"

namespace belvedere::content {

namespace dom = simdjson::dom;

// A simdjson element is a pointer and an index; kept as bytes so that no header shows simdjson.
struct JsonAccess {
    static_assert(sizeof(dom::element) == sizeof(JsonValue));
    static_assert(std::is_trivially_copyable_v<dom::element>);

    static dom::element element(const JsonValue& value) {
        dom::element element;
        std::memcpy(static_cast<void*>(&element), &value, sizeof(element));
        return element;
    }
    static JsonValue value(const dom::element& element) {
        JsonValue value;
        std::memcpy(static_cast<void*>(&value), &element, sizeof(value));
        return value;
    }
};

struct JsonDocument::State {
    dom::parser parser;
    dom::element root;
};

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Doubles at and beyond these do not convert to the integer type.
constexpr double kUint64End = 18446744073709551616.0;
constexpr double kInt64End = 9223372036854775808.0;

}  // namespace

JsonType JsonValue::type() const {
    if (document_ == nullptr) return JsonType::kAbsent;
    switch (JsonAccess::element(*this).type()) {
        case dom::element_type::ARRAY:
            return JsonType::kArray;
        case dom::element_type::OBJECT:
            return JsonType::kObject;
        case dom::element_type::STRING:
            return JsonType::kText;
        case dom::element_type::BOOL:
            return JsonType::kBool;
        case dom::element_type::NULL_VALUE:
            return JsonType::kNull;
        case dom::element_type::INT64:
        case dom::element_type::UINT64:
        case dom::element_type::DOUBLE:
            return JsonType::kNumber;
    }
    return JsonType::kAbsent;
}

JsonValue JsonValue::operator[](std::string_view key) const {
    if (document_ == nullptr) return {};
    const auto object = JsonAccess::element(*this).get_object();
    if (object.error() != simdjson::SUCCESS) return {};
    const auto found = object.value_unsafe().at_key(key);
    return found.error() == simdjson::SUCCESS ? JsonAccess::value(found.value_unsafe())
                                              : JsonValue{};
}

std::optional<std::string_view> JsonValue::text() const {
    if (type() != JsonType::kText) return std::nullopt;
    return JsonAccess::element(*this).get_string().value_unsafe();
}

std::optional<double> JsonValue::number() const {
    if (type() != JsonType::kNumber) return std::nullopt;
    return JsonAccess::element(*this).get_double().value_unsafe();
}

std::optional<bool> JsonValue::boolean() const {
    if (type() != JsonType::kBool) return std::nullopt;
    return JsonAccess::element(*this).get_bool().value_unsafe();
}

std::optional<std::uint64_t> JsonValue::unsigned_integer() const {
    if (document_ == nullptr) return std::nullopt;
    const auto exact = JsonAccess::element(*this).get_uint64();
    if (exact.error() == simdjson::SUCCESS) return exact.value_unsafe();
    if (type() != JsonType::kNumber) return std::nullopt;
    const double value = *number();
    if (value < 0.0 || value >= kUint64End || std::trunc(value) != value) return std::nullopt;
    return static_cast<std::uint64_t>(value);
}

std::optional<std::int64_t> JsonValue::integer() const {
    if (type() != JsonType::kNumber) return std::nullopt;
    const auto exact = JsonAccess::element(*this).get_int64();
    if (exact.error() == simdjson::SUCCESS) return exact.value_unsafe();
    const double value = *number();
    if (value < -kInt64End || value >= kInt64End || std::trunc(value) != value) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::vector<JsonValue> JsonValue::items() const {
    std::vector<JsonValue> items;
    if (type() != JsonType::kArray) return items;
    const dom::array array = JsonAccess::element(*this).get_array().value_unsafe();
    items.reserve(array.size());
    for (const dom::element item : array)
        items.push_back(JsonAccess::value(item));
    return items;
}

std::vector<JsonField> JsonValue::fields() const {
    std::vector<JsonField> fields;
    if (type() != JsonType::kObject) return fields;
    const dom::object object = JsonAccess::element(*this).get_object().value_unsafe();
    fields.reserve(object.size());
    for (const auto field : object)
        fields.push_back({field.key, JsonAccess::value(field.value)});
    return fields;
}

std::optional<std::vector<double>> JsonValue::numbers(std::size_t count_max) const {
    if (type() != JsonType::kArray) return std::nullopt;
    std::vector<double> numbers;
    const dom::array array = JsonAccess::element(*this).get_array().value_unsafe();
    for (const dom::element item : array) {
        double number = 0.0;
        if (numbers.size() == count_max || item.get_double().get(number) != simdjson::SUCCESS) {
            return std::nullopt;
        }
        numbers.push_back(number);
    }
    return numbers;
}

std::string JsonValue::json() const {
    if (document_ == nullptr) return {};
    return simdjson::minify(JsonAccess::element(*this));
}

JsonDocument::JsonDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonDocument::JsonDocument(JsonDocument&& other) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&& other) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(ByteView json, int depth_max) {
    std::string_view text = as_text(json);
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.size() > limits::kJsonBytes) {
        return fail(ErrorKind::kLimit, "JSON of " + std::to_string(text.size()) +
                                           " bytes is over the limit of " +
                                           std::to_string(limits::kJsonBytes));
    }
    if (text.empty()) return fail(ErrorKind::kBadData, "JSON is empty");
    auto state = std::make_unique<State>();
    auto error = state->parser.allocate(text.size(), static_cast<std::size_t>(depth_max));
    if (error == simdjson::SUCCESS) {
        error = state->parser.parse(text.data(), text.size()).get(state->root);
    }
    if (error == simdjson::DEPTH_ERROR) {
        return fail(ErrorKind::kLimit,
                    "JSON is nested deeper than the limit of " + std::to_string(depth_max));
    }
    if (error != simdjson::SUCCESS) {
        return fail(ErrorKind::kBadData,
                    std::string("not valid JSON: ") + simdjson::error_message(error));
    }
    return JsonDocument(std::move(state));
}

JsonValue JsonDocument::root() const {
    return JsonAccess::value(state_->root);
}

}  // namespace belvedere::content
