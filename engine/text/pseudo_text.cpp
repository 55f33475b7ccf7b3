// SPDX-License-Identifier: Apache-2.0
#include "engine/text/pseudo_text.hpp"

#include "engine/text/message_text.hpp"

namespace belvedere::text {
namespace {

constexpr std::string_view kPlain = "aceginorsuyzACEINOSUYZ";
// In the order of kPlain; two bytes each in UTF-8.
constexpr std::string_view kAccentedLetters = "áçéğíñöřšûýžÁÇÉÎÑÖŠÛÝŽ";
static_assert(kAccentedLetters.size() == 2 * kPlain.size());

// One filler for so many characters of English.
constexpr double kExpansion = 0.4;

void append_accented(std::string_view plain, std::string& out) {
    for (const char letter : plain) {
        const std::size_t at = kPlain.find(letter);
        if (at == std::string_view::npos) {
            out.push_back(letter);
        } else {
            out += kAccentedLetters.substr(2 * at, 2);
        }
    }
}

}  // namespace

std::string pseudo_accented(std::string_view english) {
    if (english.empty()) return {};
    std::string text = "[";
    for (const MessagePart& part : parts_of(english)) {
        if (part.kind == PartKind::kPlace) {
            text += part.text;
        } else {
            append_accented(part.text, text);
        }
    }
    text += ' ';
    text.append(static_cast<std::size_t>(static_cast<double>(english.size()) * kExpansion) + 1,
                '~');
    return text + "]";
}

std::string pseudo_right_to_left(std::string_view english) {
    constexpr std::string_view kOverride = "\u202E";
    constexpr std::string_view kEnd = "\u202C";
    std::string text;
    for (const MessagePart& part : parts_of(english)) {
        if (part.kind == PartKind::kPlace) {
            text += part.text;
        } else {
            text += kOverride;
            text += part.text;
            text += kEnd;
        }
    }
    return text;
}

}  // namespace belvedere::text
