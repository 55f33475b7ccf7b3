// SPDX-License-Identifier: Apache-2.0
// Which module of CityGML (or GML, xAL ...) a prefix stands for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace belvedere::content::citygml {

// Modules of CityGML 1.0, 2.0 and 3.0 (OGC 08-007r1, 12-019, 20-010) and what they build on. Names
// are told apart by module, never by prefix.
enum class Module : std::uint8_t {
    kNone,   // No namespace at all.
    kOther,  // An application domain extension, or anything else.
    kGml,
    kXlink,
    kXsi,
    kXal,
    kXml,
    kCore,
    kAppearance,
    kBridge,
    kBuilding,
    kCityFurniture,
    kCityObjectGroup,
    kConstruction,
    kDynamizer,
    kGenerics,
    kLandUse,
    kPointCloud,
    kRelief,
    kTexturedSurface,
    kTransportation,
    kTunnel,
    kVegetation,
    kVersioning,
    kWaterBody,
};

// The version a CityGML namespace names: 1, 2, 3; 0 for other namespaces.
struct KnownNamespace {
    Module module = Module::kOther;
    int version = 0;
};
[[nodiscard]] KnownNamespace known_namespace(std::string_view uri);

// Whether a module is one of CityGML's own, whose elements are city objects and their properties.
[[nodiscard]] bool is_citygml(Module module);

// The declarations in force at one element. A few entries, looked through one by one.
class NamespaceTable {
  public:
    // Adds what a tag's attributes declare (xmlns="...", xmlns:p="..."); later ones win. At most
    // limits::kNamespaces are kept.
    void declare(std::string_view tag_contents);
    void declare(std::string_view prefix, std::string_view uri);

    // The module of a prefix ("" is the default namespace); kNone for an undeclared default,
    // kOther for an undeclared prefix.
    [[nodiscard]] Module module_of(std::string_view prefix) const;
    // As declared; empty for one that is not.
    [[nodiscard]] std::string_view uri_of(std::string_view prefix) const;

    // As a report names an extension: its prefix and its URI.
    [[nodiscard]] std::string extension_name(std::string_view prefix) const;

    // The version of the CityGML core namespace declared, or of any other module; 0 when there is
    // none.
    [[nodiscard]] int citygml_version() const;

  private:
    struct Entry {
        std::string prefix;
        std::string uri;
        KnownNamespace known;
    };
    [[nodiscard]] const Entry* find(std::string_view prefix) const;

    std::vector<Entry> entries_;
    std::vector<std::uint64_t> hashes_;  // name_hash() of the prefixes: what find() looks through.
};

}  // namespace belvedere::content::citygml
