// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/parser.hpp"

#include <array>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "engine/expression/limits.hpp"
#include "engine/expression/program_builder.hpp"
#include "engine/expression/source_cursor.hpp"

namespace belvedere::expression {
namespace {

using Index = Result<std::uint32_t>;

struct BinaryOperator {
    std::string_view spelling;
    int precedence;
    Operation operation;
};

// Longer spellings first. JavaScript's precedences; =~ and !~, which it lacks, bind like equality,
// so that a match can be joined by && without parentheses.
constexpr std::array kOperators = {
    BinaryOperator{"===", 3, Operation::kEqual},
    BinaryOperator{"!==", 3, Operation::kNotEqual},
    BinaryOperator{"||", 1, Operation::kOr},
    BinaryOperator{"&&", 2, Operation::kAnd},
    BinaryOperator{"=~", 3, Operation::kMatches},
    BinaryOperator{"!~", 3, Operation::kMatchesNot},
    BinaryOperator{"<=", 4, Operation::kLessEqual},
    BinaryOperator{">=", 4, Operation::kGreaterEqual},
    BinaryOperator{"<", 4, Operation::kLess},
    BinaryOperator{">", 4, Operation::kGreater},
    BinaryOperator{"+", 5, Operation::kAdd},
    BinaryOperator{"-", 5, Operation::kSubtract},
    BinaryOperator{"*", 6, Operation::kMultiply},
    BinaryOperator{"/", 6, Operation::kDivide},
    BinaryOperator{"%", 6, Operation::kModulo},
};

struct NamedConstant {
    std::string_view name;
    Value value;
};

std::optional<Value> constant_of(std::string_view name) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const std::array constants = {
        NamedConstant{"true", Value::boolean(true)},
        NamedConstant{"false", Value::boolean(false)},
        NamedConstant{"null", Value::null()},
        NamedConstant{"undefined", Value()},
        NamedConstant{"NaN", Value::number(std::numeric_limits<double>::quiet_NaN())},
        NamedConstant{"Infinity", Value::number(kInfinity)},
        NamedConstant{"Math.PI", Value::number(std::numbers::pi)},
        NamedConstant{"Math.E", Value::number(std::numbers::e)},
        NamedConstant{"Number.POSITIVE_INFINITY", Value::number(kInfinity)},
    };
    for (const NamedConstant& constant : constants) {
        if (constant.name == name) return constant.value;
    }
    return std::nullopt;
}

// Counts one level of nesting for as long as it lives.
class NestingLevel {
  public:
    explicit NestingLevel(int& depth) : depth_(depth) { ++depth_; }
    ~NestingLevel() { --depth_; }
    NestingLevel(const NestingLevel&) = delete;
    NestingLevel& operator=(const NestingLevel&) = delete;

  private:
    int& depth_;
};

class Parser {
  public:
    Parser(std::string_view text, const Defines* defines, ProgramBuilder& builder)
        : in_(text), defines_(defines), builder_(builder) {}

    Index whole() {
        Index root = conditional();
        if (!root) return root;
        if (!in_.at_end()) return in_.unexpected();
        return root;
    }

  private:
    static Failure misplaced(std::size_t at, Error inner) {
        inner.message = error_at(at, inner.message).value().message;
        return fail(std::move(inner));
    }
    // Adds the column to what the builder says; what came from the parser has one.
    static Index placed(std::size_t at, Index made) {
        if (made) return made;
        return misplaced(at, std::move(made.error()));
    }

    Index conditional() {
        const NestingLevel level(depth_);
        if (depth_ > kNestingMax) return in_.error("nested more than 64 levels deep");
        Index condition = binary(1);
        if (!condition) return condition;
        const std::size_t start = in_.at();
        if (!in_.accept('?')) return condition;
        Index yes = conditional();
        if (!yes) return yes;
        if (!in_.accept(':')) return in_.error("':' is expected");
        Index no = conditional();
        if (!no) return no;
        return placed(
            start, builder_.operation(Operation::kConditional, std::array{*condition, *yes, *no}));
    }

    const BinaryOperator* next_operator(int precedence_min) {
        in_.skip_space();
        for (const BinaryOperator& candidate : kOperators) {
            if (!in_.rest().starts_with(candidate.spelling)) continue;
            return candidate.precedence >= precedence_min ? &candidate : nullptr;
        }
        return nullptr;
    }

