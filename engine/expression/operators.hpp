// SPDX-License-Identifier: Apache-2.0
// The operators on values.
#pragma once

#include "engine/expression/program.hpp"
#include "engine/expression/scratch.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {

// kAdd to kMatchesNot. Numbers, text, booleans, null and undefined behave as in JavaScript (which
// the specification's operator rules leave open); vectors by component; what has no meaning is
// undefined with a problem in `scratch`.
[[nodiscard]] Value binary(Operation operation, const Value& a, const Value& b, Scratch& scratch);
// kNegate and kPlus.
[[nodiscard]] Value signed_value(Operation operation, const Value& value, Scratch& scratch);
// value[key], value.key: components of vectors, elements of arrays, members of JSON objects;
// undefined when there is none.
[[nodiscard]] Value member(const Value& value, const Value& key, Scratch& scratch);
[[nodiscard]] Value member(const Value& value, const PathStep& step, Scratch& scratch);
// Whether a pattern matches a text; undefined and null hold no text to match.
[[nodiscard]] bool matches(const Pattern& pattern, const Value& text);

}  // namespace belvedere::expression
