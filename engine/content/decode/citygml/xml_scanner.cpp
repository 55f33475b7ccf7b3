// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/xml_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// What a character is in a tag, looked up: these loops see most of a file.
enum CharacterClass : std::uint8_t { kEndsName = 1, kMarksTag = 2 };

constexpr std::array<std::uint8_t, 256> kClasses = [] {
    std::array<std::uint8_t, 256> classes{};
    for (const char c : std::string_view(" \n\t\r>/=<\"'"))
        classes[static_cast<unsigned char>(c)] = kEndsName;
    for (const char c : std::string_view("><\"'"))
        classes[static_cast<unsigned char>(c)] |= kMarksTag;
    return classes;
}();

bool is_of(char c, CharacterClass asked) {
    return (kClasses[static_cast<unsigned char>(c)] & asked) != 0;
}

bool ends_name(char c) {
    return is_of(c, kEndsName);
}

// The '>' that closes the tag whose attributes begin at `at`, or null. Quoted values may hold '>'.
const char* tag_close(const char* at, const char* end) {
    while (true) {
        while (at < end && !is_of(*at, kMarksTag))
            ++at;
        if (at == end || *at == '<') return nullptr;
        if (*at == '>') return at;
        const auto left = static_cast<std::size_t>(end - at - 1);
        at = static_cast<const char*>(std::memchr(at + 1, *at, left));
        if (at == nullptr) return nullptr;
        ++at;
    }
}

}  // namespace

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

std::string_view attribute_text(std::string_view contents, std::string_view name) {
    AttributeCursor cursor(contents);
    while (cursor.next()) {
        if (cursor.name() == name) return cursor.value();
    }
    return {};
}

bool AttributeCursor::next() {
    std::size_t at = 0;
    while (at < rest_.size() && is_blank(rest_[at]))
        ++at;
    const std::size_t name_begin = at;
    while (at < rest_.size() && !ends_name(rest_[at]))
        ++at;
    name_ = rest_.substr(name_begin, at - name_begin);
    while (at < rest_.size() && is_blank(rest_[at]))
        ++at;
    if (name_.empty() || at >= rest_.size() || rest_[at] != '=') return false;
    ++at;
    while (at < rest_.size() && is_blank(rest_[at]))
        ++at;
    if (at >= rest_.size() || (rest_[at] != '"' && rest_[at] != '\'')) return false;
    const std::size_t close = rest_.find(rest_[at], at + 1);
    if (close == std::string_view::npos) return false;
    value_ = rest_.substr(at + 1, close - at - 1);
    rest_.remove_prefix(close + 1);
    return true;
}

XmlTag XmlScanner::broken(std::size_t at, const char* what) {
    problem_ = std::string(what) + " at byte " + std::to_string(at);
    position_ = text_.size();
    return {XmlTagKind::kBroken, at, at, {}, 0, {}};
}

// Steps over "<!...>" and "<?...?>" at `begin`. False when there is no end of it or it is not
// allowed; problem_ is then set.
bool XmlScanner::step_over_markup(std::size_t begin) {
    const std::string_view rest = text_.substr(begin);
    std::string_view closing;
    if (rest.starts_with("<!--")) {
        closing = "-->";
    } else if (rest.starts_with("<![CDATA[")) {
        closing = "]]>";
    } else if (rest.starts_with("<?")) {
        closing = "?>";
    } else {
        const bool is_doctype = rest.starts_with("<!DOCTYPE");
        (void)broken(begin, is_doctype
                                ? "a document type declaration (DOCTYPE) is refused: it could "
                                  "define entities without end or name files of this machine; it "
                                  "stands"
                                : "unknown markup");
        return false;
    }
    // "<!-->" is no comment: what closes one starts after what opens it.
    const std::size_t opening = closing == "]]>" ? 9 : closing == "-->" ? 4 : 2;
    const std::size_t end = text_.find(closing, begin + opening);
    if (end == std::string_view::npos) {
        (void)broken(begin, "a comment, CDATA section or instruction without an end begins");
        return false;
    }
    position_ = end + closing.size();
    return true;
}

// An end tag is a name and a bracket; whether it is the right name is the tree's to check.
XmlTag XmlScanner::end_tag_at(std::size_t begin) {
    const std::size_t close = text_.substr(0, begin + limits::kTagBytes).find('>', begin);
    if (close == std::string_view::npos) return broken(begin, "a tag without an end begins");
    std::string_view name = text_.substr(begin + 2, close - begin - 2);
    while (!name.empty() && is_blank(name.back()))
        name.remove_suffix(1);
    if (name.empty()) return broken(begin, "a tag without a name begins");
    position_ = close + 1;
    return {XmlTagKind::kEnd, begin, close + 1, name, 0, {}};
}

XmlTag XmlScanner::start_tag_at(std::size_t begin) {
    const char* const data = text_.data();
    const char* const end = data + std::min(text_.size(), begin + limits::kTagBytes);
    const char* const name = data + begin + 1;
    const char* at = name;
    std::size_t prefix = 0;
    while (at < end && !ends_name(*at)) {
        if (*at++ == ':' && prefix == 0) prefix = static_cast<std::size_t>(at - name);
    }
    const char* const name_end = at;
    // Most tags have no attributes.
    const char* const close = at < end && *at == '>' ? at : tag_close(at, end);
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

XmlTag XmlScanner::next() {
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

XmlTag XmlScanner::skip_element(std::size_t& depth) {
    // The hot loop of the whole cut: a tag's attributes are looked at for quotes only.
    std::size_t open = 1;
    depth = 0;
    while (true) {
        const XmlTag tag = next();
        switch (tag.kind) {
            case XmlTagKind::kStart:
                depth = std::max(depth, open);
                ++open;
                break;
            case XmlTagKind::kEmpty:
                depth = std::max(depth, open);
                break;
            case XmlTagKind::kEnd:
                if (--open == 0) return tag;
                break;
            case XmlTagKind::kFinish:
            case XmlTagKind::kBroken:
                return tag;
        }
    }
}

}  // namespace belvedere::content::citygml
