// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/xml_scanner.hpp"

#include <algorithm>
#include <cstring>

#include "engine/content/decode/citygml/limits.hpp"

namespace belvedere::content::citygml {

namespace {

using tag_text::ends_name;
using tag_text::is_blank;

}  // namespace

const char* tag_text::tag_close(const char* at, const char* end) {
    const auto marks_tag = [](char c) { return c == '>' || c == '<' || c == '"' || c == '\''; };
    while (true) {
        while (at < end && !marks_tag(*at))
            ++at;
        if (at == end || *at == '<') return nullptr;
        if (*at == '>') return at;
        // Values are short: most end before a call would begin to search.
        constexpr int kNear = 24;
        const char quote = *at++;
        int near = 0;
        while (near < kNear && at < end && *at != quote) {
            ++at;
            ++near;
        }
        if (near == kNear) {
            at = static_cast<const char*>(
                std::memchr(at, quote, static_cast<std::size_t>(end - at)));
        }
        if (at == nullptr || at == end) return nullptr;
        ++at;
    }
}

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
