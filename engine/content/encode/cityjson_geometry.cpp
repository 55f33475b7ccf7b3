// SPDX-License-Identifier: Apache-2.0
#include "engine/content/encode/cityjson_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/content/decode/citymodel/city_lods.hpp"

namespace belvedere::content::encode {

namespace {

using citymodel::Attribute;
using citymodel::AttributeType;
using citymodel::CityBatch;
using citymodel::Geometry;
using citymodel::GeometryKind;
using citymodel::Polygon;

void write_value(JsonWriter& json, const CityBatch& batch, const Attribute& attribute) {
    switch (attribute.type) {
        case AttributeType::kBool:
            json.boolean(attribute.integer != 0);
            break;
        case AttributeType::kInteger:
            json.number(attribute.integer);
            break;
        case AttributeType::kNumber:
            json.number(attribute.number);
            break;
        case AttributeType::kText:
            json.text(batch.text_of(attribute.text));
            break;
        case AttributeType::kJson:
            json.json(batch.text_of(attribute.text));
            break;
    }
}

}  // namespace

std::string cityjson_surface_type(std::string_view type) {
    constexpr std::string_view kKnown[] = {
        "RoofSurface",           "GroundSurface",       "WallSurface",  "ClosureSurface",
        "OuterCeilingSurface",   "OuterFloorSurface",   "Window",       "Door",
        "InteriorWallSurface",   "CeilingSurface",      "FloorSurface", "WaterSurface",
        "WaterGroundSurface",    "WaterClosureSurface", "TrafficArea",  "AuxiliaryTrafficArea",
        "TransportationMarking", "TransportationHole"};
    const bool is_known = std::ranges::find(kKnown, type) != std::end(kKnown);
    return is_known || type.starts_with('+') ? std::string(type) : '+' + std::string(type);
}

void write_cityjson_attributes(JsonWriter& json, const CityBatch& batch, Range attributes) {
    std::set<citymodel::NameId> written;
    for (std::uint32_t i = 0; i < attributes.count; ++i) {
        const Attribute& attribute = batch.attributes[attributes.first + i];
        // A JSON object has each name once: the first value stands, as everywhere here.
        if (!written.insert(attribute.name).second) continue;
        json.key(batch.names.name(attribute.name));
        write_value(json, batch, attribute);
    }
}

CityJsonGeometry::CityJsonGeometry(const CityBatch& batch, CityJsonPool& pool,
                                   CityJsonImages* images)
    : batch_(batch), pool_(pool), looks_(batch, pool.looks, images) {}

CityJsonGeometry::~CityJsonGeometry() {
    pool_.notes.insert(looks_.notes().begin(), looks_.notes().end());
}

std::uint64_t CityJsonGeometry::vertex(const glm::dvec3& at) {
    if (vertices_ == Vertices::kOfTemplates) {
        pool_.template_vertices.push_back(at);
        return pool_.template_vertices.size() - 1;
    }
    std::array<std::int64_t, 3> whole{};
    for (int axis = 0; axis < 3; ++axis) {
        const double steps = (at[axis] - pool_.translate[axis]) / pool_.scale[axis];
        constexpr double kFarthest = 9e15;  // Whole numbers that a double holds.
        const bool is_finite = std::isfinite(steps);
        whole[static_cast<std::size_t>(axis)] =
            is_finite ? std::llround(std::clamp(steps, -kFarthest, kFarthest)) : 0;
    }
    const auto [found, is_new] = known_.try_emplace(whole, pool_.vertices.size());
    if (is_new) pool_.vertices.push_back(whole);
    return found->second;
}

void CityJsonGeometry::write_corners(JsonWriter& json, Range corners) {
    json.begin_array();
    for (std::uint32_t i = 0; i < corners.count; ++i)
        json.number(vertex(batch_.vertices[batch_.corners[corners.first + i]]));
    json.end_array();
}

void CityJsonGeometry::write_lod(JsonWriter& json, const Geometry& geometry) {
    const bool is_known = geometry.lod != citymodel::kNoLod;
    json.key("lod").text(is_known ? citymodel::text_of_lod(geometry.lod) : "0");
}

void CityJsonGeometry::write(JsonWriter& json, std::span<const std::uint32_t> geometries) {
    std::map<citymodel::LodTenths, std::vector<Geometry>> solids;
    for (const std::uint32_t index : geometries) {
        const Geometry& geometry = batch_.geometries[index];
        if (geometry.is_share) solids[geometry.lod].push_back(geometry);
    }
    for (const std::uint32_t index : geometries) {
        const Geometry& geometry = batch_.geometries[index];
        if (!geometry.is_share) {
            write_one(json, geometry);
            continue;
        }
        const auto shares = solids.find(geometry.lod);
        if (shares == solids.end()) continue;  // Came with the first of them.
        write_surfaces(json, shares->second);
        solids.erase(shares);
    }
}

void CityJsonGeometry::write_one(JsonWriter& json, const Geometry& geometry) {
    if (geometry.kind == GeometryKind::kInstance) return write_instance(json, geometry);
    if (geometry.polygons.count > 0) write_surfaces(json, {&geometry, 1});
    if (geometry.lines.count > 0) write_lines(json, geometry);
    if (geometry.points.count > 0) write_points(json, geometry);
}

void CityJsonGeometry::write_surfaces(JsonWriter& json, std::span<const Geometry> shares) {
    const Geometry& geometry = shares.front();
    const SurfaceList surfaces = surface_list(batch_, shares);
    const bool is_many = geometry.kind == GeometryKind::kMultiSolid ||
                         geometry.kind == GeometryKind::kCompositeSolid;
    if (is_many) pool_.notes.insert("several solids are written as their surfaces");
    const bool is_composite = geometry.kind == GeometryKind::kCompositeSurface;
    json.begin_object().key("type").text(surfaces.is_solid ? "Solid"
                                         : is_composite    ? "CompositeSurface"
                                                           : "MultiSurface");
    write_lod(json, geometry);
    json.key("boundaries");
    SurfaceArrays arrays(json, batch_, surfaces);
    for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
        const Polygon& polygon = batch_.polygons[surfaces.polygons[i]];
        arrays.begin(i);
        json.begin_array();
        for (std::uint32_t k = 0; k < polygon.rings.count; ++k)
            write_corners(json, batch_.rings[polygon.rings.first + k].corners);
        json.end_array();
    }
    arrays.end();
    write_semantics(json, surfaces);
    looks_.write(json, surfaces);
    json.end_object();
}

