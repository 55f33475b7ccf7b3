// SPDX-License-Identifier: Apache-2.0
#include "app/about/about.hpp"

#include <nlohmann/json.hpp>

#include "app/about/libraries_text.hpp"

namespace belvedere::about {
namespace {

std::string text_of(const nlohmann::json& entry, const char* key) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string_view version() {
    return BELVEDERE_VERSION;
}

std::vector<Library> libraries() {
    std::vector<Library> all;
    const auto document = nlohmann::json::parse(libraries_text(), nullptr, false);
    if (!document.is_object() || !document.contains("libraries")) return all;
    for (const nlohmann::json& entry : document["libraries"]) {
        if (!entry.is_object()) continue;
        all.push_back(
            {text_of(entry, "name"), text_of(entry, "version"), text_of(entry, "licence")});
    }
    return all;
}

std::span<const Standard> standards() {
    static constexpr Standard kStandards[] = {
        {"OGC 3D Tiles 1.0, 1.1", {"standard.tiles", "Read: tilesets, tiles, metadata, styling."}},
        {"glTF 2.0", {"standard.gltf", "Read, as tiles and as models of their own."}},
        {"OGC CityGML 1.0, 2.0, 3.0",
         {"standard.citygml", "Read: every module and level of detail, attributes, appearances."}},
        {"CityJSON 1.0, 1.1, 2.0, CityJSONSeq",
         {"standard.cityjson",
          "Read: every kind of geometry, semantics, attributes, appearances."}},
        {"OGC WKT, EPSG, EGM96",
         {"standard.crs", "Coordinates and heights by PROJ; what is estimated says so."}},
        {"ISO 8601, IANA time zones", {"standard.time", "Times are read and shown by them."}},
        {"RFC 9111 (HTTP caching)",
         {"standard.http", "Followed for what is kept of http(s) sources."}},
        {"RFC 4180 (CSV)", {"standard.csv", "Written: selections as tables."}},
        {"Unicode UAX #9, UAX #14",
         {"standard.unicode", "Both directions of writing, and line breaks."}},
        {"AT-SPI 2", {"standard.atspi", "The whole window is served to screen readers."}},
        {"WCAG 2.2, EN 301 549",
         {"standard.wcag", "Worked towards and tested by ourselves; nobody else has audited it."}}};
    return kStandards;
}

}  // namespace belvedere::about
