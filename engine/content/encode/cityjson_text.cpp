// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/cityjson_text.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "engine/content/encode/cityjson_geometry.hpp"
#include "engine/content/encode/json_writer.hpp"

namespace belvedere::content::encode {

namespace {

constexpr double kDegreeStep = 1e-9;

// First- and second-level objects of CityJSON 2.0 (section 4).
constexpr std::string_view kObjectTypes[] = {"Bridge",
                                             "BridgePart",
                                             "BridgeInstallation",
                                             "BridgeConstructiveElement",
                                             "BridgeRoom",
                                             "BridgeFurniture",
                                             "Building",
                                             "BuildingPart",
                                             "BuildingInstallation",
                                             "BuildingConstructiveElement",
                                             "BuildingFurniture",
                                             "BuildingStorey",
                                             "BuildingRoom",
                                             "BuildingUnit",
                                             "CityFurniture",
                                             "CityObjectGroup",
                                             "GenericCityObject",
                                             "LandUse",
                                             "OtherConstruction",
                                             "PlantCover",
                                             "SolitaryVegetationObject",
                                             "TINRelief",
                                             "TransportSquare",
                                             "Railway",
                                             "Road",
                                             "Tunnel",
                                             "TunnelPart",
                                             "TunnelInstallation",
                                             "TunnelConstructiveElement",
                                             "TunnelHollowSpace",
                                             "TunnelFurniture",
                                             "WaterBody",
                                             "Waterway"};

struct OtherName {
    std::string_view citygml, cityjson;
};
constexpr OtherName kOtherNames[] = {{"Room", "BuildingRoom"},
                                     {"Storey", "BuildingStorey"},
                                     {"Square", "TransportSquare"},
                                     {"HollowSpace", "TunnelHollowSpace"}};

std::string object_type(std::string_view type) {
    for (const OtherName& name : kOtherNames) {
        if (name.citygml == type) return std::string(name.cityjson);
    }
    const bool is_known = std::ranges::find(kObjectTypes, type) != std::end(kObjectTypes);
    return is_known || type.starts_with('+') ? std::string(type) : '+' + std::string(type);
}

// The URL that CityJSON asks for, where the source's spelling ends in the code of one EPSG system;
// else as the source has it.
std::string reference_system(const std::string& crs) {
    std::size_t first = crs.size();
    while (first > 0 && std::isdigit(static_cast<unsigned char>(crs[first - 1])) != 0)
        --first;
    const std::string code = crs.substr(first);
    const bool is_compound = crs.find(',') != crs.npos;
    const bool is_epsg = crs.find("EPSG") != crs.npos && !code.empty() && code.size() <= 6;
    if (is_compound || !is_epsg) return crs;
    return "https://www.opengis.net/def/crs/EPSG/0/" + code;
}

}  // namespace

struct CityJsonText::State {
    CityJsonOptions options;
    CityJsonPool pool;
    JsonWriter objects;
    std::set<std::string> ids;
    bool has_origin = false;

    void set_origin(const citymodel::CityBatch& batch) {
        if (has_origin || batch.vertices.empty()) return;
        for (const citymodel::Geometry& geometry : batch.geometries) {
            // Vertices of templates are about their own origin.
            if (geometry.object == kNone || geometry.polygons.count == 0) continue;
            const auto& polygon = batch.polygons[geometry.polygons.first];
            if (polygon.rings.count == 0) continue;
            const Range corners = batch.rings[polygon.rings.first].corners;
            if (corners.count == 0) continue;
            pool.translate = glm::floor(batch.vertices[batch.corners[corners.first]]);
            has_origin = true;
            return;
        }
    }

    // Ids as they are written: those of the file, unless they are missing or came already.
    std::vector<std::string> names_of(const citymodel::CityBatch& batch) {
        std::vector<std::string> names;
        for (const citymodel::CityObject& object : batch.objects) {
            std::string name(batch.text_of(object.id));
            if (name.empty()) name = "object-" + std::to_string(ids.size() + 1);
            const std::string base = name;
            for (int i = 2; !ids.insert(name).second; ++i)
                name = base + '-' + std::to_string(i);
            names.push_back(std::move(name));
        }
        return names;
    }
};

CityJsonText::CityJsonText(const CityJsonOptions& options) : state_(std::make_unique<State>()) {
    state_->options = options;
    if (options.is_in_degrees) state_->pool.scale = {kDegreeStep, kDegreeStep, 0.001};
    state_->objects.begin_object();
}

CityJsonText::~CityJsonText() = default;

std::uint64_t CityJsonText::objects() const {
    return state_->ids.size();
}

std::vector<std::string> CityJsonText::notes() const {
    return {state_->pool.notes.begin(), state_->pool.notes.end()};
}

void CityJsonText::add(const citymodel::CityBatch& batch, CityJsonImages* images) {
    state_->set_origin(batch);
    const std::vector<std::string> names = state_->names_of(batch);
    std::vector<std::vector<std::uint32_t>> geometries(names.size()), children(names.size());
    for (std::uint32_t i = 0; i < batch.geometries.size(); ++i) {
        const std::uint32_t object = batch.geometries[i].object;
        if (object != kNone) geometries[object].push_back(i);
    }
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        const std::uint32_t parent = batch.objects[i].parent;
        if (parent != kNone) children[parent].push_back(i);
    }
    CityJsonGeometry geometry(batch, state_->pool, images);
    JsonWriter& json = state_->objects;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
        const citymodel::CityObject& object = batch.objects[i];
        json.key(names[i]).begin_object().key("type");
        json.text(object_type(batch.names.name(object.type)));
        json.key("attributes").begin_object();
        write_cityjson_attributes(json, batch, object.attributes);
        json.end_object();
        if (object.parent != kNone) {
            json.key("parents").begin_array().text(names[object.parent]).end_array();
        }
        if (!children[i].empty()) {
            json.key("children").begin_array();
            for (const std::uint32_t child : children[i])
                json.text(names[child]);
            json.end_array();
        }
        if (!geometries[i].empty()) {
            json.key("geometry").begin_array();
            geometry.write(json, geometries[i]);
            json.end_array();
        }
        json.end_object();
    }
}

std::string CityJsonText::finish() {
    const CityJsonPool& pool = state_->pool;
    JsonWriter json;
    const auto numbers = [&json](const glm::dvec3& v) {
        json.begin_array().number(v.x).number(v.y).number(v.z).end_array();
    };
    json.begin_object().key("type").text("CityJSON").key("version").text("2.0");
    json.key("transform").begin_object().key("scale");
    numbers(pool.scale);
    json.key("translate");
    numbers(pool.translate);
    json.end_object().key("metadata").begin_object();
    if (!state_->options.title.empty()) json.key("title").text(state_->options.title);
    if (!state_->options.crs.empty()) {
        json.key("referenceSystem").text(reference_system(state_->options.crs));
    }
    json.end_object().key("CityObjects").json(state_->objects.end_object().take());
    json.key("vertices").begin_array();
    for (const auto& vertex : pool.vertices) {
        json.begin_array().number(vertex[0]).number(vertex[1]).number(vertex[2]).end_array();
    }
    json.end_array();
    if (!pool.templates.empty()) {
        json.key("geometry-templates").begin_object().key("templates").begin_array();
        for (const std::string& one : pool.templates)
            json.json(one);
        json.end_array().key("vertices-templates").begin_array();
        for (const glm::dvec3& vertex : pool.template_vertices)
            numbers(vertex);
        json.end_array().end_object();
    }
    write_cityjson_appearance(json, pool.looks);
    return json.end_object().take();
}

}  // namespace belvedere::content::encode
