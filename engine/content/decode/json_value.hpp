// SPDX-License-Identifier: Apache-2.0
// Reading untrusted JSON: a parsed document, and values in it that answer "is it there, is it of
// that type" in one call. A thin face over simdjson, so that decoders need not see it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content {

enum class JsonType : std::uint8_t { kAbsent, kNull, kBool, kNumber, kText, kArray, kObject };

struct JsonField;

// A value of a document, or the absent value, which answers every question with "no". Two words,
// copied freely; lives as long as its JsonDocument. Members of an object are found by linear
// search: walk fields() where an object has many.
class JsonValue {
  public:
    JsonValue() = default;

    [[nodiscard]] JsonType type() const;
    [[nodiscard]] bool present() const { return document_ != nullptr; }
    [[nodiscard]] bool is_object() const { return type() == JsonType::kObject; }
    [[nodiscard]] bool is_array() const { return type() == JsonType::kArray; }
    // The member of that name; absent when there is none or this is no object.
    [[nodiscard]] JsonValue operator[](std::string_view key) const;

    // Nothing when the value is of another type. Numbers are finite by JSON's grammar.
    [[nodiscard]] std::optional<std::string_view> text() const;
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    // A number without fraction that fits; 3.0 counts as 3.
    [[nodiscard]] std::optional<std::uint64_t> unsigned_integer() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;

    // The elements of an array, the members of an object in file order; empty for other types.
    [[nodiscard]] std::vector<JsonValue> items() const;
    [[nodiscard]] std::vector<JsonField> fields() const;
    // All elements as numbers; nothing when this is no array, or an element is no number, or there
    // are more than `count_max`.
    [[nodiscard]] std::optional<std::vector<double>> numbers(std::size_t count_max) const;
    // The value as compact JSON text; empty when absent.
    [[nodiscard]] std::string json() const;

  private:
    friend class JsonDocument;
    friend struct JsonAccess;
    const void* document_ = nullptr;
    std::size_t index_ = 0;
};

struct JsonField {
    std::string_view key;
    JsonValue value;
};

// A parsed document. Owns all text that its values hand out.
class JsonDocument {
  public:
    // `depth_max` bounds nesting. kBadData with the parser's reason and what the text is; kLimit
    // over `depth_max` or limits::kJsonBytes. A byte order mark is skipped.
    [[nodiscard]] static Result<JsonDocument> parse(ByteView json, int depth_max);
    JsonDocument(JsonDocument&& other) noexcept;
    JsonDocument& operator=(JsonDocument&& other) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonValue root() const;

  private:
    struct State;
    explicit JsonDocument(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace belvedere::content