    // Precedence climbing; every operator is left-associative.
    Index binary(int precedence_min) {
        Index left = unary();
        while (left) {
            const BinaryOperator* found = next_operator(precedence_min);
            if (found == nullptr) return left;
            const std::size_t start = in_.at();
            in_.skip(found->spelling.size());
            Index right = binary(found->precedence + 1);
            if (!right) return right;
            left = placed(start, builder_.operation(found->operation, std::array{*left, *right}));
        }
        return left;
    }

    Index unary() {
        const NestingLevel level(depth_);
        if (depth_ > kNestingMax) return in_.error("nested more than 64 levels deep");
        in_.skip_space();
        const std::size_t start = in_.at();
        Operation operation = Operation::kNot;
        if (in_.peek() == '!' && in_.peek(1) != '=' && in_.peek(1) != '~') {
            operation = Operation::kNot;
        } else if (in_.peek() == '-') {
            operation = Operation::kNegate;
        } else if (in_.peek() == '+') {
            operation = Operation::kPlus;
        } else {
            return postfix();
        }
        in_.skip(1);
        Index operand = unary();
        if (!operand) return operand;
        return placed(start, builder_.operation(operation, std::array{*operand}));
    }

    Index postfix() {
        Index value = primary();
        while (value) {
            const std::size_t start = in_.at();
            if (in_.accept('.')) {
                value = named_member(*value);
            } else if (in_.accept('[')) {
                Index key = conditional();
                if (!key) return key;
                if (!in_.accept(']')) return in_.error("']' is expected");
                value =
                    placed(start, builder_.operation(Operation::kMember, std::array{*value, *key}));
            } else {
                return value;
            }
        }
        return value;
    }

    Index named_member(std::uint32_t value) {
        const std::size_t start = in_.at();
        const std::string_view name = in_.word();
        if (name.empty()) return in_.error("a name is expected after '.'");
        if (in_.accept('(')) return method(value, name, start);
        Index key = placed(start, builder_.constant(Value::string(name)));
        if (!key) return key;
        return placed(start, builder_.operation(Operation::kMember, std::array{value, *key}));
    }

    Index method(std::uint32_t value, std::string_view name, std::size_t start) {
        auto given = arguments();
        if (!given) return fail(std::move(given.error()));
        if (name == "toString" && given->empty()) {
            return placed(start, builder_.operation(Operation::kToText, std::array{value}));
        }
        const bool is_test = name == "test";
        if ((!is_test && name != "exec") || given->size() > 1) {
            return error_at(start, "there is no function '" + std::string(name) +
                                       "' of a value with that many arguments");
        }
        if (given->empty()) {
            Index none = placed(start, builder_.constant(Value()));
            if (!none) return none;
            given->push_back(*none);
        }
        return placed(start, builder_.operation(is_test ? Operation::kTest : Operation::kExec,
                                                std::array{value, given->front()}));
    }

    // After '(' up to and with ')'.
    Result<std::vector<std::uint32_t>> arguments() { return list(')'); }

    Result<std::vector<std::uint32_t>> list(char end) {
        std::vector<std::uint32_t> items;
        if (in_.accept(end)) return items;
        while (true) {
            Index item = conditional();
            if (!item) return fail(std::move(item.error()));
            items.push_back(*item);
            if (in_.accept(end)) return items;
            if (!in_.accept(',')) return in_.error(std::string("',' or '") + end + "' is expected");
        }
    }

    Index primary() {
        in_.skip_space();
        const char c = in_.peek();
        if (c == '(') {
            in_.skip(1);
            Index inside = conditional();
            if (inside && !in_.accept(')')) return in_.error("')' is expected");
            return inside;
        }
        if (c == '[') return array();
        if (c == '\'' || c == '"' || c == '`') return text_literal();
        if (is_digit(c) || (c == '.' && is_digit(in_.peek(1)))) return number();
        if (c == '$' && in_.peek(1) == '{') return variable();
        if (is_word_character(c)) return named();
        return in_.unexpected();
    }

    Index array() {
        const std::size_t start = in_.at();
        in_.skip(1);
        auto elements = list(']');
        if (!elements) return fail(std::move(elements.error()));
        return placed(start, builder_.operation(Operation::kArray, *elements));
    }

