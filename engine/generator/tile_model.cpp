// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/tile_model.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <glm/common.hpp>

#include "engine/content/encode/image_encoder.hpp"
#include "engine/content/encode/weld_vertices.hpp"
#include "engine/generator/building_mesh.hpp"
#include "engine/generator/building_table.hpp"
#include "engine/generator/district_layout.hpp"
#include "engine/generator/facade_images.hpp"
#include "engine/generator/ground_mesh.hpp"
#include "engine/generator/height_grid.hpp"
#include "engine/generator/tree_models.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr std::size_t kLayers = static_cast<std::size_t>(Layer::kCount);
constexpr double kBlockCoverMin = 0.06;  // Emptier blocks are drawn as ground alone from afar.

// Far levels keep every n-th tree and make it larger.
struct TreeThinning {
    std::size_t keep_every = 1;
    float grow = 1.0F;
};

TreeThinning thinning_of(Detail detail) {
    switch (detail) {
        case Detail::kFull:
            return {1, 1.0F};
        case Detail::kReduced:
            return {3, 1.3F};
        case Detail::kBoxes:
            return {10, 1.7F};
        case Detail::kBlocks:
            return {60, 2.6F};
    }
    return {};
}

void add_trees(std::vector<Tree>& trees, const DistrictLayout& layout, Detail detail) {
    const TreeThinning thinning = thinning_of(detail);
    for (std::size_t i = 0; i < layout.trees.size(); i += thinning.keep_every) {
        Tree tree = layout.trees[i];
        if (detail != Detail::kFull && tree.kind == TreeKind::kShrub) continue;
        tree.height_m *= thinning.grow;
        trees.push_back(tree);
    }
}

void add_buildings(CityMesh& mesh, BuildingTable& table, const DistrictLayout& layout,
                   std::uint32_t first_number, Detail detail) {
    for (std::size_t i = 0; i < layout.buildings.size(); ++i) {
        const Building& building = layout.buildings[i];
        if (detail == Detail::kBlocks && !building.is_landmark) continue;
        mesh.set_feature(table.add(building, first_number + static_cast<std::uint32_t>(i)));
        for (std::uint32_t k = 0; k < building.part_count; ++k) {
            add_building_part(mesh, layout.parts[building.part_first + k], detail);
        }
    }
}

// A block as one mass: lower than its roofs where there is much court and garden in it, as the eye
// takes the mean.
void add_block_mass(CityMesh& mesh, const BlockMass& block) {
    if (block.cover < kBlockCoverMin) return;
    const double height = (block.roof_m - block.ground_m) * (0.35 + 0.65 * block.cover);
    const Polygon outline = inset(block.outline, block.cover > 0.4 ? 0.5 : 5.0);
    if (outline.empty() || height < 1.0) return;
    add_prism(mesh, outline, block.ground_m - 2.0, block.ground_m + height,
              {rgb(0xc9bda6),
               blend(surface_color(block.surface, 128), block.color,
                     std::min(1.0, 0.35 + 1.1 * block.cover)),
               Layer::kGround});
}

// The streets and the ground of a block, for tiles that draw blocks as masses.
void add_block_ground(DistrictLayout& simple, const BlockMass& block, bool is_countryside) {
    if (is_countryside) {
        simple.patches.push_back({block.cell, block.surface, 0.0F, 128});
        return;
    }
    for (const std::array<Point, 3>& triangle : fill_ring(block.cell, block.outline)) {
        simple.patches.push_back(
            {{triangle.begin(), triangle.end()}, Surface::kAsphalt, 0.0F, 150});
    }
    simple.patches.push_back({block.outline, block.surface, 0.0F, 128});
}

struct BoxGrower {
    glm::vec3 low{std::numeric_limits<float>::max()};
    glm::vec3 high{std::numeric_limits<float>::lowest()};
    void add(const glm::vec3& p, float reach = 0.0F, float above = 0.0F) {
        low = glm::min(low, p - glm::vec3(reach, reach, 0.1F * above));
        high = glm::max(high, p + glm::vec3(reach, reach, above));
    }
};

