// SPDX-License-Identifier: Apache-2.0
// Geometries of city objects as triangles, lines and points of a mesh.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_features.hpp"
#include "engine/content/decode/citymodel/city_look.hpp"
#include "engine/content/decode/citymodel/city_materials.hpp"
#include "engine/content/decode/citymodel/city_mesh.hpp"
#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/decode/citymodel/city_placer.hpp"
#include "engine/content/decode/citymodel/polygon_fill.hpp"

namespace belvedere::content::citymodel {

struct ShapeOptions {
    double cell_m = 0.0;          // CityTileOptions::cell_m.
    bool surfaces_first = false;  // Vertices carry surfaces' rows, and the further set objects'.
};

// Appends to a mesh; one job at a time; borrows all it is given.
class CityShapes {
  public:
    CityShapes(const CityBatch& batch, const FeatureRowNumbers& rows, CityMesh& mesh,
               CityMaterials& materials, const ShapeOptions& options);

    // `placer` has begun with the geometry's object.
    void add(const Geometry& geometry, const CityPlacer& placer);
    // A template, in its own metres: its instances say what features they are, and one of them
    // what type of object it looks like.
    void add_template(std::uint32_t index, std::string_view object_type);
    // After the last geometry: what has vanished gets its box.
    void finish();

    [[nodiscard]] const std::vector<CityWarning>& warnings() const { return warnings_; }

  private:
    struct Target {
        std::uint32_t object = kNone, template_geometry = kNone;
        std::string_view object_type;
        bool is_smooth = false;
    };
    // Positions are placed, or left where they are when there is no placer: a template's.
    void add_surfaces_of(const Geometry& geometry, const Target& target, const CityPlacer* placer);
    void add_polygon(const Polygon& polygon, const Target& target, const CityPlacer* placer);
    void add_triangles(const Polygon& polygon, const Target& target, const glm::dvec3& normal);
    void add_lines(const Geometry& geometry, const Target& target, const CityPlacer* placer);
    void add_points(const Geometry& geometry, const Target& target, const CityPlacer* placer);
    void begin_object(std::uint32_t object);
    void add_box();
    [[nodiscard]] bool collect(const Polygon& polygon, const CityPlacer* placer);
    // Whether a triangle of the polygon at hand is still one when its corners are joined.
    [[nodiscard]] bool survives(const std::uint32_t* corners);
    [[nodiscard]] glm::dvec3 joined(const glm::dvec3& position);
    void write_surface(MeshPart& part, std::uint32_t coordinate);
    [[nodiscard]] CityLook look_at(const Polygon& polygon, const Target& target);
    [[nodiscard]] bool is_inside(const Polygon& polygon, const Target& target);
    void learn_types(const Polygon& polygon, const Target& target);
    [[nodiscard]] VertexRows rows_of(const Target& target, std::uint32_t surface) const;
    void warn(const char* sentence, const Target& target);

    const CityBatch& batch_;
    const FeatureRowNumbers& rows_;
    CityMesh& mesh_;
    CityMaterials& materials_;
    ShapeOptions options_;
    PolygonFiller filler_;
    // Of the polygon at hand: all rings' corners.
    std::vector<glm::dvec3> positions_;
    std::vector<std::uint32_t> vertices_;  // Of the batch, one for each of `positions_`.
    std::vector<std::uint32_t> ring_sizes_, triangles_, used_;
    // What the types of the last polygon mean: mostly they are those of the next as well.
    NameId surface_type_ = kNoName;
    std::string_view object_type_;
    bool types_are_known_ = false, is_inner_ = false;
    CityLook look_ = CityLook::kOther;
    // Of the geometry at hand, when it is smooth: the sum of normals at each vertex of the batch.
    struct Smoothed {
        MeshPart* part = nullptr;
        std::uint32_t vertex = 0, batch_vertex = 0;
    };
    std::vector<Smoothed> smoothed_;
    std::unordered_map<std::uint32_t, glm::dvec3> normal_sums_;
    // Of the object at hand, in coarse tiles.
    std::uint32_t object_ = kNone;
    CityBox object_bounds_;  // In the tile's frame.
    bool object_is_drawn_ = false;
    glm::dvec3 object_origin_{0.0};  // Cells count from it.
    std::unordered_map<std::uint64_t, glm::dvec3> cells_;
    std::vector<CityWarning> warnings_;
};

}  // namespace belvedere::content::citymodel
