// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citymodel/city_shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citymodel {
namespace {

// A building's plain shell is a roof where its normal points up more than this.
constexpr double kRoofNormalZ = 0.5;
// Objects smaller than this share of a cell are not worth a box.
constexpr double kBoxShare = 0.25;

// Cells are numbered by integers, whatever a file says.
constexpr double kFarthestCell = 1e15;

std::uint32_t index_of(std::size_t value) {
    return static_cast<std::uint32_t>(value);
}

VertexGeometry moved(VertexGeometry vertex, const glm::dvec3& position) {
    for (int axis = 0; axis < 3; ++axis)
        vertex.position_m[axis] = static_cast<float>(position[axis]);
    return vertex;
}

glm::dvec3 placed(const CityPlacer* placer, const glm::dvec3& position) {
    return placer != nullptr ? placer->place(position) : position;
}

}  // namespace

CityShapes::CityShapes(const CityBatch& batch, const FeatureRowNumbers& rows, CityMesh& mesh,
                       CityMaterials& materials, const ShapeOptions& options)
    : batch_(batch), rows_(rows), mesh_(mesh), materials_(materials), options_(options) {}

void CityShapes::warn(const char* sentence, const Target& target) {
    const std::string_view id =
        target.object == kNone ? "" : batch_.text_of(batch_.objects[target.object].id);
    citymodel::warn(warnings_, sentence, id);
}

VertexRows CityShapes::rows_of(const Target& target, std::uint32_t surface) const {
    if (target.object == kNone) return {};
    const std::uint32_t object = rows_.of_object[target.object];
    const std::uint32_t part = surface == kNone ? kNone : rows_.of_surface[surface];
    if (options_.surfaces_first) return {part == kNone ? object : part, object};
    return {object, part};
}

void CityShapes::add(const Geometry& geometry, const CityPlacer& placer) {
    Target target;
    target.object = geometry.object;
    target.object_type = batch_.names.name(batch_.objects[geometry.object].type);
    target.is_smooth = is_smooth(target.object_type);
    if (options_.cell_m > 0.0) begin_object(geometry.object);
    add_surfaces_of(geometry, target, &placer);
    if (options_.cell_m > 0.0) return;
    add_lines(geometry, target, &placer);
    add_points(geometry, target, &placer);
}

void CityShapes::add_template(std::uint32_t index, std::string_view object_type) {
    finish();
    Target target;
    target.template_geometry = index;
    target.object_type = object_type;
    add_surfaces_of(batch_.geometries[index], target, nullptr);
    add_lines(batch_.geometries[index], target, nullptr);
    add_points(batch_.geometries[index], target, nullptr);
}

void CityShapes::add_surfaces_of(const Geometry& geometry, const Target& target,
                                 const CityPlacer* placer) {
    smoothed_.clear();
    normal_sums_.clear();
    for (std::uint32_t i = 0; i < geometry.polygons.count; ++i)
        add_polygon(batch_.polygons[geometry.polygons.first + i], target, placer);
    for (const Smoothed& one : smoothed_) {
        const glm::dvec3& sum = normal_sums_[one.batch_vertex];
        VertexGeometry& vertex = one.part->geometry[one.vertex];
        const OctNormal oct = encode_normal(static_cast<float>(sum.x), static_cast<float>(sum.y),
                                            static_cast<float>(sum.z));
        vertex.normal_oct[0] = oct.x;
        vertex.normal_oct[1] = oct.y;
    }
}

void CityShapes::learn_types(const Polygon& polygon, const Target& target) {
    const NameId type = polygon.surface == kNone ? kNoName : batch_.surfaces[polygon.surface].type;
    const bool is_same_object = object_type_.data() == target.object_type.data();
    if (types_are_known_ && type == surface_type_ && is_same_object) return;
    types_are_known_ = true;
    surface_type_ = type;
    object_type_ = target.object_type;
    look_ = look_of(batch_.names.name(type), object_type_);
    is_inner_ = is_inner(batch_.names.name(type), object_type_);
}

CityLook CityShapes::look_at(const Polygon& polygon, const Target& target) {
    learn_types(polygon, target);
    return look_;
}

bool CityShapes::is_inside(const Polygon& polygon, const Target& target) {
    learn_types(polygon, target);
    return is_inner_;
}

