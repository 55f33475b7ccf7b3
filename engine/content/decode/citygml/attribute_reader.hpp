// SPDX-License-Identifier: Apache-2.0
// Properties of features that are no geometry and no features: attributes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citygml {

// Appends attributes to a batch. One thread; serves one batch.
//
// A value keeps the type that its schema gives it where that is known (generic attributes, heights,
// storeys), a unit where there is one, and is text otherwise. What is nested is named by its path,
// with the names of types left out: "buildingIDAttribute.buildingID". What comes several times is
// one attribute of JSON: an array of texts or objects. A code is given by its meaning where the
// list is there, with the code itself beside it: "class" and "class_code".
class AttributeReader {
  public:
    AttributeReader(citymodel::CityBatch& batch, const NamespaceTable& namespaces,
                    const Codelists* codelists)
        : batch_(batch), namespaces_(namespaces), codelists_(codelists) {}

    // The attribute or attributes of a property, and of the siblings of the same name right after
    // it, which are one list with it; the last element used up.
    XmlElement add(XmlElement property, Module module);
    void add_text(std::string_view name, std::string_view text);
    void add_integer(std::string_view name, std::int64_t value);

    std::string_view object_id;  // For warnings.

  private:
    void add_value(std::string_view path, XmlElement leaf, Module module);
    void add_parts(const std::string& path, XmlElement parent, int depth);
    void add_generic(const std::string& path, XmlElement attribute, int depth);
    void add_address(const std::string& path, XmlElement address);
    void add_list(XmlElement first, XmlElement last);
    void append_json(XmlElement element, int depth);
    void append_json_text(std::string_view text);
    void add_coded(std::string_view path, std::string_view code_space, std::string_view code);
    void add_number(std::string_view path, double value, std::string_view unit);
    [[nodiscard]] Module module_of(XmlElement element) const;

    citymodel::CityBatch& batch_;
    const NamespaceTable& namespaces_;
    const Codelists* codelists_;
    std::string memory_;
    std::string json_;
};

// The text with what is no UTF-8 replaced; a view of it, or of `memory`.
[[nodiscard]] std::string_view sound_utf8(std::string_view text, std::string& memory);

// The module of an element's name: by the root's declarations, or those on the way to it.
[[nodiscard]] Module module_of(XmlElement element, const NamespaceTable& namespaces);

}  // namespace belvedere::content::citygml
