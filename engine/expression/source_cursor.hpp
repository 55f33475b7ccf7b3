// SPDX-License-Identifier: Apache-2.0
// A place in the text of an expression, and the words that start there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::expression {

// Errors are "column N: ...", of the place the cursor stands at unless one is given.
[[nodiscard]] Failure error_at(std::size_t at, const std::string& message);

// Where "}" ends what "${" at `from` began, quotes respected; npos when nothing does.
[[nodiscard]] std::size_t end_of_variable(std::string_view text, std::size_t from);

[[nodiscard]] bool is_word_character(char c);
[[nodiscard]] bool is_digit(char c);

class SourceCursor {
  public:
    explicit SourceCursor(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    // What stands between `from` and the cursor.
    [[nodiscard]] std::string_view since(std::size_t from) const {
        return text_.substr(from, at_ - from);
    }
    // The character `ahead` of the cursor, '\0' past the end.
    [[nodiscard]] char peek(std::size_t ahead = 0) const;
    void skip(std::size_t count) { at_ += count; }
    void skip_space();
    // Nothing but space follows.
    [[nodiscard]] bool at_end();
    // Skips space and then `c`; false and nothing but space skipped when something else stands
    // there.
    bool accept(char c);
    // Letters, digits and underscores; empty when there are none.
    std::string_view word();
    // A decimal number as it is written.
    [[nodiscard]] Result<std::string_view> number();
    // The raw content of a quoted text. A backslash is itself (patterns are full of them) unless it
    // stands before the quote.
    [[nodiscard]] Result<std::string> quoted();
    // The inside of ${...}.
    [[nodiscard]] Result<std::string_view> variable();

    [[nodiscard]] Failure error(const std::string& message) const { return error_at(at_, message); }
    // About the character at the cursor, with what to write instead where that is known.
    [[nodiscard]] Failure unexpected() const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace belvedere::expression
