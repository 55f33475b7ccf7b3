// SPDX-License-Identifier: Apache-2.0
// Members of a city model (OGC CityGML 1.0, 2.0, 3.0) into the shared model.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/content/decode/citygml/appearance_index.hpp"
#include "engine/content/decode/citygml/attribute_reader.hpp"
#include "engine/content/decode/citygml/element_finder.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/long_member.hpp"
#include "engine/content/decode/citygml/model_library.hpp"
#include "engine/content/decode/citygml/namespaces.hpp"
#include "engine/content/decode/citygml/object_names.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/content/decode/citymodel/city_lods.hpp"
#include "engine/content/decode/citymodel/solid_edges.hpp"
#include "engine/content/decode/citymodel/world_file.hpp"

namespace belvedere::content::citygml {

struct ReliefGrid;

// What members are read with. Everything outlives the reader; null where there is none.
struct ReadContext {
    const NamespaceTable* namespaces = nullptr;
    PositionRule positions;
    const PositionConverter* converter = nullptr;
    std::string_view text;                         // The whole file's.
    const AppearanceIndex* appearances = nullptr;  // Of members of their own, in `text`.
    const ElementFinder* elements = nullptr;
    const Codelists* codelists = nullptr;
    const ModelLibrary* models = nullptr;
    const ReadBeside* beside = nullptr;  // World files of images.
    citymodel::LodChoice lods;
    bool is_geographic = false;  // x and y are degrees.
};

// Reads members into one batch, one after the other; one thread.
//
// A polygon is appended once, where it is defined: references to it from a solid or a surface of
// the same member only say what it is (and whose wall). References to geometry of another member
// copy it, since the two may be in different tiles.
class FeatureReader {
  public:
    FeatureReader(const ReadContext& context, citymodel::CityBatch& batch);

    // `text` is one member element, or one feature without one, which stands at `range` in the
    // file. What is broken is left out and noted in the batch's warnings.
    void read(std::string_view text, const citymodel::FileRange& range);
    // Some pieces of a long member, which stands at `range`.
    void read_partial(const PartialText& text, const citymodel::FileRange& range);
    // Further pieces of the same member: what they add to objects and surfaces that came before,
    // known by where they stand in the file, becomes part of those, and references from one piece
    // into another hold.
    void read_on(const PartialText& text, const citymodel::FileRange& range);
    // Of objects that were read in pieces: what their shares have in any piece of the member.
    [[nodiscard]] std::span<const citymodel::SharesElsewhere> shares_elsewhere() const {
        return shares_elsewhere_;
    }

  private:
    // Geometry of one object, gathered before any is appended, so that a level can be chosen.
    struct Pending {
        XmlElement element;
        citymodel::LodTenths lod = citymodel::kNoLod;
        std::uint32_t surface = kNone;
        bool is_implicit = false;
        bool is_terrain_line = false;
        bool is_relief = false;  // A grid, or a property that refers to one.
    };
    struct Later {
        XmlElement element;
        std::uint32_t parent_surface = kNone;
    };
    struct Gathered {
        std::vector<Pending> geometry;
        std::vector<Later> surfaces;
        std::vector<XmlElement> children;
        citymodel::LodTenths relief_lod = citymodel::kNoLod;
        std::uint64_t lods_elsewhere = 0;  // Bits as in CityMember::lods, of all pieces.
    };
    // Polygons that a solid refers to as a cavity of its.
    struct ShellClaim {
        NamedPolygons polygons;
        std::uint32_t object = kNone;
        citymodel::LodTenths lod = citymodel::kNoLod;
        std::uint32_t shell = 0;
    };
    struct Assignment {
        std::uint32_t polygon = 0;
        citymodel::PolygonAppearance appearance;
    };

