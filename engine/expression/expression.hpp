// SPDX-License-Identifier: Apache-2.0
// The one language of styles, alarms and indicators: 3D Tiles Styling expressions.
//
// Grammar, functions and types are those of the OGC Community Standard 3D Tiles 1.1, annex
// "Styling", and of version 1.0. Where the standard calls an expression invalid (">" on text and a
// number, arithmetic on null), JavaScript's answer is given instead of an error, since real tables
// have holes; only what JavaScript has no useful answer for either (vectors of different sizes,
// unknown colours) is undefined and noted in Scratch::problem. Two additions: =~ and !~ bind like
// ===, and
// ${a.b} finds a property that is itself named "a.b" where there is no "a".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"
#include "engine/expression/parser.hpp"
#include "engine/expression/property_table.hpp"
#include "engine/expression/scratch.hpp"
#include "engine/expression/value.hpp"

namespace belvedere::expression {

struct BoundProperty;
struct Program;

// An expression whose properties have been found in one table. Immutable; any thread; must not
// outlive the table.
class BoundExpression {
  public:
    // The value in a row; good until `scratch` is used again. One scratch a thread. Some tens of
    // nanoseconds a node.
    [[nodiscard]] Value evaluate(std::uint32_t row, Scratch& scratch) const;

  private:
    friend class Expression;
    std::shared_ptr<const Program> program_;
    const PropertyTable* table_ = nullptr;
    std::shared_ptr<const std::vector<BoundProperty>> properties_;
    std::optional<std::uint32_t> classes_slot_;
};

// A compiled expression. Immutable, cheap to copy; any thread.
class Expression {
  public:
    // kBadData "column 12: ..." for what is not in the grammar or is constant nonsense
    // (color('gren')); kLimit for the bounds of limits.hpp.
    [[nodiscard]] static Result<Expression> compile(std::string_view source,
                                                    const Defines& defines = {});

    [[nodiscard]] const std::string& source() const;
    // Properties the expression asks for, each once, by the first step of their path.
    [[nodiscard]] std::vector<std::string> property_names() const;
    // The value when it is the same for every feature, else nothing. Lives as long as this.
    [[nodiscard]] std::optional<Value> constant() const;
    [[nodiscard]] BoundExpression bind(const PropertyTable& table) const;

  private:
    explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    std::shared_ptr<const Program> program_;
};

}  // namespace belvedere::expression