// Positions of all rings of a polygon; false when there is nothing to fill.
bool CityShapes::collect(const Polygon& polygon, const CityPlacer* placer) {
    positions_.clear();
    vertices_.clear();
    ring_sizes_.clear();
    triangles_.clear();
    for (std::uint32_t r = 0; r < polygon.rings.count; ++r) {
        const Range corners = batch_.rings[polygon.rings.first + r].corners;
        if (corners.count > limits::kRingCorners) return false;
        for (std::uint32_t i = 0; i < corners.count; ++i) {
            const std::uint32_t vertex = batch_.corners[corners.first + i];
            vertices_.push_back(vertex);
            positions_.push_back(placed(placer, batch_.vertices[vertex]));
        }
        ring_sizes_.push_back(corners.count);
    }
    return !positions_.empty();
}

void CityShapes::add_polygon(const Polygon& polygon, const Target& target,
                             const CityPlacer* placer) {
    const bool is_coarse = options_.cell_m > 0.0;
    if (is_coarse && is_inside(polygon, target)) return;
    if (!collect(polygon, placer)) return warn("a ring has no corners or too many", target);
    // Near the origin, so that no digits are lost in what follows.
    const glm::dvec3 origin = positions_.front();
    for (glm::dvec3& position : positions_)
        position -= origin;
    const FilledPolygon filled = filler_.fill(positions_, ring_sizes_, triangles_);
    for (glm::dvec3& position : positions_)
        position += origin;
    if (filled.outcome == FillOutcome::kNothing) {
        return warn("a polygon has no area or no position", target);
    }
    if (filled.outcome == FillOutcome::kMended) {
        warn("a polygon touches or crosses itself, or a hole lies outside of it", target);
    }
    if (is_coarse) {
        if (object_bounds_.is_empty()) object_origin_ = origin;
        for (const glm::dvec3& position : positions_)
            object_bounds_.add(position);
    }
    add_triangles(polygon, target, filled.normal);
}

void CityShapes::add_triangles(const Polygon& polygon, const Target& target,
                               const glm::dvec3& normal) {
    CityLook look = look_at(polygon, target);
    if (polygon.surface == kNone && is_shell(look) && normal.z > kRoofNormalZ) {
        look = CityLook::kFlatRoof;
    }
    const CityMaterials::Chosen chosen = materials_.choose(polygon, look);
    MeshPart& part = mesh_.part({target.template_geometry, chosen.material, Topology::kTriangles});
    const VertexRows rows = rows_of(target, polygon.surface);
    const bool is_coarse = options_.cell_m > 0.0;
    const bool is_smoothed = target.is_smooth || chosen.is_smooth;
    used_.assign(positions_.size(), kNone);
    const VertexGeometry model = mesh_vertex(glm::dvec3(0.0), normal, rows.drawn);
    for (std::size_t i = 0; i + 2 < triangles_.size(); i += 3) {
        if (is_coarse && !survives(&triangles_[i])) continue;
        object_is_drawn_ = true;
        for (std::size_t k = i; k < i + 3; ++k) {
            const std::uint32_t corner = triangles_[k];
            if (used_[corner] == kNone) {
                used_[corner] = index_of(part.geometry.size());
                const glm::dvec3& at = positions_[corner];
                part.geometry.push_back(moved(model, is_coarse ? joined(at) : at));
                part.other_rows.push_back(rows.other);
                if (is_smoothed) {
                    smoothed_.push_back({&part, used_[corner], vertices_[corner]});
                    normal_sums_.try_emplace(vertices_[corner], 0.0).first->second += normal;
                }
                if (chosen.coordinates_first != kNone) {
                    write_surface(part, chosen.coordinates_first + corner);
                }
            }
            part.indices.push_back(used_[corner]);
        }
    }
}

void CityShapes::write_surface(MeshPart& part, std::uint32_t coordinate) {
    VertexSurface surface{};
    const glm::vec2& at = batch_.texture_coordinates[coordinate];
    surface.uv0[0] = at.x;
    surface.uv0[1] = 1.0F - at.y;  // glTF's v goes down.
    part.surfaces.push_back(surface);
}

void CityShapes::add_lines(const Geometry& geometry, const Target& target,
                           const CityPlacer* placer) {
    if (geometry.lines.count == 0) return;
    const std::uint32_t material = materials_.plain(look_of("", target.object_type));
    MeshPart& part = mesh_.part({target.template_geometry, material, Topology::kLines});
    const VertexRows rows = rows_of(target, kNone);
    for (std::uint32_t r = 0; r < geometry.lines.count; ++r) {
        const Range corners = batch_.rings[geometry.lines.first + r].corners;
        for (std::uint32_t i = 0; i < corners.count; ++i) {
            const glm::dvec3 at =
                placed(placer, batch_.vertices[batch_.corners[corners.first + i]]);
            if (i > 0) {
                part.indices.push_back(index_of(part.geometry.size() - 1));
                part.indices.push_back(index_of(part.geometry.size()));
            }
            part.geometry.push_back(mesh_vertex(at, glm::dvec3(0.0), rows.drawn));
            part.other_rows.push_back(rows.other);
        }
    }
}

