// SPDX-License-Identifier: Apache-2.0
#include "engine/text/plural_rule.hpp"

#include <array>
#include <charconv>
#include <string>

#include "engine/text/limits.hpp"

namespace belvedere::text {

// Recursive descent with one precedence table, as C has them.
class PluralRuleParser {
  public:
    explicit PluralRuleParser(std::string_view source) : source_(source) {}

    Result<PluralRule> parse() {
        std::uint64_t forms = 0;
        if (!take("nplurals") || !take("=") || !take_number(forms)) return wrong("nplurals=");
        if (forms < 1 || forms > kPluralFormsMax) return wrong("1 to 6 forms");
        if (!take(";") || !take("plural") || !take("=")) return wrong("plural=");
        rule_.nodes_.clear();
        if (auto whole = choice(0); !whole) return fail(whole.error());
        (void)take(";");
        if (skip_space(); at_ != source_.size()) return wrong("an operator or the end");
        rule_.forms_ = static_cast<std::size_t>(forms);
        return std::move(rule_);
    }

  private:
    using Op = PluralRule::Op;
    using Index = Result<std::uint16_t>;
    struct Binary {
        std::string_view sign;
        Op op;
        int level;  // Higher binds tighter.
    };
    // Longer signs before those they begin with.
    static constexpr std::array<Binary, 13> kBinaries = {{{"||", Op::kOr, 0},
                                                          {"&&", Op::kAnd, 1},
                                                          {"==", Op::kEqual, 2},
                                                          {"!=", Op::kNotEqual, 2},
                                                          {"<=", Op::kLessEqual, 3},
                                                          {">=", Op::kGreaterEqual, 3},
                                                          {"<", Op::kLess, 3},
                                                          {">", Op::kGreater, 3},
                                                          {"+", Op::kAdd, 4},
                                                          {"-", Op::kSubtract, 4},
                                                          {"*", Op::kMultiply, 5},
                                                          {"/", Op::kDivide, 5},
                                                          {"%", Op::kModulo, 5}}};
    static constexpr int kTightest = 5;

    [[nodiscard]] Failure wrong(const std::string& expected) const {
        return fail(ErrorKind::kBadData, "plural rule: expected " + expected + " at character " +
                                             std::to_string(at_ + 1));
    }
    void skip_space() {
        while (at_ < source_.size() && (source_[at_] == ' ' || source_[at_] == '\t' ||
                                        source_[at_] == '\n' || source_[at_] == '\r'))
            ++at_;
    }
    bool take(std::string_view sign) {
        skip_space();
        if (source_.substr(at_, sign.size()) != sign) return false;
        at_ += sign.size();
        return true;
    }
    bool take_number(std::uint64_t& number) {
        skip_space();
        const char* first = source_.data() + at_;
        const auto [end, error] =
            std::from_chars(first, source_.data() + source_.size(), number, 10);
        if (error != std::errc()) return false;
        at_ += static_cast<std::size_t>(end - first);
        return true;
    }
    Index add(const PluralRule::Node& node) {
        if (rule_.nodes_.size() >= kPluralRuleNodesMax) {
            return fail(ErrorKind::kLimit, "plural rule has too many terms");
        }
        rule_.nodes_.push_back(node);
        return static_cast<std::uint16_t>(rule_.nodes_.size() - 1);
    }

    Index choice(int depth) {
        if (depth > kPluralRuleNestingMax) {
            return fail(ErrorKind::kLimit, "plural rule is nested too deeply");
        }
        auto condition = binary(0, depth);
        if (!condition || !take("?")) return condition;
        auto yes = choice(depth + 1);
        if (!yes) return yes;
        if (!take(":")) return wrong("':'");
        auto no = choice(depth + 1);
        if (!no) return no;
        return add({Op::kChoose, 0, *condition, *yes, *no});
    }
    const Binary* next_binary(int level) {
        skip_space();
        for (const Binary& binary : kBinaries) {
            if (source_.substr(at_, binary.sign.size()) != binary.sign) continue;
            return binary.level == level ? &binary : nullptr;
        }
        return nullptr;
    }
    Index binary(int level, int depth) {
        if (level > kTightest) return unary(depth);
        auto left = binary(level + 1, depth);
        while (left) {
            const Binary* found = next_binary(level);
            if (found == nullptr) return left;
            at_ += found->sign.size();
            auto right = binary(level + 1, depth);
            if (!right) return right;
            left = add({found->op, 0, *left, *right, 0});
        }
        return left;
    }
    Index unary(int depth) {
        if (depth > kPluralRuleNestingMax) {
            return fail(ErrorKind::kLimit, "plural rule is nested too deeply");
        }
        if (take("!")) {
            auto operand = unary(depth + 1);
            if (!operand) return operand;
            return add({Op::kNot, 0, *operand, 0, 0});
        }
        if (take("(")) {
            auto inner = choice(depth + 1);
            if (inner && !take(")")) return wrong("')'");
            return inner;
        }
        if (take("n")) return add({Op::kN});
        std::uint64_t number = 0;
        if (!take_number(number)) return wrong("n, a number or '('");
        return add({Op::kNumber, number});
    }

    std::string_view source_;
    std::size_t at_ = 0;
    PluralRule rule_;
};

PluralRule::PluralRule()
    : nodes_{{Op::kN}, {Op::kNumber, 1}, {Op::kNotEqual, 0, 0, 1}}, forms_(2) {}

Result<PluralRule> PluralRule::parse(std::string_view header) {
    if (header.size() > kPluralRuleBytesMax) {
        return fail(ErrorKind::kLimit, "plural rule is longer than 1 kB");
    }
    return PluralRuleParser(header).parse();
}

std::size_t PluralRule::form_of(std::uint64_t n) const {
    const std::uint64_t form = value(nodes_.size() - 1, n);
    return form < forms_ ? static_cast<std::size_t>(form) : 0;
}

// Recursion is at most as deep as there are nodes (kPluralRuleNodesMax).
std::uint64_t PluralRule::value(std::size_t index, std::uint64_t n) const {
    const Node& node = nodes_[index];
    const auto a = [&] { return value(node.a, n); };
    const auto b = [&] { return value(node.b, n); };
    switch (node.op) {
        case Op::kNumber:
            return node.number;
        case Op::kN:
            return n;
        case Op::kNot:
            return a() == 0 ? 1 : 0;
        case Op::kMultiply:
            return a() * b();
        case Op::kDivide: {
            const std::uint64_t divisor = b();
            return divisor == 0 ? 0 : a() / divisor;
        }
        case Op::kModulo: {
            const std::uint64_t divisor = b();
            return divisor == 0 ? 0 : a() % divisor;
        }
        case Op::kAdd:
            return a() + b();
        case Op::kSubtract:
            return a() - b();
        case Op::kLess:
            return a() < b() ? 1 : 0;
        case Op::kGreater:
            return a() > b() ? 1 : 0;
        case Op::kLessEqual:
            return a() <= b() ? 1 : 0;
        case Op::kGreaterEqual:
            return a() >= b() ? 1 : 0;
        case Op::kEqual:
            return a() == b() ? 1 : 0;
        case Op::kNotEqual:
            return a() != b() ? 1 : 0;
        case Op::kAnd:
            return a() != 0 && b() != 0 ? 1 : 0;
        case Op::kOr:
            return a() != 0 || b() != 0 ? 1 : 0;
        case Op::kChoose:
            return a() != 0 ? b() : value(node.c, n);
    }
    return 0;
}

}  // namespace belvedere::text
