// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/operators.hpp"

#include <cmath>
#include <string>

#include "engine/expression/json_text.hpp"
#include "engine/expression/limits.hpp"

namespace belvedere::expression {
namespace {

Value no_meaning(Scratch& scratch, std::string_view what) {
    scratch.note_problem(what);
    return {};
}

bool is_primitive(const Value& value) {
    return value.kind() <= ValueKind::kString;
}

double apply(Operation operation, double a, double b) {
    switch (operation) {
        case Operation::kAdd:
            return a + b;
        case Operation::kSubtract:
            return a - b;
        case Operation::kMultiply:
            return a * b;
        case Operation::kDivide:
            return a / b;
        default:
            return std::fmod(a, b);  // JavaScript's % takes the sign of the dividend, as fmod does.
    }
}

Value arithmetic(Operation operation, const Value& a, const Value& b, Scratch& scratch) {
    if (a.is(ValueKind::kNumber) && b.is(ValueKind::kNumber)) {
        return Value::number(apply(operation, a.as_number(), b.as_number()));
    }
    if (a.is_vector() && a.kind() == b.kind()) {
        glm::dvec4 result(0.0);
        for (int i = 0; i < a.vector_size(); ++i) {
            result[i] = apply(operation, a.component(i), b.component(i));
        }
        return Value::vector(a.vector_size(), result);
    }
    // A vector may be multiplied with a number from either side and divided by one.
    const bool scales = operation == Operation::kMultiply || operation == Operation::kDivide;
    if (scales && a.is_vector() && b.is(ValueKind::kNumber)) {
        glm::dvec4 result(0.0);
        for (int i = 0; i < a.vector_size(); ++i) {
            result[i] = apply(operation, a.component(i), b.as_number());
        }
        return Value::vector(a.vector_size(), result);
    }
    if (operation == Operation::kMultiply && b.is_vector() && a.is(ValueKind::kNumber)) {
        return arithmetic(operation, b, a, scratch);
    }
    if (!is_primitive(a) || !is_primitive(b)) {
        return no_meaning(scratch, "an arithmetic operator was given values that do not match");
    }
    return Value::number(apply(operation, to_number(a), to_number(b)));
}

Value add(const Value& a, const Value& b, Scratch& scratch) {
    if (!a.is(ValueKind::kString) && !b.is(ValueKind::kString)) {
        return arithmetic(Operation::kAdd, a, b, scratch);
    }
    std::string text = to_text(a);
    text += to_text(b);
    if (text.size() > kTextBytesMax) return no_meaning(scratch, "a text grew beyond 1 MiB");
    return Value::string(scratch.keep(text));
}

bool compare(Operation operation, const Value& a, const Value& b) {
    if (a.is(ValueKind::kString) && b.is(ValueKind::kString)) {
        const int order = a.as_text().compare(b.as_text());
        switch (operation) {
            case Operation::kLess:
                return order < 0;
            case Operation::kLessEqual:
                return order <= 0;
            case Operation::kGreater:
                return order > 0;
            default:
                return order >= 0;
        }
    }
    const double x = to_number(a);
    const double y = to_number(b);
    switch (operation) {
        case Operation::kLess:
            return x < y;
        case Operation::kLessEqual:
            return x <= y;
        case Operation::kGreater:
            return x > y;
        default:
            return x >= y;
    }
}

Value match(Operation operation, const Value& a, const Value& b, Scratch& scratch) {
    const bool pattern_first = a.is(ValueKind::kRegExp);
    if (!pattern_first && !b.is(ValueKind::kRegExp)) {
        return no_meaning(scratch, "=~ and !~ need a regExp on one side");
    }
    const bool found = pattern_first ? matches(a.as_pattern(), b) : matches(b.as_pattern(), a);
    return Value::boolean(found == (operation == Operation::kMatches));
}

int component_of(std::string_view name) {
    constexpr std::string_view kPlaces = "xyzw";
    constexpr std::string_view kChannels = "rgba";
    if (name.size() != 1) return -1;
    const std::size_t place = kPlaces.find(name[0]);
    const std::size_t found = place != std::string_view::npos ? place : kChannels.find(name[0]);
    return found != std::string_view::npos ? static_cast<int>(found) : -1;
}

Value named_member(const Value& value, std::string_view name, Scratch& scratch) {
    if (value.is_vector()) {
        const int component = component_of(name);
        if (component < 0 || component >= value.vector_size()) return {};
        return Value::number(value.component(component));
    }
    if (value.is(ValueKind::kJson)) return json_member(value.as_text(), name, scratch.memory());
    return {};
}

Value element(const Value& value, std::size_t index, Scratch& scratch) {
    if (value.is_vector()) {
        if (index >= static_cast<std::size_t>(value.vector_size())) return {};
        return Value::number(value.component(static_cast<int>(index)));
    }
    if (value.is(ValueKind::kArray)) {
        return index < value.as_array().size() ? value.as_array()[index] : Value();
    }
    if (value.is(ValueKind::kJson)) return json_element(value.as_text(), index, scratch.memory());
    return {};
}

}  // namespace

Value binary(Operation operation, const Value& a, const Value& b, Scratch& scratch) {
    switch (operation) {
        case Operation::kAdd:
            return add(a, b, scratch);
        case Operation::kSubtract:
        case Operation::kMultiply:
        case Operation::kDivide:
        case Operation::kModulo:
            return arithmetic(operation, a, b, scratch);
        case Operation::kEqual:
            return Value::boolean(strictly_equal(a, b));
        case Operation::kNotEqual:
            return Value::boolean(!strictly_equal(a, b));
        case Operation::kMatches:
        case Operation::kMatchesNot:
            return match(operation, a, b, scratch);
        default:
            return Value::boolean(compare(operation, a, b));
    }
}

Value signed_value(Operation operation, const Value& value, Scratch& scratch) {
    const double sign = operation == Operation::kNegate ? -1.0 : 1.0;
    if (value.is_vector()) return Value::vector(value.vector_size(), value.as_vector() * sign);
    if (!is_primitive(value)) return no_meaning(scratch, "a sign stands before what is no number");
    return Value::number(sign * to_number(value));
}

Value member(const Value& value, const Value& key, Scratch& scratch) {
    if (key.is(ValueKind::kString)) return named_member(value, key.as_text(), scratch);
    if (!key.is(ValueKind::kNumber)) return {};
    const double index = key.as_number();
    if (!(index >= 0.0 && index < 4294967296.0) || index != std::floor(index)) return {};
    return element(value, static_cast<std::size_t>(index), scratch);
}

Value member(const Value& value, const PathStep& step, Scratch& scratch) {
    return step.kind == PathStep::Kind::kElement ? element(value, step.element, scratch)
                                                 : named_member(value, step.name, scratch);
}

bool matches(const Pattern& pattern, const Value& text) {
    if (text.is(ValueKind::kUndefined) || text.is(ValueKind::kNull)) return false;
    if (text.is(ValueKind::kString)) return pattern.test(text.as_text());
    return pattern.test(to_text(text));
}

}  // namespace belvedere::expression
