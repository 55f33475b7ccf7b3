// SPDX-License-Identifier: Apache-2.0
// UTF-8 to code points with the bytes they came from, and back (RFC 3629).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::text {

// Code points and where each began. `byte_at` has one element more: the length of the text.
struct DecodedText {
    std::u32string codepoints;
    std::vector<std::uint32_t> byte_at;
};

// Each malformed byte (overlong forms and surrogates among them) becomes one U+FFFD. What stands
// beyond `bytes_max` is left out, never in the middle of a character. Pure; any thread.
[[nodiscard]] DecodedText decode_utf8(std::string_view text, std::size_t bytes_max);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

// Surrogates and numbers beyond Unicode become U+FFFD.
void append_utf8(char32_t codepoint, std::string& out);

}  // namespace belvedere::text
