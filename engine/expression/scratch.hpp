// SPDX-License-Identifier: Apache-2.0
// Memory of evaluations.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <memory_resource>
#include <string>
#include <string_view>

#include "engine/expression/pattern.hpp"

namespace belvedere::expression {

// Holds the text and patterns that an evaluation makes, until the next evaluation with the same
// scratch. One a thread; reused for millions of evaluations it allocates almost never.
class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    // What first went wrong since the last clear: operands an operator has no meaning for, an
    // unknown colour, a bad pattern. The result was `undefined` there. Empty when nothing did.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    void clear_problem() { problem_.clear(); }

    // For the evaluator.
    void reset();
    void note_problem(std::string_view what);
    [[nodiscard]] std::pmr::memory_resource& memory() { return memory_; }
    [[nodiscard]] std::string_view keep(std::string_view text);
    // Null when there are too many in one evaluation.
    [[nodiscard]] const Pattern* keep(Pattern pattern);

  private:
    std::array<std::byte, 1024> buffer_;
    std::pmr::monotonic_buffer_resource memory_;
    std::deque<Pattern> patterns_;
    std::string problem_;
};

}  // namespace belvedere::expression
