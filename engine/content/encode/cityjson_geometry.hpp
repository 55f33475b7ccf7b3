// SPDX-License-Identifier: Apache-2.0
// Geometries of city objects as CityJSON, and the vertices and looks they share.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citymodel/city_model.hpp"
#include "engine/content/encode/cityjson_looks.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/content/encode/surface_arrays.hpp"

namespace belvedere::content::encode {

// What all objects of a document have in common. Grows; one thread.
struct CityJsonPool {
    glm::dvec3 scale{0.001}, translate{0.0};
    std::vector<std::array<std::int64_t, 3>> vertices;
    CityJsonLookPool looks;
    std::vector<std::string> templates;  // JSON geometries.
    std::vector<glm::dvec3> template_vertices;
    std::set<std::string> notes;
};

// One batch's geometries; borrows both.
class CityJsonGeometry {
  public:
    // `images` may be null: textures are left out.
    CityJsonGeometry(const citymodel::CityBatch& batch, CityJsonPool& pool, CityJsonImages* images);
    CityJsonGeometry(const CityJsonGeometry&) = delete;
    CityJsonGeometry& operator=(const CityJsonGeometry&) = delete;
    // Hands what was left out to the pool.
    ~CityJsonGeometry();

    // Values of "geometry", of all of an object's (indices in CityBatch::geometries); what has
    // surfaces, lines and points is several of them, shares of a solid are one.
    void write(JsonWriter& json, std::span<const std::uint32_t> geometries);

  private:
    enum class Vertices : std::uint8_t { kShared, kOfTemplates };
    void write_one(JsonWriter& json, const citymodel::Geometry& geometry);
    void write_surfaces(JsonWriter& json, std::span<const citymodel::Geometry> shares);
    void write_semantics(JsonWriter& json, const SurfaceList& surfaces);
    void write_lines(JsonWriter& json, const citymodel::Geometry& geometry);
    void write_points(JsonWriter& json, const citymodel::Geometry& geometry);
    void write_instance(JsonWriter& json, const citymodel::Geometry& geometry);
    void write_corners(JsonWriter& json, Range corners);
    static void write_lod(JsonWriter& json, const citymodel::Geometry& geometry);
    [[nodiscard]] std::uint64_t vertex(const glm::dvec3& at);
    // The level of detail is the instance's: CityJSON writes it at the template.
    [[nodiscard]] std::uint32_t template_of(const citymodel::Geometry& instance);

    const citymodel::CityBatch& batch_;
    CityJsonPool& pool_;
    Vertices vertices_ = Vertices::kShared;
    std::map<std::array<std::int64_t, 3>, std::uint64_t> known_;
    CityJsonLooks looks_;
    std::map<std::pair<std::uint32_t, citymodel::LodTenths>, std::uint32_t> templates_;
};

// "RoofSurface", or "+OuterFloorSurface" where CityJSON has no such word.
[[nodiscard]] std::string cityjson_surface_type(std::string_view type);
// Attributes as members of the object that is open.
void write_cityjson_attributes(JsonWriter& json, const citymodel::CityBatch& batch,
                               Range attributes);

}  // namespace belvedere::content::encode
