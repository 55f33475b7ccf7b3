// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/attribute_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/content/decode/citygml/gml_names.hpp"
#include "engine/content/decode/citygml/name_table.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/expression/utf8.hpp"

namespace belvedere::content::citygml {

using citymodel::Attribute;
using citymodel::AttributeType;

namespace {

constexpr int kNestingMax = 12;  // Data types inside one another.

bool is_type_name(std::string_view local) {
    return !local.empty() && local.front() >= 'A' && local.front() <= 'Z';
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    return value;
}

// Extensions come without their schema: what is written as a plain number there is one. Codes such
// as "0101" and "1e5" are not.
bool looks_like_number(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    constexpr std::size_t kDigitsMax = 15;
    if (digits.empty() || digits.size() > kDigitsMax || digits.front() == '.') return false;
    if (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') return false;
    return digits.find_first_not_of("0123456789.") == std::string_view::npos &&
           digits.back() != '.' && std::ranges::count(digits, '.') <= 1;
}

std::string_view unit_text(std::string_view uom) {
    // "urn:adv:uom:m" and "http://.../uom/m" to "m"; "#m" likewise.
    const std::size_t cut = uom.find_last_of(":#/");
    return cut == std::string_view::npos || cut + 1 == uom.size() ? uom : uom.substr(cut + 1);
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(at);
    const auto continues = [&](std::size_t i) { return (byte(at + i) & 0xC0U) == 0x80U; };
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return continues(1) ? 2 : 0;
    if (lead >= 0xE0 && lead < 0xF0) {
        const bool is_long = lead != 0xE0 || byte(at + 1) >= 0xA0;
        const bool is_scalar = lead != 0xED || byte(at + 1) < 0xA0;
        return continues(1) && continues(2) && is_long && is_scalar ? 3 : 0;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        const bool is_long = lead != 0xF0 || byte(at + 1) >= 0x90;
        const bool is_scalar = lead != 0xF4 || byte(at + 1) < 0x90;
        return continues(1) && continues(2) && continues(3) && is_long && is_scalar ? 4 : 0;
    }
    return 0;
}

// Which part of an address an xAL element is; empty for the rest.
std::string_view address_part(XmlElement element) {
    switch (name_hash(element.local())) {
        case name_hash("CountryName"):
            return "country";
        case name_hash("AdministrativeAreaName"):
            return "administrativeArea";
        case name_hash("LocalityName"):
            return "locality";
        case name_hash("ThoroughfareName"):
            return "street";
        case name_hash("ThoroughfareNumber"):
        case name_hash("Number"):
            return "number";
        case name_hash("PostalCodeNumber"):
        case name_hash("Identifier"):
            return "postcode";
        case name_hash("AddressLine"):
            return "line";
        case name_hash("NameElement"):
            break;
        default:
            return {};
    }
    const XmlElement parent = element.parent();
    if (!parent) return {};
    if (parent.local() == "Country") return "country";
    if (parent.local() == "AdministrativeArea") return "administrativeArea";
    if (parent.local() == "Locality") return "locality";
    if (parent.local() == "Thoroughfare") return "street";
    return {};
}

}  // namespace

std::string_view sound_utf8(std::string_view text, std::string& memory) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8_length(text, i);
        if (length == 0) {
            std::string mended;
            for (const char32_t code : expression::code_points(text))
                expression::append_utf8(static_cast<std::uint32_t>(code), mended);
            memory = std::move(mended);
            return memory;
        }
        i += length;
    }
    return text;
}

Module module_of(XmlElement element, const NamespaceTable& namespaces) {
    const std::string_view prefix = element.prefix();
    if (!element.tree().may_declare()) return namespaces.module_of(prefix);
    // Declarations inside a member are rare; those of the way up win over the root's.
    for (XmlElement at = element; at; at = at.parent()) {
        if (!at.has_attributes() || at.contents().find("xmlns") == std::string_view::npos) continue;
        AttributeCursor cursor(at.contents());
        while (cursor.next()) {
            const std::string_view name = cursor.name();
            const bool declares = prefix.empty()
                                      ? name == "xmlns"
                                      : name.starts_with("xmlns:") && name.substr(6) == prefix;
            if (declares) return known_namespace(cursor.value()).module;
        }
    }
    return namespaces.module_of(prefix);
}

Module AttributeReader::module_of(XmlElement element) const {
    return citygml::module_of(element, namespaces_);
}

void AttributeReader::add_text(std::string_view name, std::string_view text) {
    std::string mended;
    Attribute attribute;
    attribute.name = batch_.names.intern(name);
    attribute.text = citymodel::add_text(batch_, sound_utf8(text, mended));
    batch_.attributes.push_back(attribute);
}

