// SPDX-License-Identifier: Apache-2.0
#include "engine/access/text_ranges.hpp"

#include <algorithm>
#include <cstddef>

namespace belvedere::access {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_space(char32_t c) {
    return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000;
}

// Written without spaces between words: Han, kana, their extensions.
bool is_ideograph(char32_t c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool ends_sentence(char32_t c) {
    return c == U'.' || c == U'!' || c == U'?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x061F || c == 0x06D4 || c == U'\n';
}

// Whether a unit begins at `at`, which is inside the text and not its start.
bool begins(std::u32string_view text, std::size_t at, TextUnit unit) {
    switch (unit) {
        case TextUnit::kCharacter:
            return true;
        case TextUnit::kWord:
            if (is_space(text[at])) return false;
            return is_space(text[at - 1]) || is_ideograph(text[at]) || is_ideograph(text[at - 1]);
        case TextUnit::kSentence: {
            if (is_space(text[at])) return false;
            std::size_t last = at;
            while (last > 0 && is_space(text[last - 1]) && text[last - 1] != U'\n')
                --last;
            if (last == 0 || !ends_sentence(text[last - 1])) return false;
            // "10.0" goes on; full stops of Chinese need no space after them.
            return last < at || text[last - 1] > 0x7F || text[last - 1] == U'\n';
        }
        case TextUnit::kLine:
            return text[at - 1] == U'\n';
        case TextUnit::kWhole:
            return false;
    }
    return false;
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
    std::u32string text;
    text.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t size = lead < 0x80             ? 1
                                 : (lead >> 5U) == 0x06U ? 2
                                 : (lead >> 4U) == 0x0EU ? 3
                                 : (lead >> 3U) == 0x1EU ? 4
                                                         : 0;
        char32_t point = size == 1 ? lead : lead & (0x7FU >> size);
        std::size_t have = 1;
        while (have < size && i + have < utf8.size() &&
               (static_cast<unsigned char>(utf8[i + have]) & 0xC0U) == 0x80U) {
            point = (point << 6U) | (static_cast<unsigned char>(utf8[i + have]) & 0x3FU);
            ++have;
        }
        constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
        const bool is_good = size > 0 && have == size && point >= kLeast[size] &&
                             point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
        text.push_back(is_good ? point : kReplacement);
        i += is_good ? size : 1;
    }
    return text;
}

std::string utf8_of(std::u32string_view text) {
    std::string utf8;
    utf8.reserve(text.size());
    const auto put = [&utf8](char32_t bits) { utf8.push_back(static_cast<char>(bits)); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0U | (c >> 6U));
            put(0x80U | (c & 0x3FU));
        } else if (c < 0x10000) {
            put(0xE0U | (c >> 12U));
            put(0x80U | ((c >> 6U) & 0x3FU));
            put(0x80U | (c & 0x3FU));
        } else {
            put(0xF0U | (c >> 18U));
            put(0x80U | ((c >> 12U) & 0x3FU));
            put(0x80U | ((c >> 6U) & 0x3FU));
            put(0x80U | (c & 0x3FU));
        }
    }
    return utf8;
}

TextRange unit_at(std::u32string_view text, int offset, TextUnit unit) {
    if (text.empty()) return {};
    const int last = static_cast<int>(text.size()) - 1;
    int start = std::clamp(offset, 0, last);
    int end = start + 1;
    while (start > 0 && !begins(text, static_cast<std::size_t>(start), unit))
        --start;
    while (end <= last && !begins(text, static_cast<std::size_t>(end), unit))
        ++end;
    return {start, end};
}

TextEdit text_edit(std::u32string_view before, std::u32string_view after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    return {static_cast<int>(head), static_cast<int>(before.size() - tail),
            static_cast<int>(after.size() - tail)};
}

}  // namespace belvedere::access
