// SPDX-License-Identifier: Apache-2.0
#include "engine/text/message_text.hpp"

#include <algorithm>

namespace belvedere::text {
namespace {

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of a place "{name}" at the start of `rest`, 0 when there is none.
std::size_t place_length(std::string_view rest) {
    std::size_t end = 1;
    while (end < rest.size() && is_name_character(rest[end]))
        ++end;
    return end > 1 && end < rest.size() && rest[end] == '}' ? end + 1 : 0;
}

void append_plain(std::string_view plain, std::string& out) {
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool is_double = (plain[i] == '{' || plain[i] == '}') && i + 1 < plain.size() &&
                               plain[i + 1] == plain[i];
        out.push_back(plain[i]);
        if (is_double) ++i;
    }
}

}  // namespace

std::vector<MessagePart> parts_of(std::string_view text) {
    std::vector<MessagePart> parts;
    std::size_t start = 0;
    const auto close_plain = [&](std::size_t end) {
        if (end > start) parts.push_back({PartKind::kPlain, text.substr(start, end - start)});
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '{') {
            ++at;
            continue;
        }
        if (at + 1 < text.size() && text[at + 1] == '{') {
            at += 2;
            continue;
        }
        const std::size_t length = place_length(text.substr(at));
        if (length == 0) {
            ++at;
            continue;
        }
        close_plain(at);
        parts.push_back({PartKind::kPlace, text.substr(at, length)});
        at += length;
        start = at;
    }
    close_plain(text.size());
    return parts;
}

std::string with_arguments(std::string_view text, std::span<const Argument> arguments) {
    std::string filled;
    filled.reserve(text.size());
    for (const MessagePart& part : parts_of(text)) {
        if (part.kind == PartKind::kPlain) {
            append_plain(part.text, filled);
            continue;
        }
        const std::string_view name = part.text.substr(1, part.text.size() - 2);
        const auto found = std::find_if(arguments.begin(), arguments.end(),
                                        [&](const Argument& a) { return a.name == name; });
        filled += found == arguments.end() ? part.text : found->value;
    }
    return filled;
}

std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> names;
    for (const MessagePart& part : parts_of(text)) {
        if (part.kind == PartKind::kPlace) {
            names.emplace_back(part.text.substr(1, part.text.size() - 2));
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace belvedere::text
