// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/cityjson/geometry_reader.hpp"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include <simdjson.h>

#include "engine/content/decode/cityjson/attribute_reader.hpp"
#include "engine/content/decode/cityjson/beside.hpp"
#include "engine/content/decode/cityjson/geometry_kinds.hpp"
#include "engine/content/decode/cityjson/json_parser.hpp"
#include "engine/content/decode/cityjson/json_scan.hpp"
#include "engine/content/decode/cityjson/number_lists.hpp"
#include "engine/content/decode/cityjson/surface_reader.hpp"
#include "engine/content/decode/cityjson/used_appearance.hpp"
#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/content/decode/citymodel/solid_edges.hpp"

namespace belvedere::content::cityjson {
namespace {

namespace dom = simdjson::dom;
using citymodel::Geometry;
using citymodel::GeometryKind;
using Element = dom::element;
using BesideOne = Beside<Element>;
using Cursor = BesideCursor<Element, dom::array>;

std::uint32_t index_of(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

std::optional<std::uint64_t> whole(const std::optional<Element>& element) {
    std::uint64_t number = 0;
    if (!element || element->get(number) != simdjson::SUCCESS) return std::nullopt;
    return number;
}

}  // namespace

struct GeometryReader::State {
    citymodel::CityBatch& batch;
    ObjectContext context;
    std::span<const glm::dvec3> vertices;  // The context's, or those of templates.
    std::string_view object_id;
    std::uint32_t first_surface = 0, surface_count = 0;  // Of the geometry at hand.
    bool shares_vertices = false;                        // So that it can be shaded as one surface.
    std::unordered_map<std::uint32_t, std::uint32_t> shared;
    UsedAppearance used;
    std::vector<std::uint32_t> templates;
    bool has_templates = false;
    std::vector<glm::dvec3> template_vertices;
    citymodel::SolidEdges solid_edges;

    explicit State(citymodel::CityBatch& target) : batch(target), used(target) {}

