// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/quad_set.hpp"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/json_writer.hpp"
#include "engine/content/encode/tileset_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"
#include "engine/generator/place.hpp"
#include "engine/generator/random.hpp"
#include "engine/generator/tile_files.hpp"
#include "engine/geo/local_frame.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr std::uint32_t kBuildingsASide = 8;
constexpr std::uint32_t kWallRows = 7;
constexpr std::uint32_t kWallBays = 2;
constexpr double kBoxHeight_m = 70.0;  // Every building is lower: 8 m + 60 m at most.

struct QuadTile {
    std::uint32_t level = 0, x = 0, y = 0;
};

struct TileCounts {
    std::uint64_t triangles = 0, bytes = 0;
};

double side_of(const QuadSetOptions& options, const QuadTile& tile) {
    return options.extent_m / static_cast<double>(1U << tile.level);
}

glm::dvec3 center_of(const QuadSetOptions& options, const QuadTile& tile) {
    const double side = side_of(options, tile);
    return {side * (tile.x + 0.5) - options.extent_m / 2,
            side * (tile.y + 0.5) - options.extent_m / 2, 0.0};
}

void add_vertex(encode::Primitive& out, const glm::dvec3& position, const glm::dvec3& normal,
                std::uint32_t feature) {
    out.positions.emplace_back(position);
    out.normals.emplace_back(normal);
    out.features.push_back(feature);
}

void add_quad(encode::Primitive& out, std::uint32_t first, std::uint32_t row_length) {
    const std::uint32_t above = first + row_length;
    out.indices.insert(out.indices.end(), {first, first + 1, above + 1, first, above + 1, above});
}

// A grid of quads, as windows and storeys would need: 14 quads, so that 4 walls and a roof make 114
// triangles and 100 vertices.
void add_wall(encode::Primitive& out, const glm::dvec2& from, const glm::dvec2& to, double height_m,
              std::uint32_t feature) {
    const glm::dvec2 along = to - from;
    const double length = std::sqrt(along.x * along.x + along.y * along.y);
    const glm::dvec3 normal(along.y / length, -along.x / length, 0.0);
    const auto base = static_cast<std::uint32_t>(out.positions.size());
    for (std::uint32_t row = 0; row <= kWallRows; ++row) {
        for (std::uint32_t bay = 0; bay <= kWallBays; ++bay) {
            const glm::dvec2 p = from + along * (static_cast<double>(bay) / kWallBays);
            add_vertex(out, {p.x, p.y, height_m * row / kWallRows}, normal, feature);
        }
    }
    for (std::uint32_t row = 0; row < kWallRows; ++row) {
        for (std::uint32_t bay = 0; bay < kWallBays; ++bay) {
            add_quad(out, base + row * (kWallBays + 1) + bay, kWallBays + 1);
        }
    }
}

void add_box(encode::Primitive& out, const glm::dvec2& center, double half_m, double height_m,
             std::uint32_t feature) {
    const glm::dvec2 low = center - half_m;
    const glm::dvec2 high = center + half_m;
    const std::array<glm::dvec2, 4> corners{low, glm::dvec2(high.x, low.y), high,
                                            glm::dvec2(low.x, high.y)};
    for (std::size_t i = 0; i < 4; ++i) {
        add_wall(out, corners[i], corners[(i + 1) % 4], height_m, feature);
    }
    const auto base = static_cast<std::uint32_t>(out.positions.size());
    for (const glm::dvec2& c : corners)
        add_vertex(out, {c.x, c.y, height_m}, {0, 0, 1}, feature);
    out.indices.insert(out.indices.end(), {base, base + 1, base + 2, base, base + 2, base + 3});
}

encode::GlbModel make_tile(const QuadSetOptions& options, const QuadTile& tile) {
    const double side = side_of(options, tile);
    const glm::dvec3 center = center_of(options, tile);
    const double pitch = side / kBuildingsASide;
    encode::GlbModel model;
    model.origin_m = center;
    encode::Primitive buildings;
    std::vector<float> heights;
    std::vector<std::uint16_t> years;
    for (std::uint32_t row = 0; row < kBuildingsASide; ++row) {
        for (std::uint32_t column = 0; column < kBuildingsASide; ++column) {
            Random random(tile.x * kBuildingsASide + column, tile.y * kBuildingsASide + row,
                          tile.level);
            const double size = random.unit();
            const glm::dvec2 spot(pitch * (column + 0.5) - side / 2,
                                  pitch * (row + 0.5) - side / 2);
            const glm::dvec2 place = spot + glm::dvec2(center.x, center.y);
            // A skyline: high in the middle of the set, low at its border.
            const double off =
                (place.x * place.x + place.y * place.y) / (options.extent_m * options.extent_m);
            const double height = 8.0 + 60.0 * size / (1.0 + 24.0 * off);
            const auto feature = static_cast<std::uint32_t>(heights.size());
            add_box(buildings, spot, pitch * (0.3 + 0.12 * size), height, feature);
            heights.push_back(static_cast<float>(height));
            years.push_back(static_cast<std::uint16_t>(1900 + static_cast<int>(120 * size)));
        }
    }
    buildings.property_table = 0;
    model.primitives.push_back(std::move(buildings));
    Random tint(tile.x, tile.y, tile.level + 1000);
    model.materials.push_back(
        {.base_color = {static_cast<float>(0.55 + 0.40 * tint.unit()),
                        static_cast<float>(0.55 + 0.35 * tint.unit()),
                        static_cast<float>(0.50 + 0.35 * tint.unit()), 1.0F}});
    model.property_tables.push_back(
        {.class_name = "building",
         .description = "",
         .columns = {{"height", "Height in metres", "", std::move(heights)},
                     {"year", "Year of construction", "", std::move(years)}}});
    return model;
}

