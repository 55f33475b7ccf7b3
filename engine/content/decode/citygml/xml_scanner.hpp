// SPDX-License-Identifier: Apache-2.0
// Finds the tags of an XML text, one after the other, without building anything.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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

// What a character is in a tag, looked up: these loops see most of a file.
namespace tag_text {

enum CharacterClass : std::uint8_t { kEndsName = 1, kMarksTag = 2 };

inline constexpr std::array<std::uint8_t, 256> kClasses = [] {
    std::array<std::uint8_t, 256> classes{};
    for (const char c : std::string_view(" \n\t\r>/=<\"'"))
        classes[static_cast<unsigned char>(c)] = kEndsName;
    for (const char c : std::string_view("><\"'"))
        classes[static_cast<unsigned char>(c)] |= kMarksTag;
    return classes;
}();

inline bool is_of(char c, CharacterClass asked) {
    return (kClasses[static_cast<unsigned char>(c)] & asked) != 0;
}
inline bool ends_name(char c) {
    return is_of(c, kEndsName);
}
inline bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
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
    [[nodiscard]] bool step_over_markup(std::size_t begin);
    XmlTag broken(std::size_t at, const char* what);

    std::string_view text_;
    std::size_t position_ = 0;
    std::string problem_;
};

// In place of calls: a tag is a few nanoseconds, of which each would be one.
// An end tag is a name and a bracket; whether it is the right name is the tree's to check.
inline XmlTag XmlScanner::end_tag_at(std::size_t begin) {
    // Names are short: no call is made for them.
    const std::size_t end = std::min(text_.size(), begin + limits::kTagBytes);
    std::size_t close = begin + 2;
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
    const char* at = name;
    std::size_t prefix = 0;
    while (at < end && !tag_text::ends_name(*at)) {
        if (*at++ == ':' && prefix == 0) prefix = static_cast<std::size_t>(at - name);
    }
    const char* const name_end = at;
    // Most tags have no attributes.
    const char* const close = at < end && *at == '>' ? at : tag_text::tag_close(at, end);
    if (close == nullptr) return broken(begin, "a tag without an end begins");
    if (name_end == name) return broken(begin, "a tag without a name begins");
    const bool is_empty = close > name_end && close[-1] == '/';
    XmlTag tag;
    tag.kind = is_empty ? XmlTagKind::kEmpty : XmlTagKind::kStart;
    tag.begin = begin;
    tag.end = static_cast<std::size_t>(close - data) + 1;
    tag.name = {name, static_cast<std::size_t>(name_end - name)};
    tag.prefix = prefix;
    tag.contents = {name_end, static_cast<std::size_t>(close - name_end) - (is_empty ? 1U : 0U)};
    position_ = tag.end;
    return tag;
}

inline XmlTag XmlScanner::next() {
    if (!problem_.empty()) return {XmlTagKind::kBroken, position_, position_, {}, 0, {}};
    while (position_ < text_.size()) {
        std::size_t begin = position_;
        if (text_[begin] != '<') {
            begin = text_.find('<', begin);
            if (begin == std::string_view::npos) break;
        }
        const char after = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
        if (after == '/') return end_tag_at(begin);
        if (after != '!' && after != '?') return start_tag_at(begin);
        if (!step_over_markup(begin)) return {XmlTagKind::kBroken, begin, begin, {}, 0, {}};
    }
    position_ = text_.size();
    return {XmlTagKind::kFinish, position_, position_, {}, 0, {}};
}

}  // namespace belvedere::content::citygml
