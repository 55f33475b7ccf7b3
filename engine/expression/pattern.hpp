// SPDX-License-Identifier: Apache-2.0
// A regular expression of the styling language.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"

namespace belvedere::expression {

// ECMAScript regular expressions over code points, without back-references: they run in time
// linear in the subject, so that no pattern can hang a frame. Immutable; any thread. Lookbehind
// and named groups are not known.
class Pattern {
  public:
    // Flags g, i, m, u, y as in JavaScript (g and u change nothing here). kBadData says what is
    // wrong with the pattern, kLimit names the limit it breaks (limits.hpp).
    [[nodiscard]] static Result<Pattern> compile(std::string_view source, std::string_view flags);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    // Whether the text holds a match. Only the first 4,096 bytes are looked at.
    [[nodiscard]] bool test(std::string_view text) const;
    // The first captured group of the first match (the whole match when there is no group); nothing
    // when there is no match.
    [[nodiscard]] std::optional<std::string> exec(std::string_view text) const;
    // "/source/flags".
    [[nodiscard]] std::string text() const;

  private:
    struct Compiled;
    explicit Pattern(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace belvedere::expression
