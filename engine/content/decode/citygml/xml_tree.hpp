// SPDX-License-Identifier: Apache-2.0
// The elements of a piece of XML as a tree over the text itself.
//
// Nothing of the text is copied or changed: a mapped file stays as it is, names and values are
// views, entities are decoded when a value is asked for. A node is 48 bytes, and the memory of one
// tree serves the next. (pugixml parses in place, which asks for a writable copy of every piece,
// and keeps 100 bytes and more an element with its attributes.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/xml_scanner.hpp"
#include "engine/core/result.hpp"

namespace belvedere::content::citygml {

class XmlTree;

// One element of a tree, or none. A pointer and an index; valid until the tree parses again.
class XmlElement {
  public:
    XmlElement() = default;
    XmlElement(const XmlTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

    [[nodiscard]] explicit operator bool() const { return tree_ != nullptr; }
    friend bool operator==(const XmlElement&, const XmlElement&) = default;

    [[nodiscard]] std::string_view name() const;      // As written.
    [[nodiscard]] std::string_view local() const;     // After the prefix.
    [[nodiscard]] std::string_view prefix() const;    // Empty without.
    [[nodiscard]] std::string_view contents() const;  // Of the start tag: its attributes.
    [[nodiscard]] bool has_attributes() const { return !contents().empty(); }
    // The raw value of the attribute of this local name ("id", "href"), whatever its prefix; empty
    // when there is none.
    [[nodiscard]] std::string_view attribute(std::string_view local) const;

    [[nodiscard]] const XmlTree& tree() const { return *tree_; }
    [[nodiscard]] XmlElement parent() const;
    [[nodiscard]] XmlElement first_child() const;
    [[nodiscard]] XmlElement next_sibling() const;
    [[nodiscard]] bool has_children() const;
    // Everything between the tags, as written.
    [[nodiscard]] std::string_view inner() const;
    // The text of an element without child elements: comments left out, CDATA and entities
    // resolved, white space around it cut off. A view of the source, or of `memory`.
    [[nodiscard]] std::string_view text(std::string& memory) const;
    // From '<' of the start tag to '>' of the end tag.
    [[nodiscard]] std::string_view whole() const;

  private:
    const XmlTree* tree_ = nullptr;
    std::uint32_t index_ = 0;
};

// Parses pieces one after the other; one thread at a time.
class XmlTree {
  public:
    // `text` is complete elements, one after the other, and must outlive the use of the tree.
    // kBadData where tags do not match; kLimit over limits::kElementDepth.
    [[nodiscard]] Result<void> parse(std::string_view text);
    // Whether "xmlns" stands anywhere in the text: most members declare nothing themselves.
    [[nodiscard]] bool may_declare() const { return may_declare_; }
    [[nodiscard]] XmlElement first() const {
        return nodes_.empty() ? XmlElement() : XmlElement(this, 0);
    }

  private:
    friend class XmlElement;
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    struct Node {
        std::uint64_t begin = 0;        // Of the start tag.
        std::uint64_t inner_begin = 0;  // After it.
        std::uint64_t inner_end = 0;    // Of the end tag; inner_begin for an empty element.
        std::uint32_t parent = kNone;
        std::uint32_t first_child = kNone;
        std::uint32_t next_sibling = kNone;
        std::uint16_t name_length = 0;
        std::uint16_t prefix_length = 0;  // With its colon.
    };
    [[nodiscard]] std::uint32_t add(const XmlTag& tag, std::uint32_t parent, std::uint32_t& last);

    std::string_view text_;
    bool may_declare_ = false;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> open_;        // The way from the outermost element to this one.
    std::vector<std::uint32_t> last_child_;  // At each depth.
};

// Appends `raw` with its entities (&amp; &lt; &gt; &apos; &quot; and numbers) decoded; unknown ones
// stay as written.
void append_decoded(std::string_view raw, std::string& out);

inline std::string_view XmlElement::name() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    return tree_->text_.substr(node.begin + 1, node.name_length);
}
inline std::string_view XmlElement::local() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    return tree_->text_.substr(node.begin + 1 + node.prefix_length,
                               std::size_t{node.name_length} - node.prefix_length);
}
inline std::string_view XmlElement::prefix() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    return tree_->text_.substr(node.begin + 1,
                               node.prefix_length == 0 ? 0 : node.prefix_length - std::size_t{1});
}
inline std::string_view XmlElement::contents() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    const std::uint64_t from = node.begin + 1 + node.name_length;
    return tree_->text_.substr(from, node.inner_begin - 1 - from);
}
inline XmlElement XmlElement::parent() const {
    const std::uint32_t parent = tree_->nodes_[index_].parent;
    return parent == XmlTree::kNone ? XmlElement() : XmlElement(tree_, parent);
}
inline XmlElement XmlElement::first_child() const {
    const std::uint32_t child = tree_->nodes_[index_].first_child;
    return child == XmlTree::kNone ? XmlElement() : XmlElement(tree_, child);
}
inline XmlElement XmlElement::next_sibling() const {
    const std::uint32_t next = tree_->nodes_[index_].next_sibling;
    return next == XmlTree::kNone ? XmlElement() : XmlElement(tree_, next);
}
inline bool XmlElement::has_children() const {
    return tree_->nodes_[index_].first_child != XmlTree::kNone;
}
inline std::string_view XmlElement::inner() const {
    const XmlTree::Node& node = tree_->nodes_[index_];
    return tree_->text_.substr(node.inner_begin, node.inner_end - node.inner_begin);
}

}  // namespace belvedere::content::citygml
