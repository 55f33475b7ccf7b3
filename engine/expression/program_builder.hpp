// SPDX-License-Identifier: Apache-2.0
// Grows a Program node by node, folding what is constant.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/expression/program.hpp"

namespace belvedere::expression {

// Every function returns the index of the node it made, kLimit when the expression has too many.
class ProgramBuilder {
  public:
    explicit ProgramBuilder(std::string_view source);

    [[nodiscard]] Result<std::uint32_t> constant(const Value& value);
    [[nodiscard]] Result<std::uint32_t> property(PropertyPath path);
    // An operation on earlier nodes. Of constants alone it is carried out at once, so that colours
    // and patterns are made once; kBadData with the evaluator's words when it has no meaning.
    [[nodiscard]] Result<std::uint32_t> operation(Operation operation,
                                                  std::span<const std::uint32_t> children,
                                                  Function function = Function::kAbs);
    // The finished program; the builder is empty afterwards.
    [[nodiscard]] std::shared_ptr<const Program> finish(std::uint32_t root);

  private:
    [[nodiscard]] Result<std::uint32_t> add(const Node& node);
    [[nodiscard]] bool can_fold(const Node& node) const;
    [[nodiscard]] Result<std::uint32_t> fold(const Node& node);
    [[nodiscard]] Value kept(const Value& value);

    std::shared_ptr<Program> program_;
};

}  // namespace belvedere::expression
