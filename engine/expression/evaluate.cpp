// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/evaluate.hpp"

#include <array>
#include <string>

#include "engine/expression/json_text.hpp"
#include "engine/expression/limits.hpp"
#include "engine/expression/operators.hpp"

namespace belvedere::expression {
namespace {

// One evaluation; its functions call one another down the tree.
class Evaluation {
  public:
    Evaluation(const EvaluationInput& input, Scratch& scratch) : input_(input), scratch_(scratch) {}

    Value run(std::uint32_t index) {
        const Node& node = input_.program->nodes[index];
        switch (node.operation) {
            case Operation::kConstant:
                return input_.program->constants[node.index];
            case Operation::kProperty:
                return property(node);
            case Operation::kMember: {
                const Value value = run(child(node, 0));
                return member(value, run(child(node, 1)), scratch_);
            }
            case Operation::kJoin:
                return join(node);
            case Operation::kArray:
                return array(node);
            case Operation::kCall:
                return function(node);
            case Operation::kTest:
            case Operation::kExec:
                return search(node);
            case Operation::kToText:
                return Value::string(scratch_.keep(to_text(run(child(node, 0)))));
            case Operation::kNot:
                return Value::boolean(!to_boolean(run(child(node, 0))));
            case Operation::kNegate:
            case Operation::kPlus:
                return signed_value(node.operation, run(child(node, 0)), scratch_);
            case Operation::kAnd: {
                const Value left = run(child(node, 0));
                return to_boolean(left) ? run(child(node, 1)) : left;
            }
            case Operation::kOr: {
                const Value left = run(child(node, 0));
                return to_boolean(left) ? left : run(child(node, 1));
            }
            case Operation::kConditional:
                return run(child(node, to_boolean(run(child(node, 0))) ? 1 : 2));
            default: {
                const Value left = run(child(node, 0));
                return binary(node.operation, left, run(child(node, 1)), scratch_);
            }
        }
    }

  private:
    [[nodiscard]] std::uint32_t child(const Node& node, std::uint32_t i) const {
        return input_.program->children[node.first_child + i];
    }

    Value property(const Node& node) {
        const BoundProperty& bound = input_.properties[node.index];
        if (!bound.slot) return {};
        Value value = input_.table->value(*bound.slot, input_.row);
        const PropertyPath& path = input_.program->properties[node.index];
        for (std::size_t i = bound.steps_in_name; i < path.steps.size(); ++i) {
            value = member(value, path.steps[i], scratch_);
        }
        return value;
    }

    Value join(const Node& node) {
        std::string text;
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
            const Value part = run(child(node, i));
            // A missing property leaves a gap in a sentence rather than the word "undefined".
            if (!part.is(ValueKind::kUndefined)) text += to_text(part);
            if (text.size() > kTextBytesMax) {
                scratch_.note_problem("a text grew beyond 1 MiB");
                return {};
            }
        }
        return Value::string(scratch_.keep(text));
    }

    Value array(const Node& node) {
        auto* elements = static_cast<Value*>(
            scratch_.memory().allocate(sizeof(Value) * (node.child_count + 1U), alignof(Value)));
        for (std::uint32_t i = 0; i < node.child_count; ++i) {
            new (elements + i) Value(run(child(node, i)));
        }
        return Value::array({elements, node.child_count});
    }

    Value function(const Node& node) {
        std::array<Value, 4> arguments;
        for (std::uint32_t i = 0; i < node.child_count; ++i)
            arguments[i] = run(child(node, i));
        if (node.function >= Function::kIsExactClass) return class_question(node, arguments[0]);
        return call(node.function, {arguments.data(), node.child_count}, scratch_);
    }

    Value class_question(const Node& node, const Value& wanted) {
        const bool asks_name = node.function == Function::kGetExactClassName;
        const Value none = asks_name ? Value() : Value::boolean(false);
        if (!input_.classes_slot) return none;
        const Value classes = input_.table->value(*input_.classes_slot, input_.row);
        for (std::size_t i = 0;; ++i) {
            const Value name = member(classes, Value::number(static_cast<double>(i)), scratch_);
            if (name.is(ValueKind::kUndefined)) return none;
            if (asks_name) return name;
            if (strictly_equal(name, wanted)) return Value::boolean(true);
            if (node.function == Function::kIsExactClass) return none;
        }
    }

    Value search(const Node& node) {
        const Value pattern = run(child(node, 0));
        const Value text = run(child(node, 1));
        if (!pattern.is(ValueKind::kRegExp)) {
            scratch_.note_problem("test and exec are functions of a regExp");
            return {};
        }
        if (node.operation == Operation::kTest) {
            return Value::boolean(matches(pattern.as_pattern(), text));
        }
        if (text.is(ValueKind::kUndefined) || text.is(ValueKind::kNull)) return Value::null();
        const auto found = pattern.as_pattern().exec(to_text(text));
        return found ? Value::string(scratch_.keep(*found)) : Value::null();
    }

    const EvaluationInput& input_;
    Scratch& scratch_;
};

}  // namespace

Value evaluate(const EvaluationInput& input, std::uint32_t node, Scratch& scratch) {
    return Evaluation(input, scratch).run(node);
}

}  // namespace belvedere::expression
