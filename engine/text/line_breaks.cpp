// SPDX-License-Identifier: Apache-2.0
#include "engine/text/line_breaks.hpp"

#include <hb.h>

namespace belvedere::text {
namespace {

// Signs that do not begin a line (UAX #14 classes CL, EX, NS, IS; JIS X 4051).
constexpr std::u32string_view kClosing =
    U"、。，．：；？！）」』】》〉〕］｝”’…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ・!),.:;?]}"
    U"%‰°";
// Signs that do not end a line (OP).
constexpr std::u32string_view kOpening = U"（「『【《〈〔［｛“‘([{";

bool is_one_of(std::u32string_view signs, char32_t c) {
    return signs.find(c) != std::u32string_view::npos;
}

bool is_ideographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF9F) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_letter(char32_t c) {
    const hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER ||
           category == HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER;
}

// Marks and joiners belong to what stands before them.
bool is_attached(char32_t c) {
    if (c == 0x200D || c == 0x2060 || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F)) return true;
    const hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool is_glue(char32_t c) {
    return c == 0x00A0 || c == 0x202F || c == 0x2007 || c == 0x2060 || c == 0x200D;
}

bool may_break(char32_t before, char32_t at, char32_t next) {
    if (is_glue(at) || is_glue(next) || is_attached(next)) return false;
    if (is_breaking_space(next)) return false;  // Spaces stay with the line they end.
    if (is_breaking_space(at) || at == 0x200B) return true;
    if (is_one_of(kClosing, next) || is_one_of(kOpening, at)) return false;
    if (at == U'-' || at == 0x2010) return is_letter(before) && is_letter(next);
    if (at == 0x2013 || at == 0x2014) return true;
    if (at == U'/' || at == U'\\') return is_letter(next);
    return is_ideographic(at) || is_ideographic(next);
}

}  // namespace

bool is_breaking_space(char32_t codepoint) {
    return codepoint == U' ' || codepoint == U'\t' || codepoint == 0x1680 || codepoint == 0x3000 ||
           (codepoint >= 0x2000 && codepoint <= 0x200A && codepoint != 0x2007);
}

std::vector<std::uint8_t> line_breaks(std::u32string_view paragraph) {
    std::vector<std::uint8_t> breaks(paragraph.size(), 0);
    for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
        const char32_t before = i == 0 ? U' ' : paragraph[i - 1];
        breaks[i] = may_break(before, paragraph[i], paragraph[i + 1]) ? 1 : 0;
    }
    if (!breaks.empty()) breaks.back() = 1;
    return breaks;
}

}  // namespace belvedere::text
