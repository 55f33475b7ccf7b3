// SPDX-License-Identifier: Apache-2.0
#include "engine/text/utf8.hpp"

#include <algorithm>

namespace belvedere::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Step {
    char32_t codepoint = kReplacement;
    std::size_t bytes = 1;
    bool valid = false;
};

Step step_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
    char32_t codepoint = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {};
        codepoint = codepoint << 6 | (byte(at + i) & 0x3FU);
    }
    const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (codepoint < least || codepoint > 0x10FFFF) return {};
    if (codepoint >= 0xD800 && codepoint <= 0xDFFF) return {};
    return {codepoint, length, true};
}

}  // namespace

DecodedText decode_utf8(std::string_view text, std::size_t bytes_max) {
    DecodedText decoded;
    decoded.codepoints.reserve(std::min(text.size(), bytes_max));
    decoded.byte_at.reserve(std::min(text.size(), bytes_max) + 1);
    std::size_t at = 0;
    while (at < text.size()) {
        const Step step = step_at(text, at);
        if (at + step.bytes > bytes_max) break;
        decoded.codepoints.push_back(step.codepoint);
        decoded.byte_at.push_back(static_cast<std::uint32_t>(at));
        at += step.bytes;
    }
    decoded.byte_at.push_back(static_cast<std::uint32_t>(at));
    return decoded;
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Step step = step_at(text, at);
        if (!step.valid) return false;
        at += step.bytes;
    }
    return true;
}

void append_utf8(char32_t codepoint, std::string& out) {
    if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) {
        codepoint = kReplacement;
    }
    const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (codepoint < 0x80) {
        push(codepoint);
        return;
    }
    const int more = codepoint < 0x800 ? 1 : codepoint < 0x10000 ? 2 : 3;
    constexpr char32_t kLeads[] = {0, 0xC0, 0xE0, 0xF0};
    push(kLeads[more] | (codepoint >> (6 * more)));
    for (int i = more - 1; i >= 0; --i)
        push(0x80U | ((codepoint >> (6 * i)) & 0x3FU));
}

}  // namespace belvedere::text
