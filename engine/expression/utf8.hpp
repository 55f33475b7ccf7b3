// SPDX-License-Identifier: Apache-2.0
// UTF-8 to and from code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace belvedere::expression {

// Appends one code point; surrogates and numbers beyond Unicode become U+FFFD.
template <class String>
void append_utf8(std::uint32_t code, String& out) {
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = 0xFFFD;
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xC0 | (code >> 6));
        push(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        push(0xE0 | (code >> 12));
        push(0x80 | ((code >> 6) & 0x3F));
        push(0x80 | (code & 0x3F));
    } else {
        push(0xF0 | (code >> 18));
        push(0x80 | ((code >> 12) & 0x3F));
        push(0x80 | ((code >> 6) & 0x3F));
        push(0x80 | (code & 0x3F));
    }
}

// Code points of a text; each malformed byte is one U+FFFD.
[[nodiscard]] inline std::u32string code_points(std::string_view text) {
    std::u32string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80    ? 1
                                   : lead >= 0xF0 ? 4
                                   : lead >= 0xE0 ? 3
                                   : lead >= 0xC2 ? 2
                                                  : 0;
        std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        bool is_whole = length > 0 && lead < 0xF5 && i + length <= text.size();
        for (std::size_t k = 1; is_whole && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            is_whole = (next & 0xC0U) == 0x80U;
            code = (code << 6) | (next & 0x3FU);
        }
        result.push_back(is_whole ? static_cast<char32_t>(code) : U'\uFFFD');
        i += is_whole ? length : 1;
    }
    return result;
}

}  // namespace belvedere::expression
