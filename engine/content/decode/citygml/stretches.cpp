// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/stretches.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"

namespace belvedere::content::citygml {

namespace {

using citymodel::FileRange;

// Whether "<!" or "<?" is among these bytes; one byte after them is looked at too. A plain loop,
// which compilers turn into comparisons of 16 or 32 bytes at a time.
bool has_markup(const char* text, std::size_t size) {
    unsigned found = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const bool is_open = text[i] == '<';
        const bool is_mark = text[i + 1] == '!' || text[i + 1] == '?';
        found |= static_cast<unsigned>(is_open) & static_cast<unsigned>(is_mark);
    }
    return found != 0;
}

std::size_t end_of_hidden(std::string_view text, std::size_t begin) {
    const std::string_view rest = text.substr(begin);
    const std::string_view closing = rest.starts_with("<!--")        ? "-->"
                                     : rest.starts_with("<![CDATA[") ? "]]>"
                                     : rest.starts_with("<?")        ? "?>"
                                                                     : ">";
    const std::size_t end = text.find(closing, begin + 2);
    return end == std::string_view::npos ? text.size() : end + closing.size();
}

bool is_hidden(const std::vector<FileRange>& hidden, std::uint64_t at) {
    const auto after = std::ranges::upper_bound(hidden, at, {}, &FileRange::offset);
    return after != hidden.begin() && at < std::prev(after)->offset + std::prev(after)->bytes;
}

// After the end tag of a member that is the first to end at or after `from`; nothing when none
// does.
std::optional<std::uint64_t> member_end(std::string_view text, std::uint64_t from,
                                        const std::vector<FileRange>& hidden) {
    std::size_t at = from;
    while ((at = text.find("</", at)) != std::string_view::npos) {
        const std::size_t name_end = text.find_first_of("> \t\r\n", at);
        if (name_end == std::string_view::npos) return std::nullopt;
        const std::string_view local = local_name(text.substr(at + 2, name_end - at - 2));
        const bool is_member = is_member_name(local) || local == "appearanceMember";
        if (is_member && !is_hidden(hidden, at)) {
            const std::size_t close = text.find('>', name_end);
            if (close == std::string_view::npos) return std::nullopt;
            return close + 1;
        }
        at = name_end;
    }
    return std::nullopt;
}

}  // namespace

std::vector<FileRange> hidden_ranges(std::string_view text) {
    constexpr std::size_t kBlock = 4096;
    std::vector<FileRange> ranges;
    std::size_t at = 0;
    while (at + 1 < text.size()) {
        const std::size_t size = std::min(kBlock, text.size() - 1 - at);
        if (!has_markup(text.data() + at, size)) {
            at += size;
            continue;
        }
        const std::size_t end = at + size;
        while (at < end) {
            const void* found = std::memchr(text.data() + at, '<', end - at);
            if (found == nullptr) break;
            const auto open =
                static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
            at = open + 1;
            if (text[open + 1] != '!' && text[open + 1] != '?') continue;
            at = end_of_hidden(text, open);
            ranges.push_back({open, at - open});
        }
        at = std::max(at, end);
    }
    return ranges;
}

std::vector<FileRange> cut_stretches(std::string_view text, std::uint64_t begin,
                                     std::uint64_t stretch_bytes,
                                     const std::vector<FileRange>& hidden) {
    std::vector<FileRange> stretches;
    while (begin < text.size()) {
        std::uint64_t end = text.size();
        if (text.size() - begin > stretch_bytes) {
            end = member_end(text, begin + stretch_bytes, hidden).value_or(text.size());
        }
        stretches.push_back({begin, end - begin});
        begin = end;
    }
    return stretches;
}

std::vector<FileRange> appearance_ranges(std::string_view text, std::uint64_t begin,
                                         const std::vector<FileRange>& hidden) {
    constexpr std::string_view kName = "appearanceMember";
    std::vector<FileRange> ranges;
    std::size_t at = begin;
    while ((at = text.find(kName, at)) != std::string_view::npos) {
        const std::size_t open = text.rfind('<', at);
        at += kName.size();
        if (open == std::string_view::npos || open < begin || is_hidden(hidden, open)) continue;
        XmlScanner scanner(text, open);
        const XmlTag tag = scanner.next();
        if (tag.kind != XmlTagKind::kStart || local_name(tag) != kName) continue;
        std::size_t depth = 0;
        const XmlTag close = scanner.skip_element(depth);
        if (close.kind != XmlTagKind::kEnd) break;
        ranges.push_back({tag.begin, close.end - tag.begin});
        at = close.end;
    }
    return ranges;
}

}  // namespace belvedere::content::citygml
