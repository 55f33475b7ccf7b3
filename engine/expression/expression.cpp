// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/expression.hpp"

#include <algorithm>
#include <utility>

#include "engine/expression/evaluate.hpp"
#include "engine/expression/program.hpp"

namespace belvedere::expression {
namespace {

// The table's slot for a path: by its first step, or by more of them joined with dots where no
// shorter name is there.
BoundProperty find_property(const PropertyPath& path, const PropertyTable& table) {
    std::string name = path.steps[0].name;
    for (std::size_t steps = 1;; ++steps) {
        if (const auto slot = table.slot_of(name)) return {slot, steps};
        const bool goes_on = steps < path.steps.size() &&
                             path.steps[steps].kind == PathStep::Kind::kName &&
                             path.steps[steps - 1].kind == PathStep::Kind::kName;
        if (!goes_on) return {};
        name += "." + path.steps[steps].name;
    }
}

bool asks_for_classes(const Program& program) {
    return std::ranges::any_of(program.nodes, [](const Node& node) {
        return node.operation == Operation::kCall && node.function >= Function::kIsExactClass;
    });
}

}  // namespace

Value BoundExpression::evaluate(std::uint32_t row, Scratch& scratch) const {
    scratch.reset();
    const EvaluationInput input{program_.get(), table_, *properties_, classes_slot_, row};
    return expression::evaluate(input, program_->root, scratch);
}

Result<Expression> Expression::compile(std::string_view source, const Defines& defines) {
    auto program = parse(source, defines);
    if (!program) return fail(std::move(program.error()));
    return Expression(std::move(*program));
}

const std::string& Expression::source() const {
    return program_->source;
}

std::vector<std::string> Expression::property_names() const {
    std::vector<std::string> names;
    for (const PropertyPath& path : program_->properties) {
        const std::string& name = path.steps[0].name;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

std::optional<Value> Expression::constant() const {
    const Node& root = program_->nodes[program_->root];
    if (root.operation != Operation::kConstant) return std::nullopt;
    return program_->constants[root.index];
}

BoundExpression Expression::bind(const PropertyTable& table) const {
    auto properties = std::make_shared<std::vector<BoundProperty>>();
    for (const PropertyPath& path : program_->properties) {
        properties->push_back(find_property(path, table));
    }
    BoundExpression bound;
    bound.program_ = program_;
    bound.table_ = &table;
    bound.properties_ = std::move(properties);
    if (asks_for_classes(*program_)) bound.classes_slot_ = table.slot_of(kClassesProperty);
    return bound;
}

}  // namespace belvedere::expression
