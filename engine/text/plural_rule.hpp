// SPDX-License-Identifier: Apache-2.0
// Which form of a message goes with a number: the Plural-Forms header of gettext, read and
// evaluated without trusting it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/result.hpp"

namespace belvedere::text {

// "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : ...);": a C expression of n over unsigned numbers
// with ?: || && == != < > <= >= + - * / % ! and parentheses (GNU gettext manual, "Plural forms").
// A value type; pure; any thread. Bounded in length, nodes and nesting (limits.hpp).
class PluralRule {
  public:
    // Two forms, one for 1: English and the rule of catalogues that state none.
    PluralRule();
    // kBadData with what is wrong, kLimit when it is too long.
    [[nodiscard]] static Result<PluralRule> parse(std::string_view header);

    [[nodiscard]] std::size_t forms() const { return forms_; }
    // Below forms(); a rule that computes more, or divides by zero, means the first form.
    [[nodiscard]] std::size_t form_of(std::uint64_t n) const;

  private:
    friend class PluralRuleParser;
    enum class Op : std::uint8_t {
        kNumber,
        kN,
        kNot,
        kMultiply,
        kDivide,
        kModulo,
        kAdd,
        kSubtract,
        kLess,
        kGreater,
        kLessEqual,
        kGreaterEqual,
        kEqual,
        kNotEqual,
        kAnd,
        kOr,
        kChoose,
    };
    struct Node {
        Op op = Op::kNumber;
        std::uint64_t number = 0;
        std::uint16_t a = 0, b = 0, c = 0;  // Earlier nodes.
    };
    [[nodiscard]] std::uint64_t value(std::size_t node, std::uint64_t n) const;

    std::vector<Node> nodes_;  // Operands before their operator; the last is the whole.
    std::size_t forms_ = 2;
};

}  // namespace belvedere::text
