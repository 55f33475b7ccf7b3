// SPDX-License-Identifier: Apache-2.0
// GML geometry (OGC 07-036; ISO 19136) into the shared model.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citygml/element_finder.hpp"
#include "engine/content/decode/citygml/gml_names.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"

namespace belvedere::content::citygml {

// How positions are written.
struct PositionRule {
    int dimension = 3;        // Where no srsDimension says otherwise.
    bool is_y_first = false;  // North (latitude) before east: swapped on reading.
};

// Turns positions of another CRS than the file's into the file's.
class PositionConverter {
  public:
    virtual ~PositionConverter() = default;
    // `srs_name` as a geometry of the file has it. What is in the file's own CRS, or cannot be
    // converted, stays as it is; the latter gives a sentence. Any thread.
    virtual void convert(std::string_view srs_name, std::span<glm::dvec3> positions,
                         std::string& problem) const = 0;
    // How positions under this name are written.
    [[nodiscard]] virtual PositionRule rule_of(std::string_view srs_name) const = 0;
    [[nodiscard]] virtual bool is_own(std::string_view srs_name) const = 0;
    // The file's own CRS as it spells it; empty when it does not say.
    [[nodiscard]] virtual std::string_view own_name() const = 0;
};

// A reference (xlink:href) met where geometry was expected.
struct GeometryReference {
    std::string href;              // "#id" or "file.gml#id", decoded.
    std::uint32_t object = kNone;  // Whose geometry it is part of.
    std::uint32_t surface = kNone;
    citymodel::LodTenths lod = citymodel::kNoLod;
    std::uint32_t geometry = kNone;  // Its instance or template, when it is one's.
    std::uint32_t solid = kNone;     // In GeometryReader::solids, whose surface it is.
    std::uint32_t shell = 0;         // As Polygon::shell.
    bool is_of_solid = false;        // What it means is part of a solid's geometry.
    bool is_reversed = false;        // What it means is turned round here.
    int depth = 0;                   // References followed to come here.
};

// Geometry objects with an id that were read: the polygons inside, in CityBatch::polygons.
struct NamedPolygons {
    std::uint64_t id_hash = 0;
    std::uint32_t first = 0;
    std::uint32_t end = 0;
};

// Whose geometry is being read.
struct GeometryOwner {
    std::uint32_t object = kNone;
    std::uint32_t surface = kNone;
    citymodel::LodTenths lod = citymodel::kNoLod;
    int reference_depth = 0;
    std::uint32_t solid = kNone;  // That surfaces are of which a solid refers to.
    std::uint32_t shell = 0;      // Same, as Polygon::shell.
    bool is_of_solid = false;     // A solid refers to it.
    bool is_reversed = false;     // All of it is turned round.
};

// A gml:Solid that was read.
struct ReadSolid {
    std::uint32_t object = kNone;
    bool is_whole = true;  // False when some of its surfaces are not known.
};
// Polygons that surfaces of a solid are, wherever they are defined.
struct SolidPolygons {
    std::uint32_t solid = kNone;
    Range polygons;
};

[[nodiscard]] std::uint64_t id_hash(std::string_view id);
// Whether an OrientableSurface or OrientableCurve turns what is in it.
[[nodiscard]] inline bool is_turned_round(XmlElement element) {
    return element.attribute("orientation") == "-";
}
// Sizes of a batch's arrays are bounded below 2^32.
[[nodiscard]] inline std::uint32_t size_32(std::size_t size) {
    return static_cast<std::uint32_t>(size);
}

// Appends geometry to a batch. One thread; a reader serves one batch.
//
//   reader.begin(owner);  reader.add(element) ...;  reader.finish(kind)
//
// Polygons go straight into the batch; lines and points are kept until finish(), which appends
// them as geometries of their own, so that every range of the batch is in one piece. What is
// broken (too few corners, no numbers) is left out and noted.
class GeometryReader {
  public:
    GeometryReader(citymodel::CityBatch& batch, const PositionRule& rule,
                   const PositionConverter* converter)
        : batch_(batch), rule_(rule), converter_(converter) {}

