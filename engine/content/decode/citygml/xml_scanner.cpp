// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/xml_scanner.hpp"

#include <algorithm>
#include <cstring>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool ends_name(char c) {
    return is_blank(c) || c == '>' || c == '/' || c == '=' || c == '<' || c == '"' || c == '\'';
}

// Where the tag that starts at `begin` ends: its '>', or npos. Quoted values may hold '>'.
std::size_t tag_close(std::string_view text, std::size_t begin) {
    char quote = 0;
    const std::size_t end = std::min(text.size(), begin + limits::kTagBytes);
    for (std::size_t i = begin; i < end; ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '>') {
            return i;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '<') {
            return std::string_view::npos;
        }
    }
    return std::string_view::npos;
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
    return {XmlTagKind::kBroken, at, at, {}, {}};
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

XmlTag XmlScanner::tag_at(std::size_t begin) {
    const bool is_end = begin + 1 < text_.size() && text_[begin + 1] == '/';
    const std::size_t name_begin = begin + (is_end ? 2 : 1);
    const std::size_t close = tag_close(text_, name_begin);
    if (close == std::string_view::npos) {
        return broken(begin, "a tag without an end begins");
    }
    XmlTag tag;
    tag.begin = begin;
    tag.end = close + 1;
    std::size_t name_end = name_begin;
    while (name_end < close && !ends_name(text_[name_end]))
        ++name_end;
    if (name_end == name_begin) return broken(begin, "a tag without a name begins");
    tag.name = text_.substr(name_begin, name_end - name_begin);
    const bool is_empty = !is_end && text_[close - 1] == '/' && close > name_end;
    tag.contents = text_.substr(name_end, close - name_end - (is_empty ? 1 : 0));
    tag.kind = is_end ? XmlTagKind::kEnd : is_empty ? XmlTagKind::kEmpty : XmlTagKind::kStart;
    position_ = tag.end;
    return tag;
}

XmlTag XmlScanner::next() {
    if (!problem_.empty()) return {XmlTagKind::kBroken, position_, position_, {}, {}};
    while (position_ < text_.size()) {
        const void* found = std::memchr(text_.data() + position_, '<', text_.size() - position_);
        if (found == nullptr) break;
        const auto begin = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
        const char after = begin + 1 < text_.size() ? text_[begin + 1] : '\0';
        if (after != '!' && after != '?') return tag_at(begin);
        if (!step_over_markup(begin)) return {XmlTagKind::kBroken, begin, begin, {}, {}};
    }
    position_ = text_.size();
    return {XmlTagKind::kFinish, position_, position_, {}, {}};
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
