// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/geometry_reader.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citymodel/limits.hpp"
#include "engine/core/hash.hpp"

namespace belvedere::content::citygml {

using citymodel::GeometryKind;

namespace {

bool can_grow(const citymodel::CityBatch& batch, std::size_t corners) {
    namespace limits = citymodel::limits;
    return batch.vertices.size() + corners <= limits::kCityVertices &&
           batch.corners.size() + corners <= limits::kCityCorners;
}

// Appends corners for `positions`; the range of them.
Range append_corners(citymodel::CityBatch& batch, std::span<const glm::dvec3> positions) {
    const Range range{size_32(batch.corners.size()), size_32(positions.size())};
    const std::uint32_t first = size_32(batch.vertices.size());
    batch.vertices.insert(batch.vertices.end(), positions.begin(), positions.end());
    for (std::uint32_t i = 0; i < range.count; ++i)
        batch.corners.push_back(first + i);
    return range;
}

}  // namespace

std::uint64_t id_hash(std::string_view id) {
    return hash_64(as_bytes(id));
}

void GeometryReader::begin(const GeometryOwner& owner) {
    owner_ = owner;
    kind_ = owner.is_of_solid ? GeometryKind::kSolid : GeometryKind::kMultiSurface;
    has_kind_ = owner.is_of_solid;
    polygons_first_ = size_32(batch_.polygons.size());
    line_positions_.clear();
    line_ends_.clear();
    point_positions_.clear();
}

void GeometryReader::add(XmlElement element) {
    Scope scope;
    scope.rule = rule_;
    scope.is_reversed = owner_.is_reversed;
    const std::size_t lines = line_ends_.size();
    read_element(element, scope);
    if (owner_.is_reversed) turn_lines(lines);
}

// Turns lines round from this one on: each of them, and their order.
void GeometryReader::turn_lines(std::size_t first_line) {
    if (first_line == line_ends_.size()) return;
    const std::uint32_t first = first_line == 0 ? 0 : line_ends_[first_line - 1];
    const std::uint32_t end = line_ends_.back();
    std::reverse(line_positions_.begin() + first, line_positions_.end());
    // Each end but the last is where a line begins, seen from the other side.
    const auto ends = std::span(line_ends_).subspan(first_line, line_ends_.size() - first_line - 1);
    std::ranges::reverse(ends);
    for (std::uint32_t& each : ends)
        each = first + (end - each);
}

void GeometryReader::see_kind(GmlElement element) {
    const auto set = [&](GeometryKind kind) {
        // The outermost says what it is, except that a solid beside surfaces is a solid.
        if (has_kind_ && kind_ != GeometryKind::kMultiSurface) return;
        kind_ = kind;
        has_kind_ = true;
    };
    if (element == GmlElement::kSolid) set(GeometryKind::kSolid);
    if (element == GmlElement::kSolids) set(GeometryKind::kMultiSolid);
    if (element == GmlElement::kComposite && !has_kind_) set(GeometryKind::kCompositeSurface);
    if (element == GmlElement::kSurfaces && !has_kind_) set(GeometryKind::kMultiSurface);
}

// Takes in what an element's attributes say of positions inside it; its id, raw.
std::string_view GeometryReader::enter_scope(XmlElement element, Scope& scope) const {
    std::string_view id;
    if (!element.has_attributes()) return id;
    AttributeCursor cursor(element.contents());
    while (cursor.next()) {
        const std::string_view local = local_name(cursor.name());
        if (local == "id") {
            id = cursor.value();
        } else if (local == "srsDimension") {
            if (cursor.value() == "2") scope.rule.dimension = 2;
            if (cursor.value() == "3") scope.rule.dimension = 3;
        } else if (local == "srsName" && converter_ != nullptr &&
                   !converter_->is_own(cursor.value())) {
            scope.srs_name = cursor.value();
            scope.rule.is_y_first = converter_->rule_of(cursor.value()).is_y_first;
        }
    }
    return id;
}

void GeometryReader::note_reference(XmlElement element, const Scope& scope) {
    const std::string_view href = element.attribute("href");
    if (href.empty()) return;
    GeometryReference reference;
    append_decoded(href, reference.href);
    reference.object = owner_.object;
    reference.surface = owner_.surface;
    reference.lod = owner_.lod;
    reference.is_reversed = scope.is_reversed;
    reference.depth = owner_.reference_depth;
    reference.solid = owner_.solid;
    reference.shell = owner_.shell;
    reference.is_of_solid = kind_ == GeometryKind::kSolid;
    references.push_back(std::move(reference));
}

void GeometryReader::read_element(XmlElement element, Scope scope) {
    if (++scope.depth > static_cast<int>(limits::kElementDepth)) return;
    const GmlElement kind = gml_element(element.local());
    const std::string_view id = enter_scope(element, scope);
    const std::uint32_t first = size_32(batch_.polygons.size());
    switch (kind) {
        case GmlElement::kPolygon:
            read_polygon(element, scope);
            break;
        case GmlElement::kLine:
        case GmlElement::kArc:
        case GmlElement::kCentredArc:
        case GmlElement::kSpline:
        case GmlElement::kRing:
            read_line(element, scope);
            break;
        case GmlElement::kPoint:
            read_point(element, scope);
            break;
        case GmlElement::kOrientable: {
            const bool is_turned = is_turned_round(element);
            const std::size_t lines = line_ends_.size();
            scope.is_reversed = scope.is_reversed != is_turned;
            read_children(element, scope);
            if (is_turned) turn_lines(lines);
            break;
        }
        case GmlElement::kSolid:
            see_kind(kind);
            read_solid(element, scope);
            break;
        case GmlElement::kSurfaces:
        case GmlElement::kComposite:
        case GmlElement::kSolids:
        case GmlElement::kMixed:
        case GmlElement::kLines:
        case GmlElement::kPoints:
            see_kind(kind);
            read_children(element, scope);
            break;
        case GmlElement::kPositions:
        case GmlElement::kPointProperty:
            return;
        case GmlElement::kHole: {  // Of a solid: a cavity.
            const std::uint32_t outer = std::exchange(owner_.shell, ++cavities_);
            read_children(element, scope);
            owner_.shell = outer;
            return;
        }
        case GmlElement::kExterior:
        case GmlElement::kProperty:
        case GmlElement::kOther:
            read_children(element, scope);
            return;
    }
    if (!id.empty()) named.push_back({id_hash(id), first, size_32(batch_.polygons.size())});
}

void GeometryReader::read_solid(XmlElement element, const Scope& scope) {
    if (!keeps_solids) return read_children(element, scope);
    const std::uint32_t outer = std::exchange(owner_.solid, size_32(solids.size()));
    const std::uint32_t solid = owner_.solid;
    solids.push_back({owner_.object, true});
    const std::uint32_t first = size_32(batch_.polygons.size());
    read_children(element, scope);
    const std::uint32_t end = size_32(batch_.polygons.size());
    if (end > first) solid_polygons.push_back({solid, {first, end - first}});
    owner_.solid = outer;
}

void GeometryReader::read_children(XmlElement element, const Scope& scope) {
    if (!element.has_children()) {
        if (element.has_attributes()) note_reference(element, scope);
        return;
    }
    for (XmlElement child = element.first_child(); child; child = child.next_sibling())
        read_element(child, scope);
}

bool GeometryReader::read_ring(XmlElement ring, const Scope& scope, bool is_closed) {
    positions_.clear();
    Scope own = scope;
    ring_id_ = enter_scope(ring, own);
    if (!collect_positions(ring, own)) return false;
    if (is_closed) {
        if (positions_.size() > 1 && positions_.front() == positions_.back()) {
            positions_.pop_back();
        } else if (!positions_.empty()) {
            warn("a ring is not closed");
        }
        if (positions_.size() < 3) {
            warn("a ring has fewer than three corners");
            return false;
        }
        if (own.is_reversed) std::reverse(positions_.begin(), positions_.end());
    }
    return can_grow(batch_, positions_.size());
}

void GeometryReader::drop_polygon(std::size_t rings_first) {
    batch_.rings.resize(rings_first);
    if (keeps_ring_ids) ring_ids.resize(rings_first - ring_ids_first);
}

void GeometryReader::read_polygon(XmlElement element, const Scope& scope) {
    const std::size_t rings_first = batch_.rings.size();
    if (batch_.polygons.size() >= kNone - 1) return;
    bool has_exterior = false;
    for (XmlElement bound = element.first_child(); bound; bound = bound.next_sibling()) {
        const GmlElement kind = gml_element(bound.local());
        const bool is_hole = kind == GmlElement::kHole;
        if (!is_hole && kind != GmlElement::kExterior) continue;
        // GML 3.2 lets several interiors share one property element in some profiles.
        for (XmlElement ring = bound.first_child(); ring; ring = ring.next_sibling()) {
            if (gml_element(ring.local()) != GmlElement::kRing) continue;
            const bool is_good = read_ring(ring, scope, true);
            if (!is_good && !is_hole) return drop_polygon(rings_first);
            if (!is_good) continue;
            // A hole before its exterior, or a second exterior, has no meaning.
            if (is_hole != has_exterior) continue;
            has_exterior = true;
            batch_.rings.push_back({append_corners(batch_, positions_)});
            if (keeps_ring_ids) ring_ids.push_back(ring_id_.empty() ? 0 : id_hash(ring_id_));
        }
    }
    if (!has_exterior) {
        warn("a polygon has no exterior");
        return drop_polygon(rings_first);
    }
    citymodel::Polygon polygon;
    polygon.rings = {size_32(rings_first), size_32(batch_.rings.size() - rings_first)};
    polygon.surface = owner_.surface;
    polygon.shell = owner_.shell;
    batch_.polygons.push_back(polygon);
}

void GeometryReader::read_line(XmlElement element, const Scope& scope) {
    if (!read_ring(element, scope, false)) return;
    if (positions_.size() < 2) return warn("a line has fewer than two positions");
    line_positions_.insert(line_positions_.end(), positions_.begin(), positions_.end());
    line_ends_.push_back(size_32(line_positions_.size()));
}

void GeometryReader::read_point(XmlElement element, const Scope& scope) {
    positions_.clear();
    if (!collect_positions(element, scope) || positions_.empty()) return;
    point_positions_.push_back(positions_.front());
}

bool GeometryReader::read_position(XmlElement element, glm::dvec3& position) {
    positions_.clear();
    Scope scope;
    scope.rule = rule_;
    (void)enter_scope(element, scope);
    if (!collect_positions(element, scope) || positions_.empty()) return false;
    position = positions_.front();
    return true;
}

std::uint32_t GeometryReader::finish() {
    const std::uint32_t first = size_32(batch_.geometries.size());
    citymodel::Geometry geometry;
    geometry.object = owner_.object;
    geometry.lod = owner_.lod;
    geometry.polygons = {polygons_first_, size_32(batch_.polygons.size()) - polygons_first_};
    if (geometry.polygons.count > 0) {
        geometry.kind = kind_;
        // CityGML has at most one solid of a level in an object.
        geometry.is_share = kind_ == GeometryKind::kSolid && owner_.object != kNone;
        batch_.geometries.push_back(geometry);
    }
    geometry.polygons = {};
    geometry.is_share = false;
    if (!line_ends_.empty() && can_grow(batch_, line_positions_.size())) {
        geometry.kind = GeometryKind::kMultiLine;
        geometry.lines = {size_32(batch_.rings.size()), size_32(line_ends_.size())};
        std::uint32_t from = 0;
        for (const std::uint32_t end : line_ends_) {
            const auto line = std::span(line_positions_).subspan(from, end - from);
            batch_.rings.push_back({append_corners(batch_, line)});
            if (keeps_ring_ids) ring_ids.push_back(0);
            from = end;
        }
        batch_.geometries.push_back(geometry);
        geometry.lines = {};
    }
    if (!point_positions_.empty() && can_grow(batch_, point_positions_.size())) {
        geometry.kind = GeometryKind::kMultiPoint;
        geometry.points = append_corners(batch_, point_positions_);
        batch_.geometries.push_back(geometry);
    }
    begin(owner_);
    return first < batch_.geometries.size() ? first : kNone;
}

}  // namespace belvedere::content::citygml
