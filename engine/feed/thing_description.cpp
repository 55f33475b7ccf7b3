// SPDX-License-Identifier: Apache-2.0
#include "engine/feed/thing_description.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <simdjson.h>

#include "engine/feed/json_value.hpp"
#include "engine/feed/limits.hpp"
#include "engine/net/uri.hpp"

namespace belvedere::feed {
namespace {

namespace dom = simdjson::dom;
using twin::DeviceDescription;
using twin::DeviceForm;
using twin::PropertyDescription;

// A title in the default language, else the first of its languages.
std::string title_of(const dom::object& object, std::string_view one, std::string_view many) {
    const std::string_view title = text_of(object, one);
    if (!title.empty()) return std::string(title);
    dom::object titles;
    if (object[many].get(titles) != simdjson::SUCCESS) return {};
    for (const auto [language, value] : titles) {
        std::string_view text;
        if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    }
    return {};
}

std::string resolved_target(std::string_view base, std::string_view href) {
    const auto reference = net::parse_uri(href);
    const auto root = net::parse_uri(base);
    if (base.empty() || !reference || !root || !reference->scheme.empty()) return std::string(href);
    return net::to_string(net::resolve(*root, *reference));
}

std::vector<DeviceForm> forms_of(const dom::object& property, std::string_view base) {
    std::vector<DeviceForm> forms;
    dom::array array;
    if (property["forms"].get(array) != simdjson::SUCCESS) return forms;
    for (const dom::element entry : array) {
        dom::object object;
        if (entry.get(object) != simdjson::SUCCESS || forms.size() >= limits::kThingForms) continue;
        const std::string_view href = text_of(object, "href");
        if (href.empty()) continue;
        DeviceForm form;
        form.target = resolved_target(base, href);
        form.content_type = std::string(text_of(object, "contentType"));
        form.subprotocol = std::string(text_of(object, "subprotocol"));
        dom::array operations;
        const std::string_view operation = text_of(object, "op");
        if (!operation.empty()) form.operations.emplace_back(operation);
        if (object["op"].get(operations) == simdjson::SUCCESS) {
            for (const dom::element one : operations) {
                std::string_view text;
                if (one.get(text) == simdjson::SUCCESS && form.operations.size() < 16)
                    form.operations.emplace_back(text);
            }
        }
        forms.push_back(std::move(form));
    }
    return forms;
}

PropertyDescription property_of(std::string_view name, const dom::object& object,
                                std::string_view base) {
    PropertyDescription property;
    property.name = std::string(name);
    property.title = title_of(object, "title", "titles");
    property.unit = std::string(text_of(object, "unit"));
    double bound = 0.0;
    if (object["minimum"].get(bound) == simdjson::SUCCESS) property.least = bound;
    if (object["maximum"].get(bound) == simdjson::SUCCESS) property.most = bound;
    if (property.least > property.most) std::swap(property.least, property.most);
    bool is_read_only = false;
    const bool is_said = object["readOnly"].get(is_read_only) == simdjson::SUCCESS;
    property.is_writable = is_said && !is_read_only;
    property.forms = forms_of(object, base);
    return property;
}

Result<DeviceDescription> description_of(const dom::element& element) {
    dom::object thing, properties;
    if (element.get(thing) != simdjson::SUCCESS ||
        thing["properties"].get(properties) != simdjson::SUCCESS) {
        return fail(ErrorKind::kBadData, "a Thing Description without properties");
    }
    DeviceDescription device;
    device.id = std::string(text_of(thing, "id"));
    if (device.id.empty()) device.id = std::string(text_of(thing, "@id"));
    if (device.id.empty()) return fail(ErrorKind::kBadData, "a Thing Description without an id");
    device.title = title_of(thing, "title", "titles");
    device.text = title_of(thing, "description", "descriptions");
    const std::string_view base = text_of(thing, "base");
    for (const auto [name, value] : properties) {
        dom::object object;
        if (device.properties.size() >= limits::kThingProperties)
            return fail(ErrorKind::kLimit, device.id + " has more properties than can be read");
        if (value.get(object) == simdjson::SUCCESS)
            device.properties.push_back(property_of(name, object, base));
    }
    return device;
}

}  // namespace

Result<std::vector<DeviceDescription>> parse_thing_descriptions(ByteView json) {
    dom::parser parser{limits::kPayloadBytes};
    dom::element root;
    const std::string reason = parse_json(parser, as_text(json), root);
    if (!reason.empty()) return fail(ErrorKind::kBadData, reason);
    std::vector<DeviceDescription> devices;
    dom::array array;
    if (root.get(array) != simdjson::SUCCESS) {
        auto device = description_of(root);
        if (!device) return fail(device.error());
        devices.push_back(*std::move(device));
        return devices;
    }
    for (const dom::element entry : array) {
        auto device = description_of(entry);
        if (!device) return fail(device.error());
        devices.push_back(*std::move(device));
    }
    return devices;
}

}  // namespace belvedere::feed