std::string uri_of(const QuadTile& tile) {
    return std::to_string(tile.level) + "/" + std::to_string(tile.x) + "_" +
           std::to_string(tile.y) + ".glb";
}

encode::TilesetNode make_node(const QuadSetOptions& options, const QuadTile& tile) {
    const double side = side_of(options, tile);
    const glm::dvec3 center = center_of(options, tile);
    const glm::dvec3 half(side / 2, side / 2, 0.0);
    encode::TilesetNode node;
    node.box = {center - half, center + half + glm::dvec3(0.0, 0.0, kBoxHeight_m)};
    node.geometric_error_m = tile.level == options.depth ? 0.0 : side / 8;
    node.content_uri = uri_of(tile);
    if (tile.level == options.depth) return node;
    for (std::uint32_t k = 0; k < 4; ++k) {
        node.children.push_back(
            make_node(options, {tile.level + 1, tile.x * 2 + (k & 1U), tile.y * 2 + (k >> 1U)}));
    }
    return node;
}

void write_point(encode::JsonWriter& json, double x, double y, double z) {
    json.begin_array().number(x).number(y).number(z).end_array();
}

// Cameras in metres east-north-up about the origin, as fractions of the extent.
std::string make_views(double extent_m) {
    encode::JsonWriter json;
    json.begin_object().key("origin").begin_object();
    json.key("lon").number(kOriginLongitude_deg).key("lat").number(kOriginLatitude_deg);
    json.key("height").number(0).end_object();
    json.key("fovy_deg").number(60).key("width").number(1280).key("height").number(720);
    json.key("near").number(2).key("far").number(20000).key("fixed").begin_object().key("eye");
    write_point(json, -0.3 * extent_m, -0.3 * extent_m, 700.0);
    json.key("target");
    write_point(json, 0, 0, 0);
    json.end_object().key("orbit").begin_object().key("center");
    write_point(json, 0, 0, 0);
    json.key("radius").number(0.4243 * extent_m).key("height").number(700);
    json.key("duration_s").number(20).end_object().key("fly").begin_object();
    json.key("duration_s").number(20).key("eye").begin_array();
    write_point(json, -0.48 * extent_m, -0.48 * extent_m, 220);
    write_point(json, -0.2 * extent_m, 0.1 * extent_m, 160);
    write_point(json, 0.2 * extent_m, -0.1 * extent_m, 160);
    write_point(json, 0.48 * extent_m, 0.48 * extent_m, 220);
    json.end_array().key("look_ahead_m").number(400).key("look_down").number(0.25);
    json.end_object().end_object();
    return json.take();
}

Result<TileCounts> write_quad_tile(const QuadSetOptions& options, const QuadTile& tile,
                                   const std::filesystem::path& folder) {
    if (options.cancel.cancelled()) return fail(ErrorKind::kCancelled, "generating was cancelled");
    const encode::GlbModel model = make_tile(options, tile);
    const auto bytes = encode::encode_glb(model, {});
    if (!bytes) return fail(bytes.error());
    if (auto written = write_tile_file(folder / uri_of(tile), *bytes); !written) {
        return fail(written.error());
    }
    return TileCounts{model.primitives[0].indices.size() / 3, bytes->size()};
}

std::vector<QuadTile> all_tiles(std::uint32_t depth) {
    std::vector<QuadTile> tiles;
    for (std::uint32_t level = 0; level <= depth; ++level) {
        for (std::uint32_t y = 0; y < (1U << level); ++y) {
            for (std::uint32_t x = 0; x < (1U << level); ++x)
                tiles.push_back({level, x, y});
        }
    }
    return tiles;
}

}  // namespace

Result<GeneratedSet> generate_quad_set(const QuadSetOptions& options,
                                       const std::filesystem::path& folder, JobPool& pool,
                                       const Progress& progress) {
    if (options.depth > kQuadDepthMax || !(options.extent_m > 0.0) || options.extent_m > 1e6) {
        return fail(ErrorKind::kUsage, "quad set: depth is at most " +
                                           std::to_string(kQuadDepthMax) +
                                           ", the extent 1 ... 1,000,000 m");
    }
    for (std::uint32_t level = 0; level <= options.depth; ++level) {
        if (auto made = make_folder(folder / std::to_string(level)); !made)
            return fail(made.error());
    }
    const std::vector<QuadTile> tiles = all_tiles(options.depth);
    std::vector<Result<TileCounts>> counts(tiles.size(), TileCounts{});
    run_batch(
        pool, tiles.size(),
        [&](std::size_t i) { counts[i] = write_quad_tile(options, tiles[i], folder); },
        [&](std::size_t done) {
            if (progress) progress(static_cast<double>(done) / static_cast<double>(tiles.size()));
        });
    GeneratedSet set{.tileset = folder / "tileset.json", .tiles = tiles.size()};
    set.buildings = tiles.size() * kBuildingsASide * kBuildingsASide;
    for (const Result<TileCounts>& count : counts) {
        if (!count) return fail(count.error());
        set.triangles += count->triangles;
        set.bytes += count->bytes;
    }
    encode::TilesetDocument document{.root = make_node(options, {})};
    document.root_transform = place_frame(0.0).to_world_matrix();
    document.geometric_error_m = options.extent_m / 4;
    document.title = "Quadtree of plain buildings, for measuring";
    const std::string json = encode::write_tileset(document);
    set.bytes += json.size();
    if (auto written =
            write_file_atomic(folder / "views.json", as_bytes(make_views(options.extent_m)));
        !written) {
        return fail(written.error());
    }
    if (auto written = write_file_atomic(set.tileset, as_bytes(json)); !written) {
        return fail(written.error());
    }
    return set;
}

}  // namespace belvedere::generator
