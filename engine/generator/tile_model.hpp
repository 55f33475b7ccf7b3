// SPDX-License-Identifier: Apache-2.0
// One tile of the city: the districts it covers, as fine as its level asks, as a glTF model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/tileset_writer.hpp"
#include "engine/generator/city_mesh.hpp"
#include "engine/generator/city_plan.hpp"

namespace belvedere::generator {

// What a district is from so far away that its blocks run together.
struct DistrictSummary {
    std::uint32_t buildings = 0;
    float cover = 0.0F;     // Part of the district that is built on.
    float height_m = 0.0F;  // Mean of its blocks above the ground.
    Rgb roof{}, ground{};
};
[[nodiscard]] DistrictSummary summarize(const DistrictLayout& layout);

// Pictures that every tile carries, encoded once.
struct TileAssets {
    std::vector<content::encode::EmbeddedImage> facades;  // In the order of Facade, without kPlain.
};
[[nodiscard]] Result<TileAssets> make_tile_assets();

struct TileModel {
    content::encode::GlbModel model;
    content::encode::TileBox box;  // Of everything drawn, root coordinates.
    std::uint64_t triangles = 0;   // Instances counted.
    std::uint64_t instances = 0;
};

// Builds tiles of one city. Immutable; any thread.
class TileModeler {
  public:
    TileModeler(const CityPlan& plan, std::vector<DistrictSummary> summaries, TileAssets assets)
        : plan_(plan), summaries_(std::move(summaries)), assets_(std::move(assets)) {}

    // `districts` are indices into the plan.
    [[nodiscard]] TileModel build(std::span<const std::uint32_t> districts, Detail detail) const;
    // Beyond Detail::kBlocks: one mass a district.
    [[nodiscard]] TileModel build_far(std::span<const std::uint32_t> districts) const;

  private:
    [[nodiscard]] TileModel finish(CityMesh& mesh, std::vector<Tree> trees, Detail detail,
                                   content::encode::PropertyTable table) const;

    const CityPlan& plan_;
    std::vector<DistrictSummary> summaries_;
    TileAssets assets_;
};

}  // namespace belvedere::generator
