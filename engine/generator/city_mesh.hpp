// SPDX-License-Identifier: Apache-2.0
// Triangles of one tile, sorted by material as they are made.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/generator/city_objects.hpp"

namespace belvedere::generator {

// How fine a tile is, nearest first.
enum class Detail : std::uint8_t {
    kFull,     // LoD2 roofs with parapets and chimneys, shops, kerbs, every tree.
    kReduced,  // LoD2 roof shapes, facades, a part of the trees.
    kBoxes,    // LoD1: one box a part, no textures.
    kBlocks    // One mass a block, landmarks kept.
};

// The lists a mesh is made of. Walls and roofs carry feature rows, the ground does not.
enum class Layer : std::uint8_t {
    kRoofs,  // And all that has no texture.
    kPlaster,
    kModern,
    kGlass,
    kHall,
    kShop,
    kGround,
    kWater,
    kCount
};
[[nodiscard]] Layer layer_of(Facade facade);
[[nodiscard]] constexpr bool has_features(Layer layer) {
    return layer < Layer::kGround;
}

struct MeshVertex {
    glm::dvec3 position{0.0};
    glm::vec2 uv{0.0F};
};

// Positions are land coordinates with heights above the river. Grows; one thread.
class CityMesh {
  public:
    // Everything added from now on belongs to this row of the tile's table.
    void set_feature(std::uint32_t row) { feature_ = row; }

    // Counter-clockwise seen from outside. Triangles of no area are left out.
    void add_triangle(Layer layer, Rgb color, const std::array<MeshVertex, 3>& corners);
    void add_quad(Layer layer, Rgb color, const std::array<MeshVertex, 4>& corners);
    // With given normals and colours, for ground and anything round.
    struct SmoothVertex {
        glm::dvec3 position{0.0};
        glm::dvec3 normal{0.0, 0.0, 1.0};
        Rgb color{};
    };
    void add_smooth_triangle(Layer layer, const std::array<SmoothVertex, 3>& corners);
    // The same in two steps, for meshes that share vertices: returns the vertex's index.
    std::uint32_t add_smooth_vertex(Layer layer, const SmoothVertex& vertex);
    void add_indices(Layer layer, const std::array<std::uint32_t, 3>& corners);

    [[nodiscard]] content::encode::Primitive& layer(Layer layer) {
        return layers_[static_cast<std::size_t>(layer)];
    }
    // Bent to the Earth: the city's plane touches the ellipsoid at its origin, and the land drops
    // away from the plane by the square of the distance (8 cm at 1 km, 31 m at 20 km).
    void follow_earth();

  private:
    std::array<content::encode::Primitive, static_cast<std::size_t>(Layer::kCount)> layers_;
    std::uint32_t feature_ = 0;
};

// A solid without floor over a convex or nearly convex outline; plain walls and a flat top.
struct PrismStyle {
    Rgb wall{}, roof{};
    Layer layer = Layer::kRoofs;
};
void add_prism(CityMesh& mesh, const Polygon& outline, double base_m, double top_m,
               const PrismStyle& style);

}  // namespace belvedere::generator