void CityShapes::add_points(const Geometry& geometry, const Target& target,
                            const CityPlacer* placer) {
    if (geometry.points.count == 0) return;
    const std::uint32_t material = materials_.plain(look_of("", target.object_type));
    MeshPart& part = mesh_.part({target.template_geometry, material, Topology::kPoints});
    const VertexRows rows = rows_of(target, kNone);
    for (std::uint32_t i = 0; i < geometry.points.count; ++i) {
        const glm::dvec3 at =
            placed(placer, batch_.vertices[batch_.corners[geometry.points.first + i]]);
        part.geometry.push_back(mesh_vertex(at, glm::dvec3(0.0), rows.drawn));
        part.other_rows.push_back(rows.other);
    }
}

// The first position of the object in a cell stands for all of them, so that walls stay upright.
glm::dvec3 CityShapes::joined(const glm::dvec3& position) {
    const glm::dvec3 from_origin = (position - object_origin_) / options_.cell_m;
    const glm::dvec3 cell =
        glm::clamp(glm::floor(from_origin + 0.5), -kFarthestCell, kFarthestCell);
    const std::array<std::int64_t, 3> key{static_cast<std::int64_t>(cell.x),
                                          static_cast<std::int64_t>(cell.y),
                                          static_cast<std::int64_t>(cell.z)};
    const auto bytes = std::as_bytes(std::span(key));
    return cells_.try_emplace(hash_64(bytes), position).first->second;
}

bool CityShapes::survives(const std::uint32_t* corners) {
    const glm::dvec3 a = joined(positions_[corners[0]]);
    const glm::dvec3 b = joined(positions_[corners[1]]);
    const glm::dvec3 c = joined(positions_[corners[2]]);
    return a != b && b != c && c != a;
}

void CityShapes::begin_object(std::uint32_t object) {
    if (object == object_) return;
    finish();
    object_ = object;
    object_bounds_ = {};
    object_is_drawn_ = false;
    cells_.clear();
}

void CityShapes::finish() {
    if (object_ != kNone && !object_is_drawn_ && !object_bounds_.is_empty()) add_box();
    object_ = kNone;
}

void CityShapes::add_box() {
    const glm::dvec3 size = object_bounds_.max - object_bounds_.min;
    if (std::max({size.x, size.y, size.z}) < options_.cell_m * kBoxShare) return;
    // Top and four sides: the corner's bits say which end of each axis it is.
    struct Side {
        std::uint32_t corners[4];
        glm::dvec3 normal;
    };
    const Side sides[] = {{{4, 5, 7, 6}, {0.0, 0.0, 1.0}},
                          {{0, 1, 5, 4}, {0.0, -1.0, 0.0}},
                          {{1, 3, 7, 5}, {1.0, 0.0, 0.0}},
                          {{3, 2, 6, 7}, {0.0, 1.0, 0.0}},
                          {{2, 0, 4, 6}, {-1.0, 0.0, 0.0}}};
    const std::string_view type = batch_.names.name(batch_.objects[object_].type);
    const CityLook side_look = look_of("", type);
    for (const Side& side : sides) {
        const bool is_roof = side.normal.z > 0.0 && is_shell(side_look);
        const std::uint32_t material = materials_.plain(is_roof ? CityLook::kFlatRoof : side_look);
        MeshPart& part = mesh_.part({kNone, material, Topology::kTriangles});
        const std::uint32_t first = index_of(part.geometry.size());
        for (const std::uint32_t corner : side.corners) {
            const glm::dvec3 at((corner & 1U) != 0 ? object_bounds_.max.x : object_bounds_.min.x,
                                (corner & 2U) != 0 ? object_bounds_.max.y : object_bounds_.min.y,
                                (corner & 4U) != 0 ? object_bounds_.max.z : object_bounds_.min.z);
            part.geometry.push_back(mesh_vertex(at, side.normal, rows_.of_object[object_]));
            part.other_rows.push_back(kNone);
        }
        for (const std::uint32_t k : {0U, 1U, 2U, 0U, 2U, 3U})
            part.indices.push_back(first + k);
    }
}

}  // namespace belvedere::content::citymodel
