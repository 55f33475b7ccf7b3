// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/expression/css_color.hpp"

namespace belvedere::expression {
namespace {

// clang-format off
constexpr std::array kFunctions = std::to_array<FunctionSignature>({
    {"abs", Function::kAbs, 1, 1}, {"sqrt", Function::kSqrt, 1, 1}, {"cos", Function::kCos, 1, 1},
    {"sin", Function::kSin, 1, 1}, {"tan", Function::kTan, 1, 1}, {"acos", Function::kAcos, 1, 1},
    {"asin", Function::kAsin, 1, 1}, {"atan", Function::kAtan, 1, 1},
    {"radians", Function::kRadians, 1, 1}, {"degrees", Function::kDegrees, 1, 1},
    {"sign", Function::kSign, 1, 1}, {"floor", Function::kFloor, 1, 1},
    {"ceil", Function::kCeil, 1, 1}, {"round", Function::kRound, 1, 1},
    {"exp", Function::kExp, 1, 1}, {"log", Function::kLog, 1, 1}, {"exp2", Function::kExp2, 1, 1},
    {"log2", Function::kLog2, 1, 1}, {"fract", Function::kFract, 1, 1},
    {"atan2", Function::kAtan2, 2, 2}, {"pow", Function::kPow, 2, 2}, {"min", Function::kMin, 2, 2},
    {"max", Function::kMax, 2, 2}, {"clamp", Function::kClamp, 3, 3}, {"mix", Function::kMix, 3, 3},
    {"length", Function::kLength, 1, 1}, {"normalize", Function::kNormalize, 1, 1},
    {"distance", Function::kDistance, 2, 2}, {"dot", Function::kDot, 2, 2},
    {"cross", Function::kCross, 2, 2}, {"vec2", Function::kVec2, 1, 2},
    {"vec3", Function::kVec3, 1, 3}, {"vec4", Function::kVec4, 1, 4},
    {"color", Function::kColor, 0, 2}, {"rgb", Function::kRgb, 3, 3},
    {"rgba", Function::kRgba, 4, 4},
    {"hsl", Function::kHsl, 3, 3}, {"hsla", Function::kHsla, 4, 4},
    {"regExp", Function::kRegExp, 0, 2}, {"Boolean", Function::kBoolean, 0, 1},
    {"Number", Function::kNumber, 0, 1}, {"String", Function::kString, 0, 1},
    {"isNaN", Function::kIsNaN, 0, 1}, {"isFinite", Function::kIsFinite, 0, 1},
    {"isExactClass", Function::kIsExactClass, 1, 1}, {"isClass", Function::kIsClass, 1, 1},
    {"getExactClassName", Function::kGetExactClassName, 0, 0},
});
// clang-format on

double sign_of(double x) {
    return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;
}

// Math.min and Math.max: NaN wins.
double smaller(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? std::numeric_limits<double>::quiet_NaN()
                                          : std::min(a, b);
}

double larger(double a, double b) {
    return std::isnan(a) || std::isnan(b) ? std::numeric_limits<double>::quiet_NaN()
                                          : std::max(a, b);
}

double unary(Function function, double x) {
    switch (function) {
        case Function::kAbs:
            return std::abs(x);
        case Function::kSqrt:
            return std::sqrt(x);
        case Function::kCos:
            return std::cos(x);
        case Function::kSin:
            return std::sin(x);
        case Function::kTan:
            return std::tan(x);
        case Function::kAcos:
            return std::acos(x);
        case Function::kAsin:
            return std::asin(x);
        case Function::kAtan:
            return std::atan(x);
        case Function::kRadians:
            return x * (std::numbers::pi / 180.0);
        case Function::kDegrees:
            return x * (180.0 / std::numbers::pi);
        case Function::kSign:
            return sign_of(x);
        case Function::kFloor:
            return std::floor(x);
        case Function::kCeil:
            return std::ceil(x);
        case Function::kRound:
            return std::floor(x + 0.5);  // As Math.round: halves go up.
        case Function::kExp:
            return std::exp(x);
        case Function::kLog:
            return std::log(x);
        case Function::kExp2:
            return std::exp2(x);
        case Function::kLog2:
            return std::log2(x);
        default:
            return x - std::floor(x);
    }
}

double combine(Function function, const std::array<double, 3>& x) {
    switch (function) {
        case Function::kAtan2:
            return std::atan2(x[0], x[1]);
        case Function::kPow:
            return std::pow(x[0], x[1]);
        case Function::kMin:
            return smaller(x[0], x[1]);
        case Function::kMax:
            return larger(x[0], x[1]);
        case Function::kClamp:
            return smaller(larger(x[0], x[1]), x[2]);
        default:
            return x[0] * (1.0 - x[2]) + x[1] * x[2];
    }
}

Value mismatch(Scratch& scratch, std::string_view what) {
    scratch.note_problem(what);
    return {};
}

// Numbers, and what JavaScript turns into one; vectors are handled before.
bool is_numeric(const Value& value) {
    return value.kind() <= ValueKind::kString;
}

Value by_component(Function function, std::span<const Value> arguments, Scratch& scratch) {
    int size = 0;
    for (const Value& argument : arguments) {
        if (argument.is_vector()) {
            if (size != 0 && argument.vector_size() != size) {
                return mismatch(scratch, "a function was given vectors of different sizes");
            }
            size = argument.vector_size();
        } else if (!is_numeric(argument)) {
            return mismatch(scratch, "a function of numbers was given something else");
        }
    }
    glm::dvec4 result(0.0);
    for (int i = 0; i < std::max(size, 1); ++i) {
        std::array<double, 3> x{};
        for (std::size_t k = 0; k < arguments.size(); ++k) {
            x[k] = arguments[k].is_vector() ? arguments[k].component(i) : to_number(arguments[k]);
        }
        result[i] = function <= Function::kFract ? unary(function, x[0]) : combine(function, x);
    }
    return size == 0 ? Value::number(result.x) : Value::vector(size, result);
}

Value geometry(Function function, std::span<const Value> arguments, Scratch& scratch) {
    const Value& a = arguments[0];
    const Value& b = arguments.size() > 1 ? arguments[1] : a;
    if (a.kind() != b.kind() || !(a.is_vector() || a.is(ValueKind::kNumber)) ||
        (function == Function::kCross && !a.is(ValueKind::kVector3))) {
        return mismatch(scratch, "a vector function was given values that do not match");
    }
    const bool is_vector = a.is_vector();
    const glm::dvec4 x = is_vector ? a.as_vector() : glm::dvec4(a.as_number(), 0.0, 0.0, 0.0);
    const glm::dvec4 y = is_vector ? b.as_vector() : glm::dvec4(b.as_number(), 0.0, 0.0, 0.0);
    switch (function) {
        case Function::kLength:
            return Value::number(glm::length(x));
        case Function::kDistance:
            return Value::number(glm::distance(x, y));
        case Function::kDot:
            return Value::number(glm::dot(x, y));
        case Function::kCross:
            return Value::vector(3, glm::dvec4(glm::cross(glm::dvec3(x), glm::dvec3(y)), 0.0));
        default:
            return is_vector ? Value::vector(a.vector_size(), x / glm::length(x))
                             : Value::number(1.0);
    }
}

// GLSL's constructors: one number fills, one longer vector is cut, else the parts must add up.
Value make_vector(int size, std::span<const Value> arguments, Scratch& scratch) {
    glm::dvec4 result(0.0);
    int filled = 0;
    for (const Value& argument : arguments) {
        if (!argument.is_vector() && !is_numeric(argument)) {
            return mismatch(scratch, "a vector is made of numbers and vectors");
        }
        const int parts = argument.is_vector() ? argument.vector_size() : 1;
        const bool is_cut = arguments.size() == 1 && parts > size;
        if (filled + parts > 4 && !is_cut) {
            return mismatch(scratch, "a vector was given too many components");
        }
        for (int i = 0; i < std::min(parts, 4 - filled); ++i) {
            result[filled + i] = argument.is_vector() ? argument.component(i) : to_number(argument);
        }
        filled += parts;
    }
    if (arguments.size() == 1 && filled == 1) return Value::vector(size, glm::dvec4(result.x));
    if (arguments.size() == 1 ? filled < size : filled != size) {
        return mismatch(scratch, "a vector was given the wrong number of components");
    }
    return Value::vector(size, result);
}

Value make_color(std::span<const Value> arguments, Scratch& scratch) {
    if (arguments.empty()) return Value::vector(4, glm::dvec4(1.0));
    const auto color =
        arguments[0].is(ValueKind::kString) ? color_of_text(arguments[0].as_text()) : std::nullopt;
    if (!color) {
        return mismatch(scratch, "\"" + to_text(arguments[0]).substr(0, 40) + "\" is no colour");
    }
    glm::dvec4 result = *color;
    if (arguments.size() > 1) result.w = to_number(arguments[1]);
    return Value::vector(4, result);
}

Value make_color_of_numbers(Function function, std::span<const Value> arguments, Scratch& scratch) {
    for (const Value& argument : arguments) {
        if (!is_numeric(argument)) return mismatch(scratch, "a colour is made of numbers");
    }
    const glm::dvec3 first(to_number(arguments[0]), to_number(arguments[1]),
                           to_number(arguments[2]));
    const double alpha = arguments.size() > 3 ? to_number(arguments[3]) : 1.0;
    const bool is_rgb = function == Function::kRgb || function == Function::kRgba;
    return Value::vector(
        4, glm::dvec4(is_rgb ? first / 255.0 : rgb_of_hsl(first.x, first.y, first.z), alpha));
}

Value make_pattern(std::span<const Value> arguments, Scratch& scratch) {
    const std::string source = arguments.empty() ? "(?:)" : to_text(arguments[0]);
    const std::string flags = arguments.size() > 1 ? to_text(arguments[1]) : "";
    auto pattern = Pattern::compile(source, flags);
    if (!pattern) return mismatch(scratch, pattern.error().message);
    const Pattern* kept = scratch.keep(std::move(*pattern));
    return kept != nullptr ? Value::regexp(*kept) : mismatch(scratch, "too many patterns");
}

Value convert(Function function, std::span<const Value> arguments, Scratch& scratch) {
    const bool is_empty = arguments.empty();
    switch (function) {
        case Function::kBoolean:
            return Value::boolean(!is_empty && to_boolean(arguments[0]));
        case Function::kNumber:
            return Value::number(is_empty ? 0.0 : to_number(arguments[0]));
        case Function::kString:
            return Value::string(is_empty ? std::string_view()
                                          : scratch.keep(to_text(arguments[0])));
        case Function::kIsNaN:
            return Value::boolean(is_empty || std::isnan(to_number(arguments[0])));
        default:
            return Value::boolean(!is_empty && std::isfinite(to_number(arguments[0])));
    }
}

}  // namespace

std::optional<FunctionSignature> function_of(std::string_view name) {
    const auto* found = std::ranges::find(kFunctions, name, &FunctionSignature::name);
    if (found == kFunctions.end()) return std::nullopt;
    return *found;
}

Value call(Function function, std::span<const Value> arguments, Scratch& scratch) {
    if (function <= Function::kMix) return by_component(function, arguments, scratch);
    if (function <= Function::kCross) return geometry(function, arguments, scratch);
    switch (function) {
        case Function::kVec2:
            return make_vector(2, arguments, scratch);
        case Function::kVec3:
            return make_vector(3, arguments, scratch);
        case Function::kVec4:
            return make_vector(4, arguments, scratch);
        case Function::kColor:
            return make_color(arguments, scratch);
        case Function::kRgb:
        case Function::kRgba:
        case Function::kHsl:
        case Function::kHsla:
            return make_color_of_numbers(function, arguments, scratch);
        case Function::kRegExp:
            return make_pattern(arguments, scratch);
        default:
            return convert(function, arguments, scratch);
    }
}

}  // namespace belvedere::expression