void AttributeReader::add_integer(std::string_view name, std::int64_t value) {
    Attribute attribute;
    attribute.name = batch_.names.intern(name);
    attribute.type = AttributeType::kInteger;
    attribute.integer = value;
    batch_.attributes.push_back(attribute);
}

void AttributeReader::add_number(std::string_view path, double value, std::string_view unit) {
    Attribute attribute;
    attribute.name = batch_.names.intern(path);
    attribute.type = AttributeType::kNumber;
    attribute.number = value;
    if (!unit.empty()) attribute.unit = batch_.names.intern(unit_text(unit));
    batch_.attributes.push_back(attribute);
}

void AttributeReader::add_coded(std::string_view path, std::string_view code_space,
                                std::string_view code) {
    std::string problem;
    const auto meaning =
        codelists_ == nullptr ? std::nullopt : codelists_->meaning(code_space, code, problem);
    if (!problem.empty()) citymodel::warn(batch_, problem, object_id);
    if (!meaning) return add_text(path, code);
    add_text(path, *meaning);
    add_text(std::string(path) + "_code", code);
}

void AttributeReader::add_value(std::string_view path, XmlElement leaf, Module module) {
    const std::string_view text = leaf.text(memory_);
    if (text.empty()) {
        // A reference to something elsewhere: kept as it is written.
        const std::string_view href = leaf.has_attributes() ? leaf.attribute("href") : "";
        if (!href.empty()) add_text(path, href);
        return;
    }
    const std::string_view local = leaf.local();
    const std::string_view unit = leaf.has_attributes() ? leaf.attribute("uom") : "";
    const std::string_view code_space = leaf.has_attributes() ? leaf.attribute("codeSpace") : "";
    const bool is_path = code_space.ends_with(".xml");
    if (is_path) return add_coded(path, code_space, std::string(text));
    const bool is_extension = module == Module::kOther;
    if (code_space.empty() && (is_integer_attribute(local) ||
                               (is_extension && looks_like_number(text) &&
                                text.find('.') == std::string_view::npos && unit.empty()))) {
        if (const auto value = integer_of(text)) return add_integer(path, *value);
    }
    if (!unit.empty() || is_number_attribute(local) ||
        (is_extension && code_space.empty() && looks_like_number(text))) {
        if (const auto value = number_of(text)) return add_number(path, *value, unit);
    }
    if (local == "isMovable" || text == "true" || text == "false") {
        Attribute attribute;
        attribute.name = batch_.names.intern(path);
        attribute.type = AttributeType::kBool;
        attribute.integer = text == "true" || text == "1" ? 1 : 0;
        batch_.attributes.push_back(attribute);
        return;
    }
    add_text(path, text);
}

// gen:stringAttribute name="x" with gen:value (1.0, 2.0), gen:StringAttribute with gen:name and
// gen:value (3.0), and sets of them.
void AttributeReader::add_generic(const std::string& path, XmlElement attribute, int depth) {
    const std::string_view local = attribute.local();
    std::string name;
    append_decoded(attribute.attribute("name"), name);
    XmlElement value;
    std::string memory;
    for (XmlElement part = attribute.first_child(); part; part = part.next_sibling()) {
        if (part.local() == "name" && name.empty()) name = part.text(memory);
        if (part.local() == "value") value = part;
    }
    if (name.empty()) name = "attribute";
    const std::string full = path.empty() ? name : path + "." + name;
    const bool is_set = local == "genericAttributeSet" || local == "GenericAttributeSet";
    if (is_set && depth < kNestingMax) {
        for (XmlElement part = attribute.first_child(); part; part = part.next_sibling()) {
            const bool is_wrapped = part.local() == "genericAttribute" && part.first_child();
            if (part.local() != "name") {
                add_generic(full, is_wrapped ? part.first_child() : part, depth + 1);
            }
        }
        return;
    }
    if (!value) return;
    const std::string_view text = value.text(memory);
    const std::string_view unit = value.attribute("uom");
    const bool is_integer = local == "intAttribute" || local == "IntAttribute";
    const bool is_number = local == "doubleAttribute" || local == "DoubleAttribute" ||
                           local == "measureAttribute" || local == "MeasureAttribute";
    if (is_integer) {
        if (const auto integer = integer_of(text)) return add_integer(full, *integer);
    }
    if (is_number || is_integer) {
        if (const auto number = number_of(text)) return add_number(full, *number, unit);
    }
    const std::string_view code_space = value.attribute("codeSpace");
    if (code_space.ends_with(".xml")) return add_coded(full, code_space, std::string(text));
    add_text(full, text);
}

