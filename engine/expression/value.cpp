// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "engine/expression/json_text.hpp"
#include "engine/expression/pattern.hpp"

namespace belvedere::expression {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string joined(std::span<const Value> elements) {
    std::string text = "[";
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (i > 0) text += ", ";
        text += to_text(elements[i]);
    }
    return text + "]";
}

std::string vector_text(const Value& vector) {
    std::string text = "(";
    for (int i = 0; i < vector.vector_size(); ++i) {
        if (i > 0) text += ", ";
        text += number_text(vector.component(i));
    }
    return text + ")";
}

std::string_view without_space(std::string_view text) {
    constexpr std::string_view kSpace = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// "0x1F", "0b11", "0o17": digits only, no sign.
double prefixed_number(std::string_view digits, int base) {
    if (digits.empty()) return kNaN;
    double value = 0.0;
    for (const char c : digits) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : 99;
        if (digit >= base) return kNaN;
        value = value * base + digit;
    }
    return value;
}

double decimal_number(std::string_view text) {
    const bool is_negative = text.front() == '-';
    if (is_negative || text.front() == '+') text.remove_prefix(1);
    if (text == "Infinity") {
        return is_negative ? -std::numeric_limits<double>::infinity()
                           : std::numeric_limits<double>::infinity();
    }
    // from_chars also takes "inf", "nan" and a second sign, which JavaScript does not.
    if (text.empty() || !((text.front() >= '0' && text.front() <= '9') || text.front() == '.')) {
        return kNaN;
    }
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (at != end) return kNaN;
    if (error == std::errc::result_out_of_range)
        value = std::strtod(std::string(text).c_str(), nullptr);
    return is_negative ? -value : value;
}

}  // namespace

Value Value::boolean(bool value) {
    Value result(ValueKind::kBoolean);
    result.store_.truth = value;
    return result;
}

Value Value::number(double value) {
    Value result(ValueKind::kNumber);
    result.store_.number = value;
    return result;
}

Value Value::string(std::string_view text) {
    Value result(ValueKind::kString);
    result.store_.text = {text.data(), text.size()};
    return result;
}

Value Value::json(std::string_view text) {
    Value result(ValueKind::kJson);
    result.store_.text = {text.data(), text.size()};
    return result;
}

Value Value::vector(int count, const glm::dvec4& components) {
    assert(count >= 2 && count <= 4);
    Value result(static_cast<ValueKind>(static_cast<int>(ValueKind::kVector2) + count - 2));
    for (int i = 0; i < 4; ++i) {
        result.store_.vector[static_cast<unsigned>(i)] = i < count ? components[i] : 0.0;
    }
    return result;
}

Value Value::array(std::span<const Value> elements) {
    Value result(ValueKind::kArray);
    result.store_.array = {elements.data(), elements.size()};
    return result;
}

Value Value::regexp(const Pattern& pattern) {
    Value result(ValueKind::kRegExp);
    result.store_.pattern = &pattern;
    return result;
}

glm::dvec4 Value::as_vector() const {
    return {store_.vector[0], store_.vector[1], store_.vector[2], store_.vector[3]};
}

bool to_boolean(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kUndefined:
        case ValueKind::kNull:
            return false;
        case ValueKind::kBoolean:
            return value.as_boolean();
        case ValueKind::kNumber:
            return value.as_number() != 0.0 && !std::isnan(value.as_number());
        case ValueKind::kString:
            return !value.as_text().empty();
        default:
            return true;
    }
}

double to_number(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kNull:
            return 0.0;
        case ValueKind::kBoolean:
            return value.as_boolean() ? 1.0 : 0.0;
        case ValueKind::kNumber:
            return value.as_number();
        case ValueKind::kString:
            return number_of_text(value.as_text());
        default:
            return kNaN;
    }
}

double number_of_text(std::string_view text) {
    text = without_space(text);
    if (text.empty()) return 0.0;
    if (text.size() > 2 && text[0] == '0') {
        const char marker = static_cast<char>(text[1] | 0x20);
        const int base = marker == 'x' ? 16 : marker == 'o' ? 8 : marker == 'b' ? 2 : 0;
        if (base != 0) return prefixed_number(text.substr(2), base);
    }
    return decimal_number(text);
}

// ECMAScript 5.1, section 9.8.1.
std::string number_text(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0.0 ? "-Infinity" : "Infinity";
    if (value == 0.0) return "0";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view shortest(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t mark = shortest.find('e');
    std::string digits(1, shortest[0]);
    if (mark > 2) digits += shortest.substr(2, mark - 2);
    int exponent = 0;
    const char* from = shortest.data() + mark + (shortest[mark + 1] == '+' ? 2 : 1);
    std::from_chars(from, end, exponent);

    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // Digits before the decimal point.
    std::string text = value < 0.0 ? "-" : "";
    if (point >= count && point <= 21) {
        return text + digits + std::string(static_cast<std::size_t>(point - count), '0');
    }
    if (point > 0 && point <= 21) {
        return text + digits.insert(static_cast<std::size_t>(point), 1, '.');
    }
    if (point > -6 && point <= 0) {
        return text + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    }
    if (count > 1) digits.insert(1, 1, '.');
    return text + digits + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

std::string to_text(const Value& value) {
    switch (value.kind()) {
        case ValueKind::kUndefined:
            return "undefined";
        case ValueKind::kNull:
            return "null";
        case ValueKind::kBoolean:
            return value.as_boolean() ? "true" : "false";
        case ValueKind::kNumber:
            return number_text(value.as_number());
        case ValueKind::kString:
            return std::string(value.as_text());
        case ValueKind::kVector2:
        case ValueKind::kVector3:
        case ValueKind::kVector4:
            return vector_text(value);
        case ValueKind::kArray:
            return joined(value.as_array());
        case ValueKind::kJson:
            return json_display_text(value.as_text());
        case ValueKind::kRegExp:
            return value.as_pattern().text();
    }
    return {};
}

bool strictly_equal(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case ValueKind::kUndefined:
        case ValueKind::kNull:
            return true;
        case ValueKind::kBoolean:
            return a.as_boolean() == b.as_boolean();
        case ValueKind::kNumber:
            return a.as_number() == b.as_number();
        case ValueKind::kString:
            return a.as_text() == b.as_text();
        case ValueKind::kVector2:
        case ValueKind::kVector3:
        case ValueKind::kVector4:
            return a.as_vector() == b.as_vector();
        default:
            return false;
    }
}

}  // namespace belvedere::expression
