// SPDX-License-Identifier: Apache-2.0
#include "engine/text/fold_text.hpp"

#include <algorithm>
#include <array>
#include <clocale>
#include <cwctype>
#include <utility>

#include <hb.h>

#include "engine/text/utf8.hpp"

namespace belvedere::text {

namespace {

constexpr std::size_t kFoldBytesMost = std::size_t{1} << 20;

// The C library's own table of all of Unicode, which is there whatever locales are installed.
locale_t unicode_locale() {
    static const locale_t kLocale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return kLocale;
}

struct WrittenOut {
    char32_t letter;
    const char* as;
};
// Letters that Unicode does not take apart, in lower case.
constexpr std::array<WrittenOut, 9> kWrittenOut{{{U'ß', "ss"},
                                                 {U'æ', "ae"},
                                                 {U'œ', "oe"},
                                                 {U'ø', "o"},
                                                 {U'ł', "l"},
                                                 {U'đ', "d"},
                                                 {U'ð', "d"},
                                                 {U'þ', "th"},
                                                 {U'ı', "i"}}};

bool is_mark(char32_t c) {
    const auto category = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

char32_t lowered(char32_t c) {
    if (c == U'ς') return U'σ';
    if (unicode_locale() == nullptr) return c < 0x80 && c >= 'A' && c <= 'Z' ? c + 32 : c;
    return static_cast<char32_t>(towlower_l(static_cast<wint_t>(c), unicode_locale()));
}

void append_folded(char32_t c, std::string& out) {
    // Full-width forms of ASCII, and the space that goes with them.
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0x3000 || c == 0xA0) c = ' ';
    if (c < 0x80) {
        out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return;
    }
    hb_codepoint_t first = 0, second = 0;
    if (hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &first, &second) != 0) {
        // Takes one step: the first part may be taken apart again.
        if (first != c) append_folded(first, out);
        if (second != 0) append_folded(second, out);
        return;
    }
    if (is_mark(c)) return;
    const char32_t lower = lowered(c);
    const auto found = std::ranges::find(kWrittenOut, lower, &WrittenOut::letter);
    if (found != kWrittenOut.end()) {
        out += found->as;
    } else if (lower != c && lower != U'σ') {
        append_folded(lower, out);  // A capital may be one whose small letter has an accent.
    } else {
        append_utf8(lower, out);
    }
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : decode_utf8(text, kFoldBytesMost).codepoints)
        append_folded(c, out);
    return out;
}

}  // namespace belvedere::text
