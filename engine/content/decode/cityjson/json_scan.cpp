// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/json_scan.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/find_text.hpp"

namespace belvedere::content::cityjson {
namespace {

enum Class : std::uint8_t { kPlain, kQuote, kOpen, kClose };

constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> classes{};
    classes['"'] = kQuote;
    classes['{'] = classes['['] = kOpen;
    classes['}'] = classes[']'] = kClose;
    return classes;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// Behind the string whose opening mark stands at `at`.
std::size_t skip_text(std::string_view text, std::size_t at) {
    std::size_t from = at + 1;
    while (from < text.size()) {
        const void* found = std::memchr(text.data() + from, '"', text.size() - from);
        if (found == nullptr) return kNowhere;
        const auto mark = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        std::size_t escapes = 0;
        while (mark - escapes > at + 1 && text[mark - escapes - 1] == '\\')
            ++escapes;
        if (escapes % 2 == 0) return mark + 1;
        from = mark + 1;
    }
    return kNowhere;
}

}  // namespace

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
    if (at >= text.size()) return kNowhere;
    if (text[at] == '"') return skip_text(text, at);
    if (text[at] != '{' && text[at] != '[') {
        const std::size_t end = text.find_first_of(",]} \t\r\n", at);
        return end == at ? kNowhere : end;
    }
    int depth = 0;
    while (at < text.size()) {
        switch (kClasses[static_cast<unsigned char>(text[at])]) {
            case kPlain:
                ++at;
                break;
            case kQuote:
                at = skip_text(text, at);
                break;
            case kOpen:
                if (++depth > citymodel::limits::kCityDepth) return kNowhere;
                ++at;
                break;
            default:
                ++at;
                if (--depth == 0) return at;
        }
    }
    return kNowhere;
}

std::size_t end_of(std::string_view text, ScannedMember& member) {
    if (member.end == kNowhere) member.end = skip_value(text, member.value);
    return member.end;
}

std::size_t scan_members(std::string_view text, std::size_t at,
                         const std::function<bool(ScannedMember&)>& visit) {
    if (at >= text.size() || text[at] != '{') return kNowhere;
    at = skip_space(text, at + 1);
    while (at < text.size() && text[at] != '}') {
        ScannedMember member;
        member.first = at;
        const std::size_t key_end = text[at] == '"' ? skip_text(text, at) : kNowhere;
        if (key_end == kNowhere) return kNowhere;
        member.key = text.substr(at + 1, key_end - at - 2);
        at = skip_space(text, key_end);
        if (at >= text.size() || text[at] != ':') return kNowhere;
        member.value = skip_space(text, at + 1);
        if (member.value >= text.size() || !visit(member)) return kNowhere;
        if (end_of(text, member) == kNowhere) return kNowhere;
        at = skip_space(text, member.end);
        if (at < text.size() && text[at] == ',') {
            at = skip_space(text, at + 1);
        } else if (at < text.size() && text[at] != '}') {
            return kNowhere;
        }
    }
    return at < text.size() ? at + 1 : kNowhere;
}

void scan_keys(std::string_view text, std::string_view quoted_key,
               const std::function<void(std::size_t value)>& visit) {
    std::size_t at = find_text(text, quoted_key);
    while (at != kNowhere) {
        const std::size_t colon = skip_space(text, at + quoted_key.size());
        if (colon < text.size() && text[colon] == ':') visit(skip_space(text, colon + 1));
        at = find_text(text, quoted_key, at + quoted_key.size());
    }
}

}  // namespace belvedere::content::cityjson
