// SPDX-License-Identifier: Apache-2.0
// Where a line may end: the parts of UAX #14 that interface texts of the six languages need.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace belvedere::text {

// One a character: 1 when a line may end after it. After spaces, hyphens between letters, dashes,
// slashes in paths, and between Han, kana and hangul except before closing and after opening signs.
// Never at U+00A0, U+202F, U+2007 and U+2060, which keep a number and its unit together. Thai, Lao
// and Khmer need a dictionary and break at spaces only. Pure; any thread.
[[nodiscard]] std::vector<std::uint8_t> line_breaks(std::u32string_view paragraph);

// Characters that a line end swallows: they hang beyond the edge and are not measured.
[[nodiscard]] bool is_breaking_space(char32_t codepoint);

}  // namespace belvedere::text
