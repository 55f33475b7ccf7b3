// SPDX-License-Identifier: Apache-2.0
// A compiled expression: a flat tree of nodes, run by evaluate.cpp.
//
// A tree walk over a flat array beats bytecode here: most expressions have five to ten nodes, and
// short-circuits and conditionals need no jumps.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/expression/functions.hpp"
#include "engine/expression/pattern.hpp"
#include "engine/expression/property_path.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {

enum class Operation : std::uint8_t {
    kConstant,  // index: of `constants`.
    kProperty,  // index: of `properties`.
    kMember,    // children: value, key.
    kJoin,      // children: parts of a template string.
    kArray,     // children: elements.
    kCall,      // function, children: arguments.
    kTest,      // children: pattern, text.
    kExec,      // children: pattern, text.
    kToText,    // children: value.
    kNot,
    kNegate,
    kPlus,
    kAnd,
    kOr,
    kConditional,
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kModulo,
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
    kMatches,
    kMatchesNot,
};

struct Node {
    Operation operation = Operation::kConstant;
    Function function = Function::kAbs;
    std::uint32_t index = 0;        // What kConstant and kProperty name.
    std::uint32_t first_child = 0;  // Into Program::children.
    std::uint32_t child_count = 0;
};

// Values in `constants` borrow from `texts`, `arrays` and `patterns`, whose elements never move.
struct Program {
    std::string source;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::vector<Value> constants;
    std::vector<PropertyPath> properties;
    std::deque<std::string> texts;
    std::deque<std::vector<Value>> arrays;
    std::deque<Pattern> patterns;
    std::uint32_t root = 0;
};

}  // namespace belvedere::expression
