// SPDX-License-Identifier: Apache-2.0
#include "engine/expression/program_builder.hpp"

#include <utility>

#include "engine/expression/evaluate.hpp"
#include "engine/expression/limits.hpp"
#include "engine/expression/scratch.hpp"

namespace belvedere::expression {

ProgramBuilder::ProgramBuilder(std::string_view source) : program_(std::make_shared<Program>()) {
    program_->source = source;
}

Result<std::uint32_t> ProgramBuilder::add(const Node& node) {
    if (program_->nodes.size() >= kNodesMax) {
        return fail(ErrorKind::kLimit, "the expression has more than 2,048 parts");
    }
    program_->nodes.push_back(node);
    return static_cast<std::uint32_t>(program_->nodes.size() - 1);
}

Result<std::uint32_t> ProgramBuilder::constant(const Value& value) {
    program_->constants.push_back(kept(value));
    Node node;
    node.index = static_cast<std::uint32_t>(program_->constants.size() - 1);
    return add(node);
}

Result<std::uint32_t> ProgramBuilder::property(PropertyPath path) {
    program_->properties.push_back(std::move(path));
    Node node;
    node.operation = Operation::kProperty;
    node.index = static_cast<std::uint32_t>(program_->properties.size() - 1);
    return add(node);
}

Result<std::uint32_t> ProgramBuilder::operation(Operation operation,
                                                std::span<const std::uint32_t> children,
                                                Function function) {
    Node node;
    node.operation = operation;
    node.function = function;
    node.first_child = static_cast<std::uint32_t>(program_->children.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    program_->children.insert(program_->children.end(), children.begin(), children.end());
    return can_fold(node) ? fold(node) : add(node);
}

bool ProgramBuilder::can_fold(const Node& node) const {
    if (node.operation == Operation::kCall && node.function >= Function::kIsExactClass)
        return false;
    for (std::uint32_t i = 0; i < node.child_count; ++i) {
        const Node& child = program_->nodes[program_->children[node.first_child + i]];
        if (child.operation != Operation::kConstant) return false;
    }
    return true;
}

Result<std::uint32_t> ProgramBuilder::fold(const Node& node) {
    auto index = add(node);
    if (!index) return index;
    Scratch scratch;
    EvaluationInput input;
    input.program = program_.get();
    Value value;
    if (node.operation == Operation::kCall && node.function == Function::kRegExp) {
        // Made here and not by call(): the pattern must outlive any scratch.
        const auto text_at = [&](std::uint32_t i) {
            return to_text(evaluate(input, program_->children[node.first_child + i], scratch));
        };
        auto pattern = Pattern::compile(node.child_count > 0 ? text_at(0) : "(?:)",
                                        node.child_count > 1 ? text_at(1) : "");
        if (!pattern) return fail(std::move(pattern.error()));
        program_->patterns.push_back(std::move(*pattern));
        value = Value::regexp(program_->patterns.back());
    } else {
        value = evaluate(input, *index, scratch);
        if (!scratch.problem().empty()) return fail(ErrorKind::kBadData, scratch.problem());
    }
    program_->nodes.pop_back();
    return constant(value);
}

Value ProgramBuilder::kept(const Value& value) {
    if (value.is(ValueKind::kString)) {
        return Value::string(program_->texts.emplace_back(value.as_text()));
    }
    if (value.is(ValueKind::kArray)) {
        auto& elements = program_->arrays.emplace_back();
        for (const Value& element : value.as_array())
            elements.push_back(kept(element));
        return Value::array(elements);
    }
    return value;
}

std::shared_ptr<const Program> ProgramBuilder::finish(std::uint32_t root) {
    program_->root = root;
    return std::move(program_);
}

}  // namespace belvedere::expression