void CityJsonGeometry::write_semantics(JsonWriter& json, const SurfaceList& surfaces) {
    std::map<std::uint32_t, std::uint32_t> places;
    std::vector<std::uint32_t> order;
    for (const std::uint32_t polygon : surfaces.polygons) {
        const std::uint32_t surface = batch_.polygons[polygon].surface;
        if (surface == kNone) continue;
        const auto next = static_cast<std::uint32_t>(order.size());
        if (places.try_emplace(surface, next).second) order.push_back(surface);
    }
    if (order.empty()) return;
    json.key("semantics").begin_object().key("surfaces").begin_array();
    for (const std::uint32_t index : order) {
        const citymodel::SemanticSurface& surface = batch_.surfaces[index];
        const std::string type = cityjson_surface_type(batch_.names.name(surface.type));
        json.begin_object().key("type").text(type);
        const std::string_view id = batch_.text_of(surface.id);
        if (!id.empty()) json.key("id").text(id);
        const auto parent = places.find(surface.parent);
        if (parent != places.end()) json.key("parent").number(parent->second);
        write_cityjson_attributes(json, batch_, surface.attributes);
        json.end_object();
    }
    json.end_array().key("values");
    SurfaceArrays arrays(json, batch_, surfaces);
    for (std::size_t i = 0; i < surfaces.polygons.size(); ++i) {
        arrays.begin(i);
        const auto found = places.find(batch_.polygons[surfaces.polygons[i]].surface);
        if (found == places.end()) {
            json.json("null");
        } else {
            json.number(found->second);
        }
    }
    arrays.end();
    json.end_object();
}

void CityJsonGeometry::write_lines(JsonWriter& json, const Geometry& geometry) {
    json.begin_object().key("type").text("MultiLineString");
    write_lod(json, geometry);
    json.key("boundaries").begin_array();
    for (std::uint32_t i = 0; i < geometry.lines.count; ++i)
        write_corners(json, batch_.rings[geometry.lines.first + i].corners);
    json.end_array().end_object();
}

void CityJsonGeometry::write_points(JsonWriter& json, const Geometry& geometry) {
    json.begin_object().key("type").text("MultiPoint");
    write_lod(json, geometry);
    json.key("boundaries");
    write_corners(json, geometry.points);
    json.end_object();
}

std::uint32_t CityJsonGeometry::template_of(const Geometry& instance) {
    const std::pair key(instance.template_geometry, instance.lod);
    const auto found = templates_.find(key);
    if (found != templates_.end()) return found->second;
    Geometry source = batch_.geometries[instance.template_geometry];
    if (instance.lod != citymodel::kNoLod) source.lod = instance.lod;
    // A template is one geometry; its surfaces are what it mostly is.
    if (source.polygons.count > 0) source.lines = source.points = {};
    if (source.lines.count > 0) source.points = {};
    JsonWriter json;
    vertices_ = Vertices::kOfTemplates;
    write_one(json, source);
    vertices_ = Vertices::kShared;
    const auto index = static_cast<std::uint32_t>(pool_.templates.size());
    pool_.templates.push_back(json.take());
    templates_[key] = index;
    return index;
}

void CityJsonGeometry::write_instance(JsonWriter& json, const Geometry& geometry) {
    const bool is_sound = geometry.template_geometry < batch_.geometries.size() &&
                          geometry.placement < batch_.placements.size();
    if (!is_sound) return;
    const Geometry& source = batch_.geometries[geometry.template_geometry];
    const bool is_empty =
        source.polygons.count == 0 && source.lines.count == 0 && source.points.count == 0;
    if (is_empty || source.kind == GeometryKind::kInstance) return;
    const citymodel::Placement& placement = batch_.placements[geometry.placement];
    json.begin_object().key("type").text("GeometryInstance");
    json.key("template").number(template_of(geometry));
    json.key("boundaries").begin_array().number(vertex(placement.anchor)).end_array();
    json.key("transformationMatrix").begin_array();
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 4; ++column)
            json.number(placement.matrix[column][row]);
    }
    json.end_array().end_object();
}

}  // namespace belvedere::content::encode
