// SPDX-License-Identifier: Apache-2.0
// What an expression computes with.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <glm/vec4.hpp>

namespace belvedere::expression {

class Pattern;

// The types of the 3D Tiles Styling language (1.1, section "Types"). Colours are kVector4.
enum class ValueKind : std::uint8_t {
    kUndefined,  // The feature has no such property.
    kNull,       // The property is there and says null.
    kBoolean,
    kNumber,
    kString,
    kVector2,
    kVector3,
    kVector4,
    kArray,  // An array written in the expression.
    kJson,   // An array or object of the feature, as JSON text; taken apart only where it is used.
    kRegExp,
};

// A value of any type: 40 bytes, trivially copyable. Text, arrays and patterns are borrowed from
// the expression, the property table or the scratch memory of the evaluation that made it; the
// value is good until the scratch is used again.
class Value {
  public:
    Value() = default;
    [[nodiscard]] static Value null() { return Value(ValueKind::kNull); }
    [[nodiscard]] static Value boolean(bool value);
    [[nodiscard]] static Value number(double value);
    [[nodiscard]] static Value string(std::string_view text);
    // JSON text of an array or object.
    [[nodiscard]] static Value json(std::string_view text);
    // 2 to 4 components; unused ones of `components` are ignored.
    [[nodiscard]] static Value vector(int count, const glm::dvec4& components);
    [[nodiscard]] static Value array(std::span<const Value> elements);
    [[nodiscard]] static Value regexp(const Pattern& pattern);

    [[nodiscard]] ValueKind kind() const { return kind_; }
    [[nodiscard]] bool is(ValueKind kind) const { return kind_ == kind; }
    [[nodiscard]] bool is_vector() const {
        return kind_ >= ValueKind::kVector2 && kind_ <= ValueKind::kVector4;
    }
    // Each of these only for its kind.
    [[nodiscard]] bool as_boolean() const { return store_.truth; }
    [[nodiscard]] double as_number() const { return store_.number; }
    [[nodiscard]] std::string_view as_text() const { return {store_.text.data, store_.text.size}; }
    [[nodiscard]] int vector_size() const {
        return static_cast<int>(kind_) - static_cast<int>(ValueKind::kVector2) + 2;
    }
    [[nodiscard]] double component(int i) const { return store_.vector[static_cast<unsigned>(i)]; }
    [[nodiscard]] glm::dvec4 as_vector() const;  // Missing components are 0.
    [[nodiscard]] std::span<const Value> as_array() const {
        return {store_.array.data, store_.array.size};
    }
    [[nodiscard]] const Pattern& as_pattern() const { return *store_.pattern; }

  private:
    explicit Value(ValueKind kind) : kind_(kind) {}

    struct Text {
        const char* data;
        std::size_t size;
    };
    struct Array {
        const Value* data;
        std::size_t size;
    };
    union Store {
        bool truth;
        double number;
        double vector[4];
        Text text;
        Array array;
        const Pattern* pattern;
    };
    Store store_{};
    ValueKind kind_ = ValueKind::kUndefined;
};

// Conversions of ECMAScript 5.1, section 9, and of the styling language's "String conversions".
// false, null, undefined, 0, NaN and "" are false, everything else is true.
[[nodiscard]] bool to_boolean(const Value& value);
// null 0, undefined NaN, booleans 0 or 1, text by its numeric grammar ("0x1F", " 12 ", "" = 0), a
// vector or regular expression NaN.
[[nodiscard]] double to_number(const Value& value);
// Numbers shortest round-trip as JavaScript writes them ("1e+21", "-0" is "0"), vectors "(1, 2)",
// arrays "[1, 2]", patterns "/a/i".
[[nodiscard]] std::string to_text(const Value& value);
[[nodiscard]] std::string number_text(double value);
[[nodiscard]] double number_of_text(std::string_view text);

// ===: false when the types differ; NaN equals nothing; vectors by component; arrays and objects
// are equal to none (JavaScript compares which object they are, and each is made anew).
[[nodiscard]] bool strictly_equal(const Value& a, const Value& b);

}  // namespace belvedere::expression
