// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/stretches.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/model_root.hpp"
#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/core/find_text.hpp"

namespace belvedere::content::citygml {

namespace {

using citymodel::FileRange;

constexpr std::string_view kAppearanceName = "appearanceMember";
constexpr std::string_view kBlanks = " \t\r\n";

// Whether "<!", "<?" or "pp" is among these bytes; one byte after them is looked at too. A plain
// loop over single bytes, which compilers turn into comparisons of 16 or 32 at a time: few blocks
// of a file have any of the three, and those are looked at again.
bool has_mark(const char* text, std::size_t size) {
    std::uint8_t found = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const auto is_open = static_cast<std::uint8_t>(text[i] == '<');
        const auto is_instruction = static_cast<std::uint8_t>(text[i + 1] == '?');
        const auto is_comment = static_cast<std::uint8_t>(text[i + 1] == '!');
        const auto is_p = static_cast<std::uint8_t>(text[i] == 'p');
        const auto is_next_p = static_cast<std::uint8_t>(text[i + 1] == 'p');
        found = static_cast<std::uint8_t>(found | (is_open & (is_instruction | is_comment)) |
                                          (is_p & is_next_p));
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

// The range among `ranges`, which are in order, that the place lies in; null for none.
const FileRange* range_around(const std::vector<FileRange>& ranges, std::uint64_t at) {
    const auto after = std::ranges::upper_bound(ranges, at, {}, &FileRange::offset);
    if (after == ranges.begin()) return nullptr;
    const FileRange& before = *std::prev(after);
    return at < before.offset + before.bytes ? &before : nullptr;
}

bool is_hidden(const std::vector<FileRange>& hidden, std::uint64_t at) {
    return range_around(hidden, at) != nullptr;
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
        const bool is_member = is_member_name(local) || local == kAppearanceName;
        if (is_member && !is_hidden(hidden, at)) {
            const std::size_t close = text.find('>', name_end);
            if (close == std::string_view::npos) return std::nullopt;
            return close + 1;
        }
        at = name_end;
    }
    return std::nullopt;
}

// Whether the last of a text is the end tag of a member.
bool ends_in_member(std::string_view text) {
    const std::size_t last = text.find_last_not_of(kBlanks);
    if (last == std::string_view::npos || text[last] != '>') return false;
    const std::size_t open = text.rfind('<', last);
    if (open == std::string_view::npos || text[open + 1] != '/') return false;
    const std::string_view name = text.substr(open + 2, last - open - 2);
    const std::string_view local = local_name(name.substr(0, name.find_first_of(kBlanks)));
    return is_member_name(local) || local == kAppearanceName;
}

}  // namespace

void PassedPages::at(std::uint64_t position) {
    if (!passed_ || position < begin_ + limits::kPassedBytes) return;
    passed_({begin_, position - begin_});
    begin_ = position;
}

TextMarks find_marks(std::string_view text, const Passed& passed) {
    constexpr std::size_t kBlock = 4096;
    TextMarks marks;
    PassedPages pages(passed, 0);
    std::size_t hidden_end = 0;
    for (std::size_t begin = 0; begin + 1 < text.size(); begin += kBlock) {
        pages.at(begin);
        const std::size_t size = std::min(kBlock, text.size() - 1 - begin);
        if (!has_mark(text.data() + begin, size)) continue;
        const std::size_t end = begin + size;
        for (std::size_t at = std::max(begin, hidden_end); at < end;) {
            const void* found = std::memchr(text.data() + at, '<', end - at);
            if (found == nullptr) break;
            const auto open =
                static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
            at = open + 1;
            if (text[open + 1] != '!' && text[open + 1] != '?') continue;
            at = hidden_end = end_of_hidden(text, open);
            marks.hidden.push_back({open, at - open});
        }
        // A name may end in the next block, and begin before the pair that it was found by.
        const std::string_view block = text.substr(0, end + kAppearanceName.size());
        std::size_t from = begin == 0 ? 0 : begin - 1;
        if (!marks.appearances.empty()) from = std::max(from, marks.appearances.back() + 1);
        std::size_t at = find_text(block, kAppearanceName, from);
        while (at < end && marks.appearances.size() < limits::kAppearanceMentions) {
            marks.appearances.push_back(at);
            at = find_text(block, kAppearanceName, at + 1);
        }
    }
    return marks;
}

std::vector<FileRange> cut_stretches(std::string_view text, std::uint64_t begin,
                                     std::uint64_t stretch_bytes, const TextMarks& marks,
                                     const std::vector<FileRange>& appearances) {
    std::vector<FileRange> stretches;
    while (begin < text.size()) {
        std::uint64_t end = text.size();
        if (text.size() - begin > stretch_bytes) {
            const std::uint64_t from = begin + stretch_bytes;
            const FileRange* around = range_around(appearances, from);
            end = around != nullptr ? around->offset + around->bytes
                                    : member_end(text, from, marks.hidden).value_or(text.size());
        }
        stretches.push_back({begin, end - begin});
        begin = end;
    }
    return stretches;
}

std::vector<FileRange> split_stretch(std::string_view text, const FileRange& stretch,
                                     std::uint64_t stretch_bytes, const Passed& passed) {
    const std::uint64_t end = stretch.offset + stretch.bytes;
    XmlScanner scanner(text.substr(0, end), stretch.offset);
    PassedPages pages(passed, stretch.offset);
    std::vector<FileRange> pieces;
    std::uint64_t begin = stretch.offset;
    while (true) {
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kFinish || tag.kind == XmlTagKind::kBroken) break;
        const bool is_element =
            tag.kind == XmlTagKind::kStart && !is_container_name(local_name(tag));
        std::size_t depth = 0;
        if (is_element && scanner.skip_element(depth).kind != XmlTagKind::kEnd) break;
        const std::uint64_t at = scanner.position();
        pages.at(at);
        if (at - begin < stretch_bytes) continue;
        pieces.push_back({begin, at - begin});
        begin = at;
    }
    if (begin < end) pieces.push_back({begin, end - begin});
    return pieces;
}

