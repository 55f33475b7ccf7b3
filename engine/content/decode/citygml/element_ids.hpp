// SPDX-License-Identifier: Apache-2.0
// Where the geometry with a given id stands in a text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/content/decode/citygml/stretches.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"

namespace belvedere::content::citygml {

// All geometry objects with a gml:id, found by it: for references from one member to another, which
// few files have, so that it is made when the first is met. 16 bytes an id. Immutable once made.
class ElementIds {
  public:
    // Passes over the whole text once: about a second a gigabyte.
    [[nodiscard]] static ElementIds of(std::string_view text, const Passed& passed = {});

    // The whole element, or nothing; the first of several with the same id. `text` as in of().
    [[nodiscard]] std::string_view find(std::string_view text, std::string_view id) const;
    // Some ids were left out over limits::kElementIds.
    [[nodiscard]] bool is_partial() const { return is_partial_; }

  private:
    struct Entry {
        std::uint64_t id_hash = 0;
        std::uint64_t offset = 0;
    };
    std::vector<Entry> entries_;
    bool is_partial_ = false;
};

// The value of a tag's gml:id (any prefix), raw; empty without.
[[nodiscard]] std::string_view id_of(const XmlTag& tag);

}  // namespace belvedere::content::citygml