    Index number() {
        const std::size_t start = in_.at();
        const auto digits = in_.number();
        if (!digits) return fail(digits.error());
        return placed(start, builder_.constant(Value::number(number_of_text(*digits))));
    }

    // A constant or a function call.
    Index named() {
        const std::size_t start = in_.at();
        std::string_view name = in_.word();
        if ((name == "Math" || name == "Number") && in_.peek() == '.') {
            in_.skip(1);
            in_.word();
            name = in_.since(start);
        }
        if (const auto constant = constant_of(name))
            return placed(start, builder_.constant(*constant));
        const auto signature = function_of(name);
        if (!signature || !in_.accept('(')) {
            return error_at(start, "'" + std::string(name.substr(0, 60)) +
                                       "' is not known; a property is written ${" +
                                       std::string(name.substr(0, 60)) + "}");
        }
        const auto given = arguments();
        if (!given) return fail(given.error());
        if (given->size() < signature->arguments_min || given->size() > signature->arguments_max) {
            return error_at(start, std::string(name) + " takes " +
                                       std::to_string(signature->arguments_min) + " to " +
                                       std::to_string(signature->arguments_max) +
                                       " arguments, not " + std::to_string(given->size()));
        }
        return placed(start, builder_.operation(Operation::kCall, *given, signature->function));
    }

    Index variable() {
        const std::size_t start = in_.at();
        const auto inside = in_.variable();
        if (!inside) return fail(inside.error());
        return property(*inside, start);
    }

    Index property(std::string_view inside, std::size_t start) {
        auto path = parse_property_path(inside);
        if (!path) return misplaced(start, std::move(path.error()));
        const bool may_be_define = defines_ != nullptr && !path->is_of_feature;
        const auto define =
            may_be_define ? defines_->find(path->steps[0].name) : Defines::const_iterator();
        if (!may_be_define || define == defines_->end()) {
            return placed(start, builder_.property(std::move(*path)));
        }
        // The define's own text sees no defines, so that none can go round in circles.
        Index value = Parser(define->second, nullptr, builder_).whole();
        if (!value) {
            return error_at(start, "in define \"" + define->first + "\": " + value.error().message);
        }
        for (std::size_t i = 1; i < path->steps.size() && value; ++i) {
            const PathStep& step = path->steps[i];
            Index key = placed(
                start, builder_.constant(step.kind == PathStep::Kind::kElement
                                             ? Value::number(static_cast<double>(step.element))
                                             : Value::string(step.name)));
            if (!key) return key;
            value = placed(start, builder_.operation(Operation::kMember, std::array{*value, *key}));
        }
        return value;
    }

    // Quotes of any kind substitute ${...}: back-ticks by version 1.1, the others by 1.0.
    Index text_literal() {
        const std::size_t start = in_.at();
        const auto content = in_.quoted();
        if (!content) return fail(content.error());
        std::vector<std::uint32_t> parts;
        const auto add_text = [&](std::string_view text) {
            Index part = placed(start, builder_.constant(Value::string(text)));
            if (part) parts.push_back(*part);
            return part;
        };
        std::string_view rest = *content;
        bool has_variables = false;
        while (true) {
            const std::size_t at = rest.find("${");
            const std::size_t end = at == std::string_view::npos ? at : end_of_variable(rest, at);
            if (end == std::string_view::npos) break;
            has_variables = true;
            if (Index part = add_text(rest.substr(0, at)); !part) return part;
            Index value = property(rest.substr(at + 2, end - at - 2), start);
            if (!value) return value;
            parts.push_back(*value);
            rest.remove_prefix(end + 1);
        }
        Index last = add_text(rest);
        if (!last || !has_variables) return last;
        return placed(start, builder_.operation(Operation::kJoin, parts));
    }

    SourceCursor in_;
    const Defines* defines_;
    ProgramBuilder& builder_;
    int depth_ = 0;
};

}  // namespace

Result<std::shared_ptr<const Program>> parse(std::string_view source, const Defines& defines) {
    if (source.size() > kSourceBytesMax) {
        return fail(ErrorKind::kLimit, "the expression is longer than 64 kB");
    }
    ProgramBuilder builder(source);
    const Index root = Parser(source, &defines, builder).whole();
    if (!root) return fail(root.error());
    return builder.finish(*root);
}

}  // namespace belvedere::expression