encode::Material material_of(Layer layer) {
    encode::Material material;
    material.metallic = 0.0F;
    material.roughness = layer == Layer::kWater ? 0.18F : layer == Layer::kGlass ? 0.35F : 0.95F;
    constexpr std::array<const char*, kLayers> kNames{"roofs", "plaster", "modern", "glass",
                                                      "hall",  "shop",    "ground", "water"};
    material.name = kNames[static_cast<std::size_t>(layer)];
    return material;
}

float earth_drop(const glm::vec3& p) {
    const double square = double{p.x} * p.x + double{p.y} * p.y;
    return static_cast<float>(square / (2 * geo::kSemiMajorAxis_m));
}

// Adds the layer's primitive with its material; textured layers bring their picture.
void move_layer(encode::GlbModel& model, CityMesh& mesh, Layer layer, const TileAssets& assets) {
    encode::Primitive& primitive = mesh.layer(layer);
    if (primitive.indices.empty()) return;
    encode::weld_vertices(primitive);
    encode::Material material = material_of(layer);
    if (layer > Layer::kRoofs && layer < Layer::kGround) {
        material.base_color_image = static_cast<std::uint32_t>(model.images.size());
        material.texture_scale = glm::vec2(1.0F / kFacadeRepeat);
        model.images.push_back(assets.facades[static_cast<std::size_t>(layer) - 1]);
    }
    primitive.material = static_cast<std::uint32_t>(model.materials.size());
    if (has_features(layer)) primitive.property_table = 0;
    model.materials.push_back(std::move(material));
    model.primitives.push_back(std::move(primitive));
}

void move_trees(encode::GlbModel& model, const std::vector<Tree>& trees, Detail detail) {
    if (trees.empty()) return;
    const auto material = static_cast<std::uint32_t>(model.materials.size());
    model.materials.push_back({.name = "trees", .roughness = 1.0F});
    for (std::size_t kind = 0; kind < static_cast<std::size_t>(TreeKind::kCount); ++kind) {
        encode::Primitive primitive = make_tree_model(static_cast<TreeKind>(kind), detail);
        primitive.material = material;
        for (const Tree& tree : trees) {
            if (static_cast<std::size_t>(tree.kind) != kind) continue;
            primitive.instances.push_back(tree_instance(tree));
        }
        if (!primitive.instances.empty()) model.primitives.push_back(std::move(primitive));
    }
}

}  // namespace

DistrictSummary summarize(const DistrictLayout& layout) {
    DistrictSummary summary;
    summary.buildings = static_cast<std::uint32_t>(layout.buildings.size());
    double area = 0.0;
    double built = 0.0;
    double height = 0.0;
    glm::dvec3 roof(0.0);
    glm::dvec3 ground(0.0);
    for (const BlockMass& block : layout.blocks) {
        const double whole = signed_area(block.outline);
        const double covered = whole * block.cover;
        area += whole;
        built += covered;
        height += covered * std::max(0.0, double{block.roof_m} - block.ground_m);
        roof += covered * glm::dvec3(block.color.r, block.color.g, block.color.b);
        const Rgb color = surface_color(block.surface, 128);
        ground += whole * glm::dvec3(color.r, color.g, color.b);
    }
    const auto as_color = [](const glm::dvec3& c) {
        return Rgb{static_cast<std::uint8_t>(c.x), static_cast<std::uint8_t>(c.y),
                   static_cast<std::uint8_t>(c.z)};
    };
    if (area > 0) summary.cover = static_cast<float>(built / area);
    if (area > 0) summary.ground = as_color(ground / area);
    if (built > 0) summary.height_m = static_cast<float>(height / built);
    if (built > 0) summary.roof = as_color(roof / built);
    return summary;
}

Result<TileAssets> make_tile_assets() {
    TileAssets assets;
    for (std::size_t i = 1; i < static_cast<std::size_t>(Facade::kCount); ++i) {
        auto png = encode::encode_png(make_facade_image(static_cast<Facade>(i)));
        if (!png) return fail(png.error());
        assets.facades.push_back({"image/png", std::move(*png)});
    }
    return assets;
}

