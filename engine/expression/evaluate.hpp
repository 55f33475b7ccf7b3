// SPDX-License-Identifier: Apache-2.0
// Runs a compiled expression.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/expression/program.hpp"
#include "engine/expression/property_table.hpp"
#include "engine/expression/scratch.hpp"

namespace belvedere::expression {

// Where a table keeps one property of a program.
struct BoundProperty {
    std::optional<std::uint32_t> slot;
    std::size_t steps_in_name = 1;  // How many steps of the path the slot's name stands for.
};

struct EvaluationInput {
    const Program* program = nullptr;
    // Null while constants are folded: no node asks for a property then.
    const PropertyTable* table = nullptr;
    std::span<const BoundProperty> properties;
    std::optional<std::uint32_t> classes_slot;
    std::uint32_t row = 0;
};

[[nodiscard]] Value evaluate(const EvaluationInput& input, std::uint32_t node, Scratch& scratch);

}  // namespace belvedere::expression
