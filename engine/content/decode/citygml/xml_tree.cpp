// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/xml_tree.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/expression/utf8.hpp"

namespace belvedere::content::citygml {

namespace {

// The code point of "&#233;" or "&#xE9;" without '&' and ';', or nothing.
bool append_number_entity(std::string_view entity, std::string& out) {
    entity.remove_prefix(1);
    int base = 10;
    if (entity.starts_with('x')) {
        entity.remove_prefix(1);
        base = 16;
    }
    std::uint32_t code = 0;
    const char* const end = entity.data() + entity.size();
    const auto parsed = std::from_chars(entity.data(), end, code, base);
    if (parsed.ec != std::errc{} || parsed.ptr != end || code == 0) return false;
    expression::append_utf8(code, out);
    return true;
}

bool append_entity(std::string_view entity, std::string& out) {
    constexpr std::array<std::pair<std::string_view, char>, 5> kNamed = {
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}, {"quot", '"'}}};
    if (entity.starts_with('#')) return append_number_entity(entity, out);
    for (const auto& [name, character] : kNamed) {
        if (entity == name) {
            out.push_back(character);
            return true;
        }
    }
    return false;
}

// The characters of mixed text: comments and instructions left out, CDATA as it stands.
void append_characters(std::string_view raw, std::string& out) {
    constexpr std::string_view kCdata = "<![CDATA[";
    while (!raw.empty()) {
        const std::size_t markup = std::min(raw.find('<'), raw.size());
        append_decoded(raw.substr(0, markup), out);
        raw.remove_prefix(markup);
        if (raw.empty()) return;
        const bool is_cdata = raw.starts_with(kCdata);
        const std::string_view closing = is_cdata ? "]]>" : raw.starts_with("<!--") ? "-->" : ">";
        const std::size_t end = raw.find(closing, is_cdata ? kCdata.size() : 1);
        if (end == std::string_view::npos) return;
        if (is_cdata) out.append(raw.substr(kCdata.size(), end - kCdata.size()));
        raw.remove_prefix(end + closing.size());
    }
}

}  // namespace

void append_decoded(std::string_view raw, std::string& out) {
    while (true) {
        const std::size_t ampersand = raw.find('&');
        out.append(raw.substr(0, ampersand));
        if (ampersand == std::string_view::npos) return;
        raw.remove_prefix(ampersand);
        constexpr std::size_t kEntityBytesMax = 12;
        const std::size_t end = raw.substr(0, kEntityBytesMax).find(';');
        if (end != std::string_view::npos && end > 1 &&
            append_entity(raw.substr(1, end - 1), out)) {
            raw.remove_prefix(end + 1);
        } else {
            out.push_back('&');
            raw.remove_prefix(1);
        }
    }
}

std::string_view XmlElement::attribute(std::string_view local) const {
    AttributeCursor cursor(contents());
    while (cursor.next()) {
        if (local_name(cursor.name()) == local && !cursor.name().starts_with("xmlns")) {
            return cursor.value();
        }
    }
    return {};
}

std::string_view XmlElement::text(std::string& memory) const {
    const std::string_view raw = trimmed(inner());
    const bool is_plain =
        raw.find('<') == std::string_view::npos && raw.find('&') == std::string_view::npos;
    if (is_plain) return raw;
    memory.clear();
    append_characters(raw, memory);
    return trimmed(memory);
}

std::string_view XmlElement::whole() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    const bool is_empty_tag = tree_->text_[node.inner_begin - 2] == '/';
    const std::size_t close =
        is_empty_tag ? node.inner_begin - 1 : tree_->text_.find('>', node.inner_end);
    const std::size_t end = close == std::string_view::npos ? tree_->text_.size() : close + 1;
    return tree_->text_.substr(node.begin, end - node.begin);
}

std::uint32_t XmlTree::add(const XmlTag& tag, std::uint32_t parent, std::uint32_t& last) {
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    if (!tag.contents.empty() && tag.contents.find("xmlns") != std::string_view::npos) {
        may_declare_ = true;
    }
    Node node;
    node.begin = tag.begin;
    node.inner_begin = tag.end;
    node.inner_end = tag.end;
    node.parent = parent;
    node.name_length = static_cast<std::uint16_t>(tag.name.size());
    node.prefix_length = static_cast<std::uint16_t>(tag.prefix);
    nodes_.push_back(node);
    if (last != kNone) {
        nodes_[last].next_sibling = index;
    } else if (parent != kNone) {
        nodes_[parent].first_child = index;
    }
    last = index;
    return index;
}

Result<void> XmlTree::parse(std::string_view text) {
    text_ = text;
    may_declare_ = false;
    nodes_.clear();
    open_.clear();
    last_child_.assign(1, kNone);
    XmlScanner scanner(text);
    const auto broken = [&](const std::string& why) {
        nodes_.clear();
        return fail(ErrorKind::kBadData, why);
    };
    const auto close = [&](std::size_t begin) {
        nodes_[open_.back()].inner_end = begin;
        open_.pop_back();
        last_child_.pop_back();
    };
    while (true) {
        const std::uint32_t parent = open_.empty() ? kNone : open_.back();
        std::size_t end_begin = 0;
        if (parent != kNone && scanner.take_end_of(XmlElement(this, parent).name(), end_begin)) {
            close(end_begin);
            continue;
        }
        const XmlTag tag = scanner.next();
        switch (tag.kind) {
            case XmlTagKind::kStart:
            case XmlTagKind::kEmpty: {
                if (tag.name.size() > std::numeric_limits<std::uint16_t>::max() ||
                    nodes_.size() >= kNone) {
                    return broken("a name or a tree of elements too large to keep");
                }
                const std::uint32_t index = add(tag, parent, last_child_.back());
                if (tag.kind == XmlTagKind::kEmpty) break;
                if (open_.size() >= limits::kElementDepth) {
                    nodes_.clear();
                    return fail(ErrorKind::kLimit, "elements are nested over 256 deep");
                }
                open_.push_back(index);
                last_child_.push_back(kNone);
                break;
            }
            case XmlTagKind::kEnd:
                if (parent == kNone || !is_same_name(XmlElement(this, parent).name(), tag.name)) {
                    return broken("</" + std::string(tag.name.substr(0, 100)) +
                                  "> closes what is not open");
                }
                close(tag.begin);
                break;
            case XmlTagKind::kFinish:
                if (!open_.empty()) return broken("the text ends inside an element");
                return {};
            case XmlTagKind::kBroken:
                return broken(scanner.problem());
        }
    }
}

}  // namespace belvedere::content::citygml
