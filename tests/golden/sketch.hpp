// SPDX-License-Identifier: Apache-2.0
// Small scenes for pictures: boxes, spheres and points as TileContent.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/tile_content_builder.hpp"

namespace belvedere::test {

// Collects shapes in a tile's frame and makes a block of them. Every call of begin() starts a
// primitive; shapes go into the last one.
class Sketch {
  public:
    Sketch();

    // Starts a primitive of a new material; change both before adding shapes.
    struct Begun {
        content::PrimitiveRecord& primitive;
        content::MaterialRecord& material;
    };
    Begun begin(content::Topology topology = content::Topology::kTriangles);
    Begun begin(const glm::vec3& linear_color);

    // An upright box with its outline. `feature` is a row.
    void box(const glm::vec3& low, const glm::vec3& high, std::uint32_t feature = content::kNone);
    // Two triangles, counter-clockwise corners, uv 0 ... 1.
    void quad(const std::array<glm::vec3, 4>& corners, std::uint32_t feature = content::kNone);
    void sphere(const glm::vec3& center, float radius_m);
    void point(const glm::vec3& position, content::Rgba8 color);
    // Vertices of the current primitive get texture coordinates, colours.
    void add_instance(const glm::vec3& at, float scale, std::uint32_t feature);
    std::uint32_t image(std::uint32_t side, bool is_srgb,
                        content::Rgba8 (*texel)(std::uint32_t x, std::uint32_t y));

    [[nodiscard]] std::shared_ptr<const content::TileContent> finish();

    content::TileContentBuilder builder;

  private:
    void end();
    std::uint32_t vertex(const glm::vec3& position, const glm::vec3& normal, float u, float v,
                         std::uint32_t feature);
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);
    std::vector<std::uint32_t> outline_;
    bool is_open_ = false;
    bool has_surface_ = false;
};

// A few blocks of houses with towers, a square and a park: what most pictures show. 600 m wide.
// Features are the houses.
[[nodiscard]] std::shared_ptr<const content::TileContent> sketch_city(
    const geo::LocalFrame& frame = {});

}  // namespace belvedere::test
