// SPDX-License-Identifier: Apache-2.0
#include "app/cli/inspect_report.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

#include "app/city/tile_ray.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/core/hash.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::cli {
namespace {

using Json = nlohmann::ordered_json;

// Names that writers give a table without meaning anything by it; "batch table" is our own for
// those of 1.0, which have none.
bool is_placeholder(std::string_view name) {
    constexpr std::string_view kPlaceholders[] = {"", "batch table", "propertyTable", "default"};
    return std::find(std::begin(kPlaceholders), std::end(kPlaceholders), name) !=
           std::end(kPlaceholders);
}

// What a table without a name lists is what its tile draws: placed models, points, or (as in all
// city sets known) buildings.
std::string type_of(const content::TileContent& content,
                    const content::FeatureClassRecord& row_class) {
    const std::string_view name = content.text(row_class.name);
    if (!is_placeholder(name)) return std::string(name);
    if (content.header().instance_count > 0) return "instance";
    if (content.header().point_count > 0) return "point";
    return "building";
}

bool is_building(std::string type) {
    std::transform(type.begin(), type.end(), type.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return type.find("building") != std::string::npos || type.find("bldg") != std::string::npos;
}

std::uint64_t buildings_of(const std::map<std::string, std::uint64_t>& features) {
    std::uint64_t buildings = 0;
    for (const auto& [type, count] : features) {
        if (is_building(type)) buildings += count;
    }
    return buildings;
}

// Parts and installations of buildings are none themselves.
std::uint64_t buildings_of(const stream::CitySurvey& city) {
    std::uint64_t buildings = 0;
    for (const auto& [type, count] : city.objects) {
        if (type.ends_with("Building")) buildings += count;
    }
    return buildings;
}

// What a city model's own files say, in place of what its tiles do.
void write_city(Json& json, const stream::CitySurvey& city) {
    json["features"] = city.objects;
    json["buildings"] = buildings_of(city);
    json["surfaces"] = Json::object();
    for (const auto& [type, count] : city.surfaces)
        json["surfaces"][type] = count;
    json["lods"] = Json::array();
    for (const std::uint8_t lod : city.lods) {
        json["lods"].push_back(lod % 10 == 0 ? Json(lod / 10) : Json(lod / 10.0));
    }
    json["textures"] = city.textures.size();
    json["themes"] = city.themes;
    json["geometries"] = city.geometries;
    json["polygons"] = city.polygons;
    json["attributes"] = Json::array();
    for (const auto& [name, attribute] : city.attributes) {
        json["attributes"].push_back(
            {{"name", name}, {"type", attribute.type}, {"values", attribute.values}});
    }
    json["extensions"] = city.extensions;
    json["facts"] = Json::array();
    for (const auto& [name, value] : city.facts)
        json["facts"].push_back({{"name", name}, {"value", value}});
    for (const auto& [sentence, count] : city.warnings)
        json["warnings"].push_back(sentence);
}

Json errors_of(const stream::WalkSummary& summary) {
    Json errors = Json::array();
    for (const Error& error : summary.errors)
        errors.push_back(error.message);
    if (summary.errors_total > summary.errors.size()) {
        errors.push_back("and " + std::to_string(summary.errors_total - summary.errors.size()) +
                         " more");
    }
    return errors;
}

Json metadata_of(const stream::WalkSummary& summary) {
    Json all = Json::array();
    for (const stream::MetadataClassSummary& each : summary.metadata) {
        Json properties = Json::array();
        for (const stream::MetadataPropertySummary& property : each.properties) {
            Json one = {
                {"name", property.name}, {"type", property.type}, {"values", property.values}};
            if (!property.semantic.empty()) one["semantic"] = property.semantic;
            if (!property.unit.empty()) one["unit"] = property.unit;
            if (!property.description.empty()) one["description"] = property.description;
            if (each.entities == 1) one["value"] = property.first_value;
            properties.push_back(std::move(one));
        }
        all.push_back({{"of", stream::scope_word(each.scope)},
                       {"class", each.class_name},
                       {"entities", each.entities},
                       {"properties", std::move(properties)}});
    }
    return all;
}

void write_metadata(std::ostringstream& text, const stream::WalkSummary& summary) {
    for (const stream::MetadataClassSummary& each : summary.metadata) {
        text << "  metadata of " << each.entities << ' ' << stream::scope_word(each.scope)
             << (each.entities == 1 ? "" : "s") << " (" << each.class_name << "):";
        for (const stream::MetadataPropertySummary& property : each.properties) {
            text << ' ' << property.name;
            if (!property.semantic.empty()) text << " [" << property.semantic << ']';
            if (each.entities == 1 && !property.first_value.empty()) {
                text << " = " << property.first_value;
            }
            text << ';';
        }
        text << '\n';
    }
}

}  // namespace

void InspectReport::add(const stream::WalkedTile& tile) {
    if (tile.content == nullptr) return;
    const content::TileContent& content = *tile.content;
    const content::ContentSummary summary = content::summarize(content);
    triangles_ += summary.triangles;
    points_ += summary.points;
    instances_ += summary.instances;
    textures_ += summary.textures;
    levels_.insert(static_cast<int>(tile.node.depth));
    extensions_.insert(summary.extensions.begin(), summary.extensions.end());
    for (const std::string& warning : summary.warnings)
        warnings_.insert(tile.name + ": " + warning);
    if (!summary.attribution.empty()) attributions_.insert(summary.attribution);
    for (const content::ClassSummary& each : summary.classes) {
        for (const content::AttributeSummary& attribute : each.attributes) {
            Attribute& known = attributes_[attribute.name];
            known.type = attribute.type;
            known.declared_type = attribute.declared_type;
            known.values += attribute.values;
        }
    }
    add_features(content, tile.name);
    add_extent(content);
}

void InspectReport::add_features(const content::TileContent& content,
                                 const std::string& tile_name) {
    const content::FeatureTable table(content);
    for (const content::FeatureClassRecord& row_class : content.classes()) {
        const std::string type = type_of(content, row_class);
        const std::uint64_t seed = hash_64(as_bytes(type));
        for (std::uint32_t i = 0; i < row_class.rows.count; ++i) {
            const std::uint32_t row = row_class.rows.first + i;
            std::string id = table.id_text(row);
            if (id.empty()) id = tile_name + '#' + std::to_string(row);
            if (seen_.insert(hash_64(as_bytes(id), seed)).second) ++features_[type];
        }
    }
}

void InspectReport::add_extent(const content::TileContent& content) {
    if (content.header().bounds_min_m[0] > content.header().bounds_max_m[0]) return;
    for (const glm::dvec3& corner : geo::corners_of(city::box_of(content))) {
        const geo::Geodetic place = geo::to_geodetic(corner);
        west_ = std::min(west_, place.longitude_deg);
        east_ = std::max(east_, place.longitude_deg);
        south_ = std::min(south_, place.latitude_deg);
        north_ = std::max(north_, place.latitude_deg);
        lowest_m_ = std::min(lowest_m_, place.height_m);
        highest_m_ = std::max(highest_m_, place.height_m);
    }
}

std::string InspectReport::to_json(const stream::WalkSummary& summary,
                                   const std::string& uri) const {
    Json json;
    json["source"] = uri;
    json["kind"] = summary.kind;
    json["version"] = summary.version.empty() && !summary.city ? "2.0" : summary.version;
    const bool has_place = summary.mapping && summary.mapping->is_georeferenced();
    json["crs"] = !summary.mapping ? "" : has_place ? summary.mapping->crs_name() : "none";
    json["vertical"] = summary.mapping ? summary.mapping->height_name() : "";
    json["vertical_is_estimated"] = summary.is_height_estimated;
    const bool has_extent = has_place && west_ <= east_;
    json["extent_wgs84"] = has_extent ? Json{west_, south_, east_, north_} : Json(nullptr);
    json["height"] = has_extent ? Json{lowest_m_, highest_m_} : Json(nullptr);
    json["features"] = features_;
    json["buildings"] = buildings_of(features_);
    json["surfaces"] = Json::object();
    json["lods"] = levels_;
    json["tiles"] = summary.tiles;
    json["contents"] = summary.contents;
    json["documents"] = summary.documents;
    json["triangles"] = triangles_;
    json["points"] = points_;
    json["instances"] = instances_;
    json["textures"] = textures_;
    json["themes"] = Json::array();
    json["attributes"] = Json::array();
    for (const auto& [name, attribute] : attributes_) {
        json["attributes"].push_back({{"name", name},
                                      {"type", attribute.type},
                                      {"declared_type", attribute.declared_type},
                                      {"values", attribute.values}});
    }
    std::set<std::string> extensions = extensions_;
    if (summary.document) {
        const auto& used = summary.document->extensions_used;
        extensions.insert(used.begin(), used.end());
    }
    json["extensions"] = extensions;
    json["metadata"] = metadata_of(summary);
    json["devices"] = 0;
    json["attributions"] = attributions_;
    json["warnings"] = summary.warnings;
    if (summary.mapping && !summary.mapping->accuracy_note().empty()) {
        json["warnings"].push_back("places are right " + summary.mapping->accuracy_note() +
                                   ": no better transformation is installed");
    }
    for (const std::string& warning : warnings_)
        json["warnings"].push_back(warning);
    json["errors"] = errors_of(summary);
    if (summary.city) write_city(json, *summary.city);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string InspectReport::to_text(const stream::WalkSummary& summary,
                                   const std::string& uri) const {
    const Json json = Json::parse(to_json(summary, uri));
    std::ostringstream text;
    text << uri << "\n  " << json["kind"].get<std::string>() << ' '
         << json["version"].get<std::string>() << ", " << json["crs"].get<std::string>() << '\n';
    if (json.contains("facts")) {
        for (const auto& fact : json["facts"]) {
            text << "  " << fact["name"].get<std::string>() << ": "
                 << fact["value"].get<std::string>() << '\n';
        }
    }
    if (!json["extent_wgs84"].is_null()) {
        text << "  longitude " << west_ << " to " << east_ << ", latitude " << south_ << " to "
             << north_ << ", height " << lowest_m_ << " to " << highest_m_ << " m\n";
    }
    text << "  " << summary.tiles << " tiles (" << summary.contents << " contents), " << triangles_
         << " triangles, " << points_ << " points, " << instances_ << " instances, "
         << json["textures"] << " textures\n";
    for (const auto& [type, count] : json["features"].items())
        text << "  " << count << ' ' << type << '\n';
    for (const auto& [type, count] : json["surfaces"].items())
        text << "  " << count << ' ' << type << '\n';
    text << "  attributes:";
    for (const auto& attribute : json["attributes"]) {
        text << ' ' << attribute["name"].get<std::string>() << " ("
             << attribute["type"].get<std::string>() << ')';
    }
    text << '\n';
    write_metadata(text, summary);
    for (const char* list : {"themes", "extensions"}) {
        if (json[list].empty()) continue;
        text << "  " << list << ':';
        for (const auto& name : json[list])
            text << ' ' << name.get<std::string>();
        text << '\n';
    }
    for (const auto& warning : json["warnings"])
        text << "  warning: " << warning.get<std::string>() << '\n';
    for (const auto& error : json["errors"])
        text << "  missing: " << error.get<std::string>() << '\n';
    return text.str();
}

}  // namespace belvedere::cli