    void warn(std::string_view sentence) { citymodel::warn(batch, sentence, object_id); }
    void read(const Element& source, std::uint32_t object);
    void read_boundaries(const Element& source, const KindName& kind, Geometry& geometry);
    void read_shells(const Element& boundaries, int levels, const BesideOne& beside);
    void read_polygon(const Element& rings, const BesideOne& beside);
    void read_appearances(citymodel::Polygon& polygon, const BesideOne& beside);
    void read_texture(const BesideOne::Theme& beside, const citymodel::Polygon& polygon,
                      citymodel::PolygonAppearance& appearance);
    bool read_ring(const Element& source);
    bool add_corner(const Element& index);
    void read_lines(const Element& boundaries, Geometry& geometry);
    void read_points(const Element& boundaries, Geometry& geometry);
    void read_instance(const Element& source, Geometry& geometry);
    BesideOne begin_beside(const Element& source);
    BesideOne::Theme* theme_beside(BesideOne& beside, std::string_view name);
    void read_templates();
};

GeometryReader::GeometryReader(citymodel::CityBatch& batch)
    : state_(std::make_unique<State>(batch)) {}
GeometryReader::~GeometryReader() = default;

void GeometryReader::set_context(const ObjectContext& context) {
    State& state = *state_;
    state.context = context;
    state.vertices = context.vertices;
    if (context.appearance != nullptr) state.used.set_source(*context.appearance);
}

void GeometryReader::read(const void* geometry, std::uint32_t object, std::string_view object_id) {
    state_->object_id = object_id;
    state_->read(*static_cast<const Element*>(geometry), object);
}

void GeometryReader::State::read(const Element& source, std::uint32_t object) {
    std::string_view type;
    const bool has_type = source["type"].get(type) == simdjson::SUCCESS;
    const KindName* kind = has_type ? kind_of(type) : nullptr;
    if (kind == nullptr) return warn("a geometry is of no known type and left out");
    Geometry geometry;
    geometry.object = object;
    geometry.kind = kind->kind;
    geometry.lod = read_lod(&source);
    shares_vertices = kind->kind == GeometryKind::kCompositeSurface;
    shared.clear();
    first_surface = index_of(batch.surfaces.size());
    surface_count = 0;
    Element semantics;
    if (source["semantics"].get(semantics) == simdjson::SUCCESS) {
        surface_count = read_surfaces(&semantics, object, batch);
    }
    geometry.polygons.first = index_of(batch.polygons.size());
    read_boundaries(source, *kind, geometry);
    geometry.polygons.count = index_of(batch.polygons.size()) - geometry.polygons.first;
    // Reading the first instance reads the templates, whose polygons are not its own.
    if (kind->kind == GeometryKind::kInstance) geometry.polygons = {};
    // Equal corners of CityJSON are equal in all digits.
    if (kind->levels > 0 && object != kNone && context.lods.checks_solids) {
        const std::span polygons(&geometry.polygons, 1);
        citymodel::warn_of_open_edges(
            batch, solid_edges.count_open(batch, polygons, glm::dvec3(0.0)), object_id);
    }
    batch.geometries.push_back(geometry);
}

void GeometryReader::State::read_boundaries(const Element& source, const KindName& kind,
                                            Geometry& geometry) {
    if (kind.kind == GeometryKind::kInstance) return read_instance(source, geometry);
    Element boundaries;
    if (source["boundaries"].get(boundaries) != simdjson::SUCCESS) {
        return warn("a geometry has no boundaries");
    }
    if (kind.kind == GeometryKind::kMultiPoint) return read_points(boundaries, geometry);
    if (kind.kind == GeometryKind::kMultiLine) return read_lines(boundaries, geometry);
    read_shells(boundaries, kind.levels, begin_beside(source));
}

BesideOne::Theme* GeometryReader::State::theme_beside(BesideOne& beside, std::string_view name) {
    const std::uint32_t wanted = used.theme(name);
    for (std::size_t i = 0; i < beside.theme_count; ++i) {
        if (beside.themes[i].theme == wanted) return &beside.themes[i];
    }
    if (beside.theme_count == kThemesBeside) {
        warn("a geometry has more themes than are kept");
        return nullptr;
    }
    beside.themes[beside.theme_count].theme = wanted;
    return &beside.themes[beside.theme_count++];
}

BesideOne GeometryReader::State::begin_beside(const Element& source) {
    BesideOne beside;
    Element values;
    if (source["semantics"]["values"].get(values) == simdjson::SUCCESS && !values.is_null()) {
        beside.semantics = values;
    }
    if (context.appearance == nullptr) return beside;
    for (const char* part : {"material", "texture"}) {
        const bool is_material = part[0] == 'm';
        dom::object themes;
        if (source[part].get(themes) != simdjson::SUCCESS) continue;
        for (const dom::key_value_pair field : themes) {
            Element value;
            const bool is_there =
                field.value["values"].get(value) == simdjson::SUCCESS ||
                (is_material && field.value["value"].get(value) == simdjson::SUCCESS);
            BesideOne::Theme* one = is_there ? theme_beside(beside, field.key) : nullptr;
            if (one != nullptr) (is_material ? one->material : one->texture) = value;
        }
    }
    return beside;
}

void GeometryReader::State::read_shells(const Element& boundaries, int levels,
                                        const BesideOne& beside) {
    dom::array list;
    if (boundaries.get(list) != simdjson::SUCCESS) return warn("boundaries are no list");
    Cursor cursor(beside);
    std::uint32_t shell = 0;
    for (const Element each : list) {
        const BesideOne next = cursor.next();
        const std::size_t before = batch.polygons.size();
        if (levels > 0) {
            read_shells(each, levels - 1, next);
        } else {
            read_polygon(each, next);
        }
        if (levels != 1) continue;
        for (std::size_t i = before; i < batch.polygons.size(); ++i)
            batch.polygons[i].shell = shell;
        ++shell;
    }
}

bool GeometryReader::State::add_corner(const Element& index) {
    std::uint64_t at = 0;
    if (index.get(at) != simdjson::SUCCESS || at >= vertices.size()) return false;
    if (batch.corners.size() >= citymodel::limits::kCityCorners) return false;
    if (shares_vertices) {
        const auto [known, is_new] =
            shared.try_emplace(index_of(at), index_of(batch.vertices.size()));
        batch.corners.push_back(known->second);
        if (is_new) batch.vertices.push_back(vertices[at]);
        return true;
    }
    batch.corners.push_back(index_of(batch.vertices.size()));
    batch.vertices.push_back(vertices[at]);
    return true;
}

// A ring with corners that are not there is left out: what is left of it would be another shape.
bool GeometryReader::State::read_ring(const Element& source) {
    dom::array list;
    if (source.get(list) != simdjson::SUCCESS) return false;
    const citymodel::Ring ring{{index_of(batch.corners.size()), 0}};
    bool is_whole = true;
    for (const Element each : list)
        is_whole = is_whole && add_corner(each);
    const std::size_t count = batch.corners.size() - ring.corners.first;
    if (!is_whole || count > citymodel::limits::kRingCorners) {
        batch.corners.resize(ring.corners.first);
        return false;
    }
    batch.rings.push_back({{ring.corners.first, index_of(count)}});
    return true;
}

void GeometryReader::State::read_polygon(const Element& rings, const BesideOne& beside) {
    dom::array list;
    if (rings.get(list) != simdjson::SUCCESS) return warn("a surface is no list of rings");
    citymodel::Polygon polygon;
    polygon.rings.first = index_of(batch.rings.size());
    for (const Element ring : list) {
        if (read_ring(ring)) {
            ++polygon.rings.count;
            continue;
        }
        warn("a ring names vertices that are not there and is left out");
        if (polygon.rings.count == 0) return;  // The exterior.
    }
    if (polygon.rings.count == 0) return warn("a surface has no rings");
    const auto semantic = whole(beside.semantics);
    if (semantic && *semantic < surface_count) {
        polygon.surface = first_surface + index_of(*semantic);
    } else if (semantic) {
        warn("a surface's semantics are not in the list of surfaces");
    }
    if (beside.theme_count > 0) read_appearances(polygon, beside);
    batch.polygons.push_back(polygon);
}

void GeometryReader::State::read_appearances(citymodel::Polygon& polygon, const BesideOne& beside) {
    polygon.appearances.first = index_of(batch.appearances.size());
    for (std::size_t i = 0; i < beside.theme_count; ++i) {
        citymodel::PolygonAppearance appearance;
        appearance.theme = beside.themes[i].theme;
        if (const auto number = whole(beside.themes[i].material)) {
            appearance.material = used.material(*number);
            if (appearance.material == kNone) warn("a material is not in the list of materials");
        }
        if (beside.themes[i].texture) read_texture(beside.themes[i], polygon, appearance);
        if (appearance.material == kNone && appearance.texture == kNone) continue;
        batch.appearances.push_back(appearance);
        ++polygon.appearances.count;
    }
}

// [[texture, uv, uv ...], ...]: one list a ring, its first number the texture.
void GeometryReader::State::read_texture(const BesideOne::Theme& beside,
                                         const citymodel::Polygon& polygon,
                                         citymodel::PolygonAppearance& appearance) {
    dom::array rings;
    if (beside.texture->get(rings) != simdjson::SUCCESS) return;
    const auto first = batch.texture_coordinates.size();
    const std::vector<glm::vec2>& known = context.appearance->coordinates;
    std::uint32_t ring = 0;
    bool is_whole = true;
    for (const Element each : rings) {
        dom::array list;
        if (ring >= polygon.rings.count || each.get(list) != simdjson::SUCCESS) break;
        std::uint32_t count = 0;
        const Range corners = batch.rings[polygon.rings.first + ring].corners;
        for (const Element number : list) {
            const auto value = whole(number);
            if (!value) break;
            if (count == 0) {
                appearance.texture = used.texture(*value);
                if (appearance.texture == kNone) warn("a texture is not in the list of textures");
            } else if (count <= corners.count && *value < known.size()) {
                batch.texture_coordinates.push_back(known[*value]);
            }
            ++count;
        }
        is_whole = is_whole && count == corners.count + 1;
        ++ring;
    }
    std::uint32_t corners = 0;
    for (std::uint32_t i = 0; i < polygon.rings.count; ++i)
        corners += batch.rings[polygon.rings.first + i].corners.count;
    if (appearance.texture == kNone) return batch.texture_coordinates.resize(first);
    if (!is_whole || batch.texture_coordinates.size() - first != corners) {
        warn("texture coordinates do not fit their ring; the texture is left out");
        batch.texture_coordinates.resize(first);
        appearance.texture = kNone;
        return;
    }
    appearance.coordinates_first = index_of(first);
}

void GeometryReader::State::read_lines(const Element& boundaries, Geometry& geometry) {
    dom::array list;
    geometry.lines.first = index_of(batch.rings.size());
    if (boundaries.get(list) != simdjson::SUCCESS) return warn("boundaries are no list");
    for (const Element line : list) {
        if (read_ring(line)) {
            ++geometry.lines.count;
        } else {
            warn("a line names vertices that are not there and is left out");
        }
    }
}

void GeometryReader::State::read_points(const Element& boundaries, Geometry& geometry) {
    dom::array list;
    geometry.points.first = index_of(batch.corners.size());
    if (boundaries.get(list) != simdjson::SUCCESS) return warn("boundaries are no list");
    for (const Element point : list) {
        if (add_corner(point)) {
            ++geometry.points.count;
        } else {
            warn("a point names a vertex that is not there and is left out");
        }
    }
}

void GeometryReader::State::read_instance(const Element& source, Geometry& geometry) {
    std::uint64_t wanted = 0, anchor = 0;
    const bool has_both = source["template"].get(wanted) == simdjson::SUCCESS &&
                          source["boundaries"].at(0).get(anchor) == simdjson::SUCCESS &&
                          anchor < vertices.size();
    if (has_both) read_templates();
    if (!has_both || wanted >= templates.size() || templates[wanted] == kNone) {
        return warn("an instance names a template or an anchor that is not there");
    }
    citymodel::Placement placement;
    placement.anchor = vertices[anchor];
    dom::array numbers;
    int i = 0;
    if (source["transformationMatrix"].get(numbers) == simdjson::SUCCESS) {
        for (const Element number : numbers) {
            double value = 0.0;
            if (i >= 16 || number.get(value) != simdjson::SUCCESS) break;
            placement.matrix[i % 4][i / 4] = value;  // Row by row in the file.
            ++i;
        }
    }
    if (i != 0 && i != 16) return warn("an instance's matrix is not of 16 numbers");
    geometry.template_geometry = templates[wanted];
    geometry.placement = index_of(batch.placements.size());
    batch.placements.push_back(placement);
    geometry.lod = batch.geometries[templates[wanted]].lod;
}

void GeometryReader::State::read_templates() {
    if (has_templates) return;
    has_templates = true;
    PieceParser parser;
    const auto* root =
        static_cast<const Element*>(parser.parse(context.templates, 0, context.templates.size()));
    if (root == nullptr) return warn("geometry templates cannot be read");
    (void)scan_members(context.templates, 0, [&](ScannedMember& member) {
        if (member.key == "vertices-templates") {
            (void)read_vertices(context.templates.substr(member.value), template_vertices);
        }
        return true;
    });
    const auto outer = vertices;
    const Appearance* own = context.appearance;
    vertices = template_vertices;
    context.appearance = context.template_appearance;
    if (context.appearance != nullptr) used.set_source(*context.appearance);
    dom::array list;
    if ((*root)["templates"].get(list) == simdjson::SUCCESS) {
        for (const Element each : list) {
            std::string_view type;
            const bool is_instance =
                each["type"].get(type) == simdjson::SUCCESS && type == "GeometryInstance";
            const std::size_t before = batch.geometries.size();
            if (!is_instance) read(each, kNone);
            templates.push_back(batch.geometries.size() > before ? index_of(before) : kNone);
        }
    }
    vertices = outer;
    context.appearance = own;
    if (own != nullptr) used.set_source(*own);
}

}  // namespace belvedere::content::cityjson