    void forget_pieces();
    void read_text(std::string_view text, const citymodel::FileRange& range);
    // Of the element's start tag, in the file.
    [[nodiscard]] std::uint64_t file_offset(XmlElement element) const;
    // Levels that an object of a long member and its shares have in any of its pieces.
    [[nodiscard]] ObjectLevels levels_in_pieces(XmlElement element) const;
    // Whether the element came with an earlier piece of the member.
    [[nodiscard]] bool came_already(XmlElement element);
    void read_object(XmlElement element, std::uint32_t parent, int depth);
    // The place of the element in `begun`, or kNone for one that is new.
    [[nodiscard]] std::uint32_t begun_at(
        XmlElement element, const std::unordered_map<std::uint64_t, std::uint32_t>& begun) const;
    [[nodiscard]] std::string_view id_of_surface(XmlElement element, std::uint32_t object);
    void read_surface(const Later& surface, std::uint32_t object, Gathered& gathered);
    void gather(XmlElement feature, std::uint32_t surface, Gathered& gathered);
    XmlElement gather_property(XmlElement property, Module module, std::uint32_t surface,
                               Gathered& gathered);
    [[nodiscard]] bool gather_child(XmlElement child, XmlElement property, std::uint32_t surface,
                                    Gathered& gathered);
    void append_geometry(std::uint32_t object, Gathered& gathered);
    void append_implicit(XmlElement implicit, std::uint32_t object, std::uint32_t surface,
                         citymodel::LodTenths lod);
    void append_relief(XmlElement coverage, std::uint32_t object, citymodel::LodTenths lod);
    void append_cells(const ReliefGrid& grid, std::uint32_t vertices_first, std::uint32_t object,
                      citymodel::LodTenths lod);
    // The template that a file of its own is; nothing, with a warning, when there is none.
    [[nodiscard]] Range model_of(const std::string& path, const std::string& mime_type);
    [[nodiscard]] Range template_of(XmlElement holder, std::uint32_t surface);
    [[nodiscard]] Range read_template(XmlElement holder, std::uint32_t surface);
    [[nodiscard]] citymodel::LodTenths chosen_lod(const Gathered& gathered) const;
    void resolve_references();
    [[nodiscard]] bool resolve_here(const GeometryReference& reference);
    void give_surface(const NamedPolygons& polygons, std::uint32_t surface);
    void give_shells();
    void give_solid(const GeometryReference& reference, const Range& polygons);
    void leave_solid_unknown(const GeometryReference& reference);
    void look_at_solids();
    // False when nothing was copied.
    [[nodiscard]] bool copy_referenced(const GeometryReference& reference);
    void apply_appearances(std::size_t rings_first);
    void apply_index(const AppearanceIndex& index, std::string_view text,
                     std::vector<Assignment>& assignments);
    void apply_target(const AppearanceIndex& index, std::string_view text,
                      const AppearanceTarget& target, std::span<const NamedPolygons> named,
                      std::vector<Assignment>& assignments);
    [[nodiscard]] bool append_coordinates_of(const citymodel::Polygon& polygon,
                                             const TargetMapping& mapping);
    [[nodiscard]] bool may_visit();
    void attach(std::vector<Assignment>& assignments);
    [[nodiscard]] std::uint32_t theme_of(std::string_view name);
    [[nodiscard]] std::uint32_t material_of(const AppearanceIndex& index, std::uint32_t data);
    [[nodiscard]] std::uint32_t texture_of(const SurfaceData& data);
    [[nodiscard]] std::optional<citymodel::PixelPlacing> placing_of(const SurfaceData& data);
    void append_pixels_of(const citymodel::Polygon& polygon,
                          const citymodel::PixelPlacing& placing);
    // Remembers which extension (ADE) an element is of.
    void note_extension(XmlElement element);
    void warn(std::string_view sentence) { citymodel::warn(batch_, sentence, object_id_); }

    const ReadContext& context_;
    citymodel::CityBatch& batch_;
    GeometryReader geometry_;
    AttributeReader attributes_;
    XmlTree tree_;
    std::string object_id_;
    std::string memory_;
    std::string_view member_text_;
    citymodel::FileRange member_range_;
    // Of a member that is read in pieces; empty for others.
    std::span<const TextSegment> segments_;
    std::span<const ObjectLevels> levels_;
    bool is_partial_ = false;
    bool reads_on_ = false;
    std::unordered_map<std::uint64_t, std::uint32_t> begun_objects_, begun_surfaces_;
    std::unordered_set<std::uint64_t> begun_shapes_;  // Placed models and grids.
    std::vector<citymodel::SharesElsewhere> shares_elsewhere_;
    std::vector<std::vector<NamedPolygons>> earlier_named_;   // Of earlier pieces, each in order.
    std::vector<GeometryReference> waiting_;                  // For what is in a later piece.
    std::set<std::pair<std::string, std::uint32_t>> copied_;  // References, and who has them.
    std::vector<std::string> extension_prefixes_;             // Met so far.
    std::uint64_t visits_left_ = 0;
    std::uint64_t copies_left_ = limits::kCopiedPolygons;
    std::size_t named_sorted_ = 0;  // So many of GeometryReader::named are in order.
    citymodel::SolidEdges solid_edges_;
    std::vector<Range> solid_ranges_;
    std::vector<ShellClaim> shell_claims_;
    std::size_t geometries_first_ = 0;                    // Of the member.
    AppearanceIndex local_;                               // Appearances inside the member.
    std::unordered_map<std::uint64_t, Range> templates_;  // By the hash of their id.
    std::unordered_map<std::uint64_t, std::uint32_t> materials_;
    // An image, whether it is seen from above, and what is seen beyond it.
    using TextureKey = std::tuple<std::string, bool, citymodel::TextureWrap, std::array<float, 4>>;
    std::map<TextureKey, std::uint32_t> textures_;
    // What world files say of images; nothing for those without.
    std::unordered_map<std::string, std::optional<citymodel::PixelPlacing>> placings_;
};

}  // namespace belvedere::content::citygml
