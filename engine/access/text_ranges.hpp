// SPDX-License-Identifier: Apache-2.0
// Offsets in text as assistive technology counts them: by Unicode code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace belvedere::access {

// Half-open, in code points.
struct TextRange {
    int start = 0, end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

enum class TextUnit : std::uint8_t {
    kCharacter,
    kWord,      // With the spaces after it; each Han character and kana is a word of its own.
    kSentence,  // Up to a full stop of any of the six languages, with the spaces after it.
    kLine,      // Up to a line feed, with it. Lines that only the layout breaks are not known here.
    kWhole,
};

// Code points of UTF-8; each byte that is not part of any becomes U+FFFD.
[[nodiscard]] std::u32string code_points(std::string_view utf8);
[[nodiscard]] std::string utf8_of(std::u32string_view text);

// The unit around the character at `offset`, which is brought into the text; empty at its end for
// empty text. Units follow one another without a gap. Words are those of spaces, a simplification
// of UAX #29 that needs no tables.
[[nodiscard]] TextRange unit_at(std::u32string_view text, int offset, TextUnit unit);

// The smallest replacement that makes `after` of `before`: [start, removed_end) becomes
// after[start, inserted_end).
struct TextEdit {
    int start = 0, removed_end = 0, inserted_end = 0;
    friend bool operator==(const TextEdit&, const TextEdit&) = default;
};
[[nodiscard]] TextEdit text_edit(std::u32string_view before, std::u32string_view after);

}  // namespace belvedere::access