    void begin(const GeometryOwner& owner);
    // A geometry object, or a property that holds some or refers to one.
    void add(XmlElement element);
    // Same, for what belongs to this semantic surface.
    void set_surface(std::uint32_t surface) { owner_.surface = surface; }
    // Appends a geometry for the polygons added since begin(), if any, and for lines and points.
    // The index of the first geometry appended, or kNone when there was nothing.
    std::uint32_t finish();
    // What finish() will call the polygons, as far as they have been added.
    [[nodiscard]] citymodel::GeometryKind kind() const { return kind_; }

    // The one position inside an element (a reference point); false when there is none.
    [[nodiscard]] bool read_position(XmlElement element, glm::dvec3& position);
    // Templates have coordinates of their own: never swapped, never converted.
    void set_rule(const PositionRule& rule, const PositionConverter* converter) {
        rule_ = rule;
        converter_ = converter;
    }

    // Of everything read with this reader; the owner clears them between top-level objects.
    std::vector<NamedPolygons> named;
    std::vector<GeometryReference> references;
    // Ids of rings, parallel to CityBatch::rings from `ring_ids_first` on; filled only while
    // `keeps_ring_ids`.
    std::vector<std::uint64_t> ring_ids;
    std::size_t ring_ids_first = 0;
    bool keeps_ring_ids = false;
    // Solids, filled only while `keeps_solids`; the owner clears them, and adds what their
    // references lead to.
    std::vector<ReadSolid> solids;
    std::vector<SolidPolygons> solid_polygons;
    bool keeps_solids = false;
    std::string_view object_id;  // For warnings.
    bool is_geographic = false;  // x and y of the file's CRS are degrees.
    // Where rings have their curves from that stand elsewhere; null: from nowhere.
    const ElementFinder* elements = nullptr;

  private:
    struct Scope {
        PositionRule rule;
        std::string_view srs_name;  // Of another CRS; empty for the file's own.
        bool is_reversed = false;
        int depth = 0;
        int reference_depth = 0;
    };
    void read_element(XmlElement element, Scope scope);
    void read_children(XmlElement element, const Scope& scope);
    void read_solid(XmlElement element, const Scope& scope);
    void read_polygon(XmlElement element, const Scope& scope);
    bool read_ring(XmlElement ring, const Scope& scope, bool is_closed);
    void read_line(XmlElement element, const Scope& scope);
    void read_point(XmlElement element, const Scope& scope);
    bool collect_positions(XmlElement element, const Scope& scope);
    bool collect_inside(XmlElement element, const Scope& scope);
    bool collect_referenced(XmlElement property, const Scope& scope);
    void turn_lines(std::size_t first_line);
    [[nodiscard]] bool bend(XmlElement element, GmlElement kind, std::size_t first,
                            const Scope& scope);
    bool append_positions(XmlElement positions, const Scope& scope);
    [[nodiscard]] std::string_view enter_scope(XmlElement element, Scope& scope) const;
    void note_reference(XmlElement element, const Scope& scope);
    void see_kind(GmlElement element);
    void warn(std::string_view sentence) { citymodel::warn(batch_, sentence, object_id); }
    void drop_polygon(std::size_t rings_first);

    citymodel::CityBatch& batch_;
    PositionRule rule_;
    const PositionConverter* converter_ = nullptr;
    GeometryOwner owner_;
    citymodel::GeometryKind kind_ = citymodel::GeometryKind::kMultiSurface;
    bool has_kind_ = false;
    std::uint32_t polygons_first_ = 0;
    std::uint32_t cavities_ = 0;  // Of all solids so far.
    std::size_t curve_bytes_left_ = limits::kReferredCurveBytes;
    std::vector<double> numbers_;
    std::vector<glm::dvec3> positions_;
    std::vector<glm::dvec3> line_positions_;
    std::vector<std::uint32_t> line_ends_;  // In line_positions_.
    std::vector<glm::dvec3> point_positions_;
    std::string_view ring_id_;  // Of the ring read last.
    std::string memory_;
};

}  // namespace belvedere::content::citygml