void AttributeReader::add_address(const std::string& path, XmlElement address) {
    for (XmlElement part = address.first_child(); part; part = part.next_sibling()) {
        if (part.has_children()) {
            add_address(path, part);
        }
        const std::string_view name = address_part(part);
        if (!name.empty() && !part.has_children()) {
            add_text(path + "." + std::string(name), part.text(memory_));
        }
    }
}

void AttributeReader::add_parts(const std::string& path, XmlElement parent, int depth) {
    if (depth > kNestingMax) return;
    for (XmlElement part = parent.first_child(); part; part = part.next_sibling()) {
        const std::string_view local = part.local();
        const Module module = module_of(part);
        if (module == Module::kGml && gml_element(local) != GmlElement::kOther) continue;
        // A Height of CityGML 3.0 is what measuredHeight was.
        const bool is_height =
            local == "value" && parent.local() == "Height" && module == Module::kConstruction;
        const std::string name = is_height             ? std::string("measuredHeight")
                                 : is_type_name(local) ? path
                                                       : path + "." + std::string(local);
        if (module == Module::kXal || local == "xalAddress") {
            add_address(path, part);
        } else if (part.has_children()) {
            add_parts(name, part, depth + 1);
        } else {
            add_value(name, part, module);
        }
    }
}

void AttributeReader::append_json_text(std::string_view text) {
    std::string mended;
    json_ += '"';
    for (const char c : sound_utf8(text, mended)) {
        constexpr char kHex[] = "0123456789abcdef";
        if (c == '"' || c == '\\') {
            json_ += '\\';
            json_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json_ += "\\u00";
            json_ += kHex[static_cast<unsigned char>(c) >> 4];
            json_ += kHex[static_cast<unsigned char>(c) & 15];
        } else {
            json_ += c;
        }
    }
    json_ += '"';
}

// An element's value: a text, or an object of its parts with type elements left out.
void AttributeReader::append_json(XmlElement element, int depth) {
    if (!element.has_children()) {
        const std::string_view text = element.text(memory_);
        const std::string_view href = element.has_attributes() ? element.attribute("href") : "";
        const std::string_view code_space =
            element.has_attributes() ? element.attribute("codeSpace") : "";
        std::string problem;
        std::optional<std::string> meaning;
        if (code_space.ends_with(".xml") && codelists_ != nullptr) {
            meaning = codelists_->meaning(code_space, text, problem);
            if (!problem.empty()) citymodel::warn(batch_, problem, object_id);
        }
        append_json_text(meaning ? *meaning : text.empty() ? href : text);
        return;
    }
    XmlElement only = element.first_child();
    if (is_type_name(only.local()) && !only.next_sibling() && depth < kNestingMax) {
        return append_json(only, depth + 1);
    }
    json_ += '{';
    bool is_first = true;
    for (XmlElement part = only; part && depth < kNestingMax; part = part.next_sibling()) {
        if (gml_element(part.local()) != GmlElement::kOther) continue;
        if (!is_first) json_ += ',';
        is_first = false;
        append_json_text(part.local());
        json_ += ':';
        append_json(part, depth + 1);
    }
    json_ += '}';
}

void AttributeReader::add_list(XmlElement first, XmlElement last) {
    json_ = "[";
    for (XmlElement item = first; item; item = item.next_sibling()) {
        if (json_.size() > 1) json_ += ',';
        append_json(item, 0);
        if (item == last) break;
    }
    json_ += ']';
    Attribute attribute;
    attribute.name = batch_.names.intern(first.local());
    attribute.type = AttributeType::kJson;
    attribute.text = citymodel::add_text(batch_, json_);
    batch_.attributes.push_back(attribute);
}

XmlElement AttributeReader::add(XmlElement property, Module module) {
    const std::string path(property.local());
    if (module == Module::kGenerics) {
        add_generic({}, property, 0);
        return property;
    }
    if (property.local() == "genericAttribute") {
        if (property.first_child()) add_generic({}, property.first_child(), 0);
        return property;
    }
    XmlElement last = property;
    // What has elements where this one has none is no value of the same list: a part of the object
    // beside one that is only referred to, or that came with another piece of a long member.
    const auto goes_on = [&](XmlElement next) {
        return next && next.name() == property.name() &&
               next.has_children() == property.has_children();
    };
    while (goes_on(last.next_sibling()))
        last = last.next_sibling();
    if (last != property) {
        add_list(property, last);
    } else if (property.has_children()) {
        add_parts(path, property, 0);
    } else {
        add_value(path, property, module);
    }
    return last;
}

}  // namespace belvedere::content::citygml
