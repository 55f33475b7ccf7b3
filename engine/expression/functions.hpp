// SPDX-License-Identifier: Apache-2.0
// The built-in functions of the language.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/expression/scratch.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {

enum class Function : std::uint8_t {
    // One number or vector, by component.
    kAbs,
    kSqrt,
    kCos,
    kSin,
    kTan,
    kAcos,
    kAsin,
    kAtan,
    kRadians,
    kDegrees,
    kSign,
    kFloor,
    kCeil,
    kRound,
    kExp,
    kLog,
    kExp2,
    kLog2,
    kFract,
    // Two or three numbers or vectors, by component.
    kAtan2,
    kPow,
    kMin,
    kMax,
    kClamp,
    kMix,
    // Geometry.
    kLength,
    kNormalize,
    kDistance,
    kDot,
    kCross,
    // Makers and conversions.
    kVec2,
    kVec3,
    kVec4,
    kColor,
    kRgb,
    kRgba,
    kHsl,
    kHsla,
    kRegExp,
    kBoolean,
    kNumber,
    kString,
    kIsNaN,
    kIsFinite,
    // Of the feature; answered by the evaluator, not by call().
    kIsExactClass,
    kIsClass,
    kGetExactClassName,
};

struct FunctionSignature {
    std::string_view name;
    Function function;
    std::uint8_t arguments_min;
    std::uint8_t arguments_max;
};

// By name as it is written; nothing when there is none.
[[nodiscard]] std::optional<FunctionSignature> function_of(std::string_view name);

// Arguments that a function has no meaning for give undefined and a problem in `scratch`; plain
// numbers are converted as JavaScript does. The count has been checked by the parser.
[[nodiscard]] Value call(Function function, std::span<const Value> arguments, Scratch& scratch);

}  // namespace belvedere::expression
