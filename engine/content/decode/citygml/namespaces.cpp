// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/namespaces.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/name_table.hpp"
#include "engine/content/decode/citygml/xml_scanner.hpp"

namespace belvedere::content::citygml {

namespace {

constexpr std::string_view kCityGml = "http://www.opengis.net/citygml/";

constexpr std::array<std::pair<std::string_view, Module>, 19> kModules = {{
    {"profiles/base", Module::kCore},
    {"appearance", Module::kAppearance},
    {"bridge", Module::kBridge},
    {"building", Module::kBuilding},
    {"cityfurniture", Module::kCityFurniture},
    {"cityobjectgroup", Module::kCityObjectGroup},
    {"construction", Module::kConstruction},
    {"dynamizer", Module::kDynamizer},
    {"generics", Module::kGenerics},
    {"landuse", Module::kLandUse},
    {"pointcloud", Module::kPointCloud},
    {"relief", Module::kRelief},
    {"texturedsurface", Module::kTexturedSurface},
    {"transportation", Module::kTransportation},
    {"tunnel", Module::kTunnel},
    {"vegetation", Module::kVegetation},
    {"versioning", Module::kVersioning},
    {"waterbody", Module::kWaterBody},
    {"workspace", Module::kOther},
}};

int version_in(std::string_view text) {
    if (text.size() != 3 || text[1] != '.' || text[2] != '0') return 0;
    return text[0] >= '1' && text[0] <= '3' ? text[0] - '0' : 0;
}

}  // namespace

KnownNamespace known_namespace(std::string_view uri) {
    if (uri.empty()) return {Module::kNone, 0};
    if (uri == "http://www.opengis.net/gml" || uri.starts_with("http://www.opengis.net/gml/3")) {
        return {Module::kGml, 0};
    }
    if (uri == "http://www.w3.org/1999/xlink") return {Module::kXlink, 0};
    if (uri == "http://www.w3.org/2001/XMLSchema-instance") return {Module::kXsi, 0};
    if (uri.starts_with("urn:oasis:names:tc:ciq:")) return {Module::kXal, 0};
    if (!uri.starts_with(kCityGml)) return {Module::kOther, 0};
    const std::string_view rest = uri.substr(kCityGml.size());
    const std::size_t slash = rest.rfind('/');
    if (slash == std::string_view::npos) return {Module::kCore, version_in(rest)};
    for (const auto& [name, module] : kModules) {
        if (rest.substr(0, slash) == name) return {module, version_in(rest.substr(slash + 1))};
    }
    return {Module::kOther, 0};
}

bool is_citygml(Module module) {
    return module >= Module::kCore;
}

void NamespaceTable::declare(std::string_view tag_contents) {
    AttributeCursor cursor(tag_contents);
    while (cursor.next()) {
        if (cursor.name() == "xmlns") declare({}, cursor.value());
        if (cursor.name().starts_with("xmlns:")) declare(cursor.name().substr(6), cursor.value());
    }
}

void NamespaceTable::declare(std::string_view prefix, std::string_view uri) {
    if (entries_.size() >= limits::kNamespaces) return;
    entries_.push_back({std::string(prefix), std::string(uri), known_namespace(uri)});
    hashes_.push_back(name_hash(prefix));
}

const NamespaceTable::Entry* NamespaceTable::find(std::string_view prefix) const {
    // Asked of each property of a file.
    const std::uint64_t hash = name_hash(prefix);
    for (std::size_t i = hashes_.size(); i-- > 0;) {
        if (hashes_[i] == hash) return &entries_[i];
    }
    return nullptr;
}

Module NamespaceTable::module_of(std::string_view prefix) const {
    if (const Entry* entry = find(prefix)) return entry->known.module;
    if (prefix == "xml") return Module::kXml;
    return prefix.empty() ? Module::kNone : Module::kOther;
}

std::string_view NamespaceTable::uri_of(std::string_view prefix) const {
    const Entry* entry = find(prefix);
    return entry == nullptr ? std::string_view{} : std::string_view(entry->uri);
}

std::string NamespaceTable::extension_name(std::string_view prefix) const {
    std::string name(prefix);
    if (!name.empty()) name += ' ';
    return name.append(uri_of(prefix));
}

int NamespaceTable::citygml_version() const {
    int any = 0;
    for (const Entry& entry : entries_) {
        if (entry.known.module == Module::kCore && entry.known.version != 0) {
            return entry.known.version;
        }
        any = std::max(any, entry.known.version);
    }
    return any;
}

}  // namespace belvedere::content::citygml
