// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/geometry_reader.hpp"

#include <algorithm>
#include <utility>

#include "engine/content/decode/citygml/curve_points.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
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
    kind_ = GeometryKind::kMultiSurface;
    has_kind_ = false;
    polygons_first_ = size_32(batch_.polygons.size());
    line_positions_.clear();
    line_ends_.clear();
    point_positions_.clear();
}

void GeometryReader::add(XmlElement element) {
    Scope scope;
    scope.rule = rule_;
    read_element(element, scope);
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

void GeometryReader::note_reference(XmlElement element) {
    const std::string_view href = element.attribute("href");
    if (href.empty()) return;
    GeometryReference reference;
    append_decoded(href, reference.href);
    reference.object = owner_.object;
    reference.surface = owner_.surface;
    reference.lod = owner_.lod;
    reference.depth = owner_.reference_depth;
    reference.solid = owner_.solid;
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
        case GmlElement::kOrientable:
            if (element.attribute("orientation") == "-") scope.is_reversed = !scope.is_reversed;
            read_children(element, scope);
            break;
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
        case GmlElement::kHole:  // Of a solid: a cavity.
            read_children(element, scope);
            if (first < batch_.polygons.size()) batch_.polygons[first].begins_shell = true;
            return;
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
    solids.push_back({owner_.object, true, {}});
    const std::uint32_t first = size_32(batch_.polygons.size());
    read_children(element, scope);
    solids[solid].polygons.push_back({first, size_32(batch_.polygons.size()) - first});
    owner_.solid = outer;
}

void GeometryReader::read_children(XmlElement element, const Scope& scope) {
    if (!element.has_children()) {
        if (element.has_attributes()) note_reference(element);
        return;
    }
    for (XmlElement child = element.first_child(); child; child = child.next_sibling())
        read_element(child, scope);
}

bool GeometryReader::append_positions(XmlElement positions, const Scope& scope) {
    Scope own = scope;
    (void)enter_scope(positions, own);
    numbers_.clear();
    const bool is_commas = positions.local() == "coordinates";
    bool is_good = false;
    if (positions.has_children()) {
        // gml:coord of GML 2: X, Y and Z each in an element.
        for (XmlElement axis = positions.first_child(); axis; axis = axis.next_sibling())
            is_good = append_numbers(axis.text(memory_), numbers_);
    } else {
        const std::string_view raw = positions.inner();
        is_good = is_commas ? append_coordinates(raw, numbers_) : append_numbers(raw, numbers_);
        if (!is_good && raw.find_first_of("<&") != std::string_view::npos) {
            numbers_.clear();
            const std::string_view text = positions.text(memory_);
            is_good =
                is_commas ? append_coordinates(text, numbers_) : append_numbers(text, numbers_);
        }
    }
    if (!is_good) {
        warn("positions hold what is no number");
        return false;
    }
    std::size_t dimension = static_cast<std::size_t>(own.rule.dimension);
    if (numbers_.size() % dimension != 0) {
        const std::size_t other = 5 - dimension;
        if (numbers_.size() % other != 0) {
            warn("positions are not of " + std::to_string(dimension) + " numbers each");
            return false;
        }
        dimension = other;
    } else if (positions.local() == "pos" && numbers_.size() == 2) {
        dimension = 2;
    }
    const std::size_t count = numbers_.size() / dimension;
    if (positions_.size() + count > citymodel::limits::kRingCorners) {
        warn("a ring or line has over 200,000 corners");
        return false;
    }
    const std::size_t first = positions_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double* at = &numbers_[i * dimension];
        positions_.emplace_back(at[0], at[1], dimension == 3 ? at[2] : 0.0);
        if (own.rule.is_y_first) std::swap(positions_.back().x, positions_.back().y);
    }
    if (own.srs_name.empty()) return true;
    std::string problem;
    converter_->convert(own.srs_name, std::span(positions_).subspan(first), problem);
    if (!problem.empty()) warn(problem);
    return true;
}

// All positions below an element, in order: of a LinearRing its posList, of a Ring those of its
// curves, joined where one ends on the next one's start.
bool GeometryReader::collect_positions(XmlElement element, const Scope& scope) {
    bool is_good = true;
    const std::size_t first = positions_.size();
    for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
        const GmlElement kind = gml_element(child.local());
        if (kind == GmlElement::kPositions) {
            is_good = append_positions(child, scope) && is_good;
        } else if (kind != GmlElement::kOther && scope.depth < 250) {
            Scope inner = scope;
            ++inner.depth;
            (void)enter_scope(child, inner);
            const std::size_t before = positions_.size();
            is_good = collect_positions(child, inner) && is_good;
            const bool is_joint = before > 0 && positions_.size() > before &&
                                  positions_[before - 1] == positions_[before];
            if (is_joint && kind != GmlElement::kPointProperty) {
                positions_.erase(positions_.begin() + static_cast<std::ptrdiff_t>(before));
            }
        }
    }
    const GmlElement own = gml_element(element.local());
    const bool is_curved =
        own == GmlElement::kArc || own == GmlElement::kCentredArc || own == GmlElement::kSpline;
    if (is_curved && is_good) is_good = bend(element, own, first, scope);
    return is_good;
}

// Makes a line of the positions from `first` on that a curve is written with.
bool GeometryReader::bend(XmlElement element, GmlElement kind, std::size_t first,
                          const Scope& scope) {
    // Templates are in metres.
    const CurvePlane plane{is_geographic && converter_ != nullptr, scope.rule.is_y_first};
    if (kind == GmlElement::kSpline) {
        warn("a spline is shown by straight lines between its positions");
    } else if (element.local() == "Circle") {
        bend_circle(positions_, first, plane);
    } else if (kind == GmlElement::kArc) {
        bend_arcs(positions_, first, plane);
    } else {
        const auto arc = centred_arc(element);
        if (!arc || positions_.size() != first + 1) {
            warn("an arc does not say its centre, its radius or its angles");
            positions_.resize(first);
            return false;
        }
        bend_centred(positions_, *arc, plane);
    }
    if (positions_.size() <= citymodel::limits::kRingCorners) return true;
    warn("a ring or line has over 200,000 corners");
    return false;
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
        batch_.geometries.push_back(geometry);
    }
    geometry.polygons = {};
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