std::vector<FileRange> appearance_ranges(std::string_view text, std::uint64_t begin,
                                         const TextMarks& marks) {
    std::vector<FileRange> ranges;
    std::uint64_t first = 0;
    std::size_t depth = 0;
    for (const std::uint64_t mention : marks.appearances) {
        const std::size_t open = text.rfind('<', mention);
        if (open == std::string_view::npos || open < begin || is_hidden(marks.hidden, open))
            continue;
        XmlScanner scanner(text, open);
        const XmlTag tag = scanner.next();
        if (tag.kind == XmlTagKind::kBroken) break;
        if (local_name(tag.name) != kAppearanceName) continue;  // In an attribute, say.
        if (tag.kind == XmlTagKind::kStart && depth++ == 0) first = tag.begin;
        if (tag.kind != XmlTagKind::kEnd || depth == 0) continue;
        if (--depth == 0) ranges.push_back({first, tag.end - first});
    }
    return ranges;
}

std::vector<FileRange> without_appearances(std::string_view text, const FileRange& stretch,
                                           const std::vector<FileRange>& appearances) {
    const std::uint64_t end = stretch.offset + stretch.bytes;
    std::vector<FileRange> parts;
    std::uint64_t begin = stretch.offset;
    for (auto range = std::ranges::lower_bound(appearances, begin, {}, &FileRange::offset);
         range != appearances.end() && range->offset + range->bytes <= end; ++range) {
        const std::string_view before = text.substr(begin, range->offset - begin);
        const bool is_blank = before.find_first_not_of(kBlanks) == std::string_view::npos;
        if (!is_blank && !ends_in_member(before)) continue;
        if (!is_blank) parts.push_back({begin, before.size()});
        begin = range->offset + range->bytes;
    }
    if (begin < end) parts.push_back({begin, end - begin});
    return parts;
}

}  // namespace belvedere::content::citygml
