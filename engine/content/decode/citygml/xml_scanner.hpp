// SPDX-License-Identifier: Apache-2.0
// Finds the tags of an XML text, one after the other, without building anything.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

enum class XmlTagKind : std::uint8_t {
    kStart,   // <a>
    kEmpty,   // <a/>
    kEnd,     // </a>
    kFinish,  // The text has no further tag.
    kBroken,  // XmlScanner::problem() says why; the scanner stays there.
};

// Views into the scanned text.
struct XmlTag {
    XmlTagKind kind = XmlTagKind::kFinish;
    std::size_t begin = 0;      // Of '<'.
    std::size_t end = 0;        // After '>'.
    std::string_view name;      // As written: "bldg:Building".
    std::size_t prefix = 0;     // Length of the prefix with its colon; of start tags only.
    std::string_view contents;  // Between the name and '>' (or "/>"): the attributes.
};

// The part of a name after its prefix, and the prefix (empty without one).
[[nodiscard]] std::string_view local_name(std::string_view name);
[[nodiscard]] inline std::string_view local_name(const XmlTag& tag) {
    return tag.name.substr(tag.prefix);
}
[[nodiscard]] std::string_view prefix_of(std::string_view name);

// Names are short: two or three words instead of a call.
[[nodiscard]] inline bool is_same_name(std::string_view a, std::string_view b) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    if (a.size() != b.size()) return false;
    if (a.size() < kWord || a.size() > 3 * kWord) return a == b;
    const auto word = [](std::string_view text, std::size_t at) {
        std::uint64_t value = 0;
        std::memcpy(&value, text.data() + at, kWord);
        return value;
    };
    const std::size_t last = a.size() - kWord;
    const std::size_t middle = last / 2;
    return word(a, 0) == word(b, 0) && word(a, last) == word(b, last) &&
           word(a, middle) == word(b, middle);
}

// The value of attribute `name` (as written, "gml:id") among a tag's contents, with its entities as
// written; empty when there is none.
[[nodiscard]] std::string_view attribute_text(std::string_view contents, std::string_view name);

// Walks over the attributes of a tag's contents: name as written and raw value. Stops at what is no
// attribute.
class AttributeCursor {
  public:
    explicit AttributeCursor(std::string_view contents) : rest_(contents) {}
    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] std::string_view value() const { return value_; }

  private:
    std::string_view rest_;
    std::string_view name_;
    std::string_view value_;
};

// The characters of tags: these loops see most of a file.
namespace tag_text {

inline bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
// Blanks, and control characters with them, which XML has none of.
inline bool ends_name(char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '>' || c == '/' || c == '=' || c == '<' ||
           c == '"' || c == '\'';
}

// Where a name that begins at `at` ends, and its first colon (null without one).
struct NameEnd {
    const char* end = nullptr;
    const char* colon = nullptr;
};
[[nodiscard]] inline NameEnd name_end(const char* at, const char* end) {
    NameEnd found;
#ifdef __SSE2__
    // Sixteen characters at a time: a loop over them is mispredicted at the end of each name.
    while (end - at >= 16) {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto is = [&](char c) { return _mm_cmpeq_epi8(text, _mm_set1_epi8(c)); };
        const auto is_up_to = [](__m128i value, char most) {
            return _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(most)), value);
        };
        // '<', '=' and '>' follow one another.
        const __m128i from_less = _mm_sub_epi8(text, _mm_set1_epi8('<'));
        const __m128i ends = _mm_or_si128(_mm_or_si128(is_up_to(text, ' '), is_up_to(from_less, 2)),
                                          _mm_or_si128(is('/'), _mm_or_si128(is('"'), is('\''))));
        const auto end_mask = static_cast<std::uint32_t>(_mm_movemask_epi8(ends));
        const auto colon_mask = static_cast<std::uint32_t>(_mm_movemask_epi8(is(':')));
        // Colons before the end only.
        const std::uint32_t colons = colon_mask & ((end_mask & (0U - end_mask)) - 1U);
        if (found.colon == nullptr && colons != 0) found.colon = at + std::countr_zero(colons);
        if (end_mask != 0) {
            found.end = at + std::countr_zero(end_mask);
            return found;
        }
        at += 16;
    }
#endif
    for (; at < end && !ends_name(*at); ++at) {
        if (*at == ':' && found.colon == nullptr) found.colon = at;
    }
    found.end = at;
    return found;
}

// The '>' that closes the tag whose attributes begin at `at`, or null. Quoted values may hold '>'.
[[nodiscard]] const char* tag_close(const char* at, const char* end);

}  // namespace tag_text

// Pulls tags out of UTF-8 text (XML 1.0, fifth edition). Comments, CDATA sections and processing
// instructions are stepped over, so that tags inside them are none. A document type declaration is
// refused: it is where entities that grow without end and files of this machine come from, and no
// CityGML needs one. Whether end tags match their start tags is the reader's to check. Pure; reads
// nothing outside the text, and needs no memory.
class XmlScanner {
  public:
    explicit XmlScanner(std::string_view text, std::size_t offset = 0)
        : text_(text), position_(offset) {}