TileModel TileModeler::finish(CityMesh& mesh, std::vector<Tree> trees, Detail detail,
                              encode::PropertyTable table) const {
    mesh.follow_earth();
    BoxGrower box;
    for (std::size_t i = 0; i < kLayers; ++i) {
        for (const glm::vec3& p : mesh.layer(static_cast<Layer>(i)).positions)
            box.add(p);
    }
    for (Tree& tree : trees) {
        const glm::vec3 place(static_cast<float>(tree.place.x), static_cast<float>(tree.place.y),
                              tree.ground_m);
        tree.ground_m -= earth_drop(place);
        box.add({place.x, place.y, tree.ground_m}, 0.75F * tree.height_m, tree.height_m);
    }
    TileModel result;
    const glm::vec3 center = glm::floor((box.low + box.high) * 0.5F);
    result.model.origin_m = glm::dvec3(center);
    result.box = {glm::dvec3(box.low), glm::dvec3(box.high)};
    for (std::size_t i = 0; i < kLayers; ++i) {
        for (glm::vec3& p : mesh.layer(static_cast<Layer>(i)).positions)
            p -= center;
        move_layer(result.model, mesh, static_cast<Layer>(i), assets_);
    }
    for (Tree& tree : trees) {
        tree.place -= Point(center.x, center.y);
        tree.ground_m -= center.z;
    }
    move_trees(result.model, trees, detail);
    result.instances = trees.size();
    if (!table.columns.empty()) result.model.property_tables.push_back(std::move(table));
    for (const encode::Primitive& primitive : result.model.primitives) {
        result.triangles +=
            primitive.indices.size() / 3 * std::max<std::size_t>(1, primitive.instances.size());
    }
    return result;
}

TileModel TileModeler::build(std::span<const std::uint32_t> districts, Detail detail) const {
    CityMesh mesh;
    BuildingTable table;
    std::vector<Tree> trees;
    for (const std::uint32_t index : districts) {
        const District& district = plan_.districts[index];
        const DistrictLayout layout =
            lay_out_district(district, plan_.landscape, district.building_count);
        const HeightGrid ground = make_height_grid(district, plan_.landscape);
        add_buildings(mesh, table, layout, district.building_first, detail);
        add_trees(trees, layout, detail);
        if (detail != Detail::kBlocks) {
            generator::add_ground(mesh, layout, ground, detail);
        } else {
            DistrictLayout simple;
            simple.borders = layout.borders;
            for (const BlockMass& block : layout.blocks) {
                add_block_ground(simple, block, district.kind >= DistrictKind::kFields);
                add_block_mass(mesh, block);
            }
            generator::add_ground(mesh, simple, ground, detail);
        }
        add_river(mesh, plan_.stretches[index], plan_.landscape, detail);
    }
    return finish(mesh, std::move(trees), detail,
                  table.empty() ? encode::PropertyTable{} : table.take());
}

TileModel TileModeler::build_far(std::span<const std::uint32_t> districts) const {
    CityMesh mesh;
    for (const std::uint32_t index : districts) {
        const District& district = plan_.districts[index];
        const DistrictSummary& summary = summaries_[index];
        Polygon outline;
        for (const Point& p : district.plan)
            outline.push_back(plan_.landscape.to_land(p));
        const Rgb color = blend(summary.ground, summary.roof, std::min(1.0F, summary.cover * 1.2F));
        const Point center = middle(outline);
        const auto vertex = [&](const Point& p) {
            CityMesh::SmoothVertex v;
            v.position = {p.x, p.y, plan_.landscape.height(p)};
            v.color = color;
            return v;
        };
        for (std::size_t i = 0; i < outline.size(); ++i) {
            mesh.add_smooth_triangle(
                Layer::kGround,
                {vertex(outline[i]), vertex(outline[(i + 1) % outline.size()]), vertex(center)});
        }
        const Polygon mass = inset(outline, 25.0);
        if (summary.cover > 0.1F && !mass.empty()) {
            const double low = plan_.landscape.height(center);
            add_prism(mesh, mass, low - 10.0, low + summary.height_m * summary.cover * 1.6,
                      {rgb(0xb9ad98), summary.roof, Layer::kGround});
        }
        add_river(mesh, plan_.stretches[index], plan_.landscape, Detail::kBlocks);
    }
    return finish(mesh, {}, Detail::kBlocks, {});
}

}  // namespace belvedere::generator
