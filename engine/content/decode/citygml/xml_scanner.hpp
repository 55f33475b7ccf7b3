// SPDX-License-Identifier: Apache-2.0
// Finds the tags of an XML text, one after the other, without building anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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

}  // namespace belvedere::content::citygml