    [[nodiscard]] XmlTag next();

    // Whether the next tag is "</name>", which is then taken; `begin` receives where it stands. The
    // usual end of an element, without a look at each of its letters.
    [[nodiscard]] bool take_end_of(std::string_view name, std::size_t& begin);

    // Steps over everything up to the end tag that closes the start tag `open`, which next() has
    // just returned. The end tag, or kFinish/kBroken. `depth` receives the deepest nesting met
    // below `open` (0: no element inside).
    [[nodiscard]] XmlTag skip_element(std::size_t& depth);

    [[nodiscard]] std::size_t position() const { return position_; }
    // A sentence with the place, when next() gave kBroken.
    [[nodiscard]] const std::string& problem() const { return problem_; }

  private:
    [[nodiscard]] XmlTag start_tag_at(std::size_t begin);
    [[nodiscard]] XmlTag end_tag_at(std::size_t begin);
    [[nodiscard]] bool step_to_mark();
    [[nodiscard]] bool step_over_markup(std::size_t begin);
    XmlTag broken(std::size_t at, const char* what);

    std::string_view text_;
    std::size_t position_ = 0;
    std::string problem_;
};

// In place of calls: a tag is a few nanoseconds, of which each would be one.
// An end tag is a name and a bracket; whether it is the right name is the tree's to check.
inline XmlTag XmlScanner::end_tag_at(std::size_t begin) {
    const std::size_t end = std::min(text_.size(), begin + limits::kTagBytes);
    const char* const name_begin = text_.data() + begin + 2;
    auto close = static_cast<std::size_t>(tag_text::name_end(name_begin, text_.data() + end).end -
                                          text_.data());
    while (close < end && text_[close] != '>')
        ++close;
    if (close >= end) return broken(begin, "a tag without an end begins");
    std::string_view name = text_.substr(begin + 2, close - begin - 2);
    while (!name.empty() && tag_text::is_blank(name.back()))
        name.remove_suffix(1);
    if (name.empty()) return broken(begin, "a tag without a name begins");
    position_ = close + 1;
    return {XmlTagKind::kEnd, begin, close + 1, name, 0, {}};
}

inline XmlTag XmlScanner::start_tag_at(std::size_t begin) {
    const char* const data = text_.data();
    const char* const end = data + std::min(text_.size(), begin + limits::kTagBytes);
    const char* const name = data + begin + 1;
    const auto [name_end, colon] = tag_text::name_end(name, end);
    // Most tags have no attributes.
    const char* const close =
        name_end < end && *name_end == '>' ? name_end : tag_text::tag_close(name_end, end);
    if (close == nullptr) return broken(begin, "a tag without an end begins");
    if (name_end == name) return broken(begin, "a tag without a name begins");
    const bool is_empty = close > name_end && close[-1] == '/';
    XmlTag tag;
    tag.kind = is_empty ? XmlTagKind::kEmpty : XmlTagKind::kStart;
    tag.begin = begin;
    tag.end = static_cast<std::size_t>(close - data) + 1;
    tag.name = {name, static_cast<std::size_t>(name_end - name)};
    tag.prefix = colon == nullptr ? 0 : static_cast<std::size_t>(colon - name) + 1;
    tag.contents = {name_end, static_cast<std::size_t>(close - name_end) - (is_empty ? 1U : 0U)};
    position_ = tag.end;
    return tag;
}

// To the next '<', which is often here or behind a line break; false where there is none.
inline bool XmlScanner::step_to_mark() {
    constexpr std::size_t kNear = 4;
    for (std::size_t i = 0; i < kNear && position_ < text_.size(); ++i, ++position_) {
        if (text_[position_] == '<') return true;
    }
    position_ = std::min(text_.find('<', position_), text_.size());
    return position_ < text_.size();
}

inline bool XmlScanner::take_end_of(std::string_view name, std::size_t& begin) {
    if (!step_to_mark() || text_.size() - position_ < name.size() + 3) return false;
    const char* const at = text_.data() + position_;
    if (at[1] != '/' || at[2 + name.size()] != '>') return false;
    if (!is_same_name(name, {at + 2, name.size()})) return false;
    begin = position_;
    position_ += name.size() + 3;
    return true;
}

inline XmlTag XmlScanner::next() {
    if (!problem_.empty()) return {XmlTagKind::kBroken, position_, position_, {}, 0, {}};
    while (position_ < text_.size()) {
        if (!step_to_mark()) break;
        const std::size_t begin = position_;
        const char after = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
        if (after == '/') return end_tag_at(begin);
        if (after != '!' && after != '?') return start_tag_at(begin);
        if (!step_over_markup(begin)) return {XmlTagKind::kBroken, begin, begin, {}, 0, {}};
    }
    position_ = text_.size();
    return {XmlTagKind::kFinish, position_, position_, {}, 0, {}};
}

}  // namespace belvedere::content::citygml
