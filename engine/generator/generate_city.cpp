// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/generate_city.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/tileset_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"
#include "engine/generator/counted_plan.hpp"
#include "engine/generator/place.hpp"
#include "engine/generator/tile_files.hpp"
#include "engine/generator/tile_model.hpp"
#include "engine/generator/tile_tree.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr double kCountingShare = 0.12;  // Of the time; what is left goes into tiles.

struct TileResult {
    encode::TileBox box;
    std::uint64_t triangles = 0, instances = 0, bytes = 0;
};

void flatten(const PlannedTile& tile, std::vector<const PlannedTile*>& out) {
    out.push_back(&tile);
    for (const PlannedTile& child : tile.children)
        flatten(child, out);
}

// Positions in 16 bits may lie half a step outside.
void grow_by_rounding(encode::TileBox& box) {
    const glm::dvec3 size = box.max - box.min;
    const double step = std::max({size.x, size.y, size.z}) / 65535.0;
    box.min -= step;
    box.max += step;
}

Result<TileResult> write_tile(const PlannedTile& tile, const TileModeler& modeler,
                              const CityOptions& options, const std::filesystem::path& folder) {
    if (options.cancel.cancelled()) return fail(ErrorKind::kCancelled, "generating was cancelled");
    const TileModel model = tile.height > static_cast<std::uint32_t>(Detail::kBlocks)
                                ? modeler.build_far(tile.districts)
                                : modeler.build(tile.districts, static_cast<Detail>(tile.height));
    encode::GlbOptions storage;
    if (options.storage == TileStorage::kCompact) {
        storage = {encode::PositionFormat::kQuantized, encode::BufferCompression::kMeshopt};
    }
    const auto bytes = encode::encode_glb(model.model, storage);
    if (!bytes) return fail_in(tile.uri, bytes.error());
    if (auto written = write_tile_file(folder / tile.uri, *bytes); !written) {
        return fail(written.error());
    }
    encode::TileBox box = model.box;
    if (options.storage == TileStorage::kCompact) grow_by_rounding(box);
    return TileResult{box, model.triangles, tile.height == 0 ? model.instances : 0, bytes->size()};
}

// Boxes hold the tile's own content and all below it.
encode::TilesetNode make_node(const PlannedTile& tile, const std::vector<TileResult>& results,
                              std::size_t& next) {
    encode::TilesetNode node;
    node.box = results[next++].box;
    node.geometric_error_m = tile.geometric_error_m;
    node.content_uri = tile.uri;
    for (const PlannedTile& child : tile.children) {
        node.children.push_back(make_node(child, results, next));
        node.box.min = glm::min(node.box.min, node.children.back().box.min);
        node.box.max = glm::max(node.box.max, node.children.back().box.max);
    }
    return node;
}

Result<void> write_document(const PlannedTile& root, const std::vector<TileResult>& results,
                            GeneratedSet& set) {
    std::size_t next = 0;
    encode::TilesetDocument document{.root = make_node(root, results, next)};
    document.root_transform = place_frame(kWaterHeight_m).to_world_matrix();
    document.geometric_error_m = root.geometric_error_m * 2;
    document.title = "Generated city of " + std::to_string(set.buildings) + " buildings";
    document.description = "A synthetic city; no such place exists.";
    const std::string json = encode::write_tileset(document);
    set.bytes += json.size();
    return write_file_atomic(set.tileset, as_bytes(json));
}

}  // namespace

Result<GeneratedSet> generate_city(const CityOptions& options, const std::filesystem::path& folder,
                                   JobPool& pool, const Progress& progress) {
    auto counted = plan_city(options, pool);
    if (!counted) return fail(counted.error());
    if (progress) progress(kCountingShare);
    const PlannedTile root = plan_tiles(counted->plan);
    auto assets = make_tile_assets();
    if (!assets) return fail(assets.error());
    for (std::uint32_t level = 0; level <= root.height; ++level) {
        if (auto made = make_folder(folder / "tiles" / std::to_string(level)); !made) {
            return fail(made.error());
        }
    }
    const TileModeler modeler(counted->plan, std::move(counted->summaries), std::move(*assets));
    std::vector<const PlannedTile*> tiles;
    flatten(root, tiles);
    std::vector<TileResult> results(tiles.size());
    std::vector<Error> errors(tiles.size());
    run_batch(
        pool, tiles.size(),
        [&](std::size_t i) {
            auto result = write_tile(*tiles[i], modeler, options, folder);
            if (result) {
                results[i] = *result;
            } else {
                errors[i] = result.error();
            }
        },
        [&](std::size_t done) {
            const double share = static_cast<double>(done) / static_cast<double>(tiles.size());
            if (progress) progress(kCountingShare + (1.0 - kCountingShare) * share);
        });
    GeneratedSet set{.tileset = folder / "tileset.json", .buildings = options.buildings};
    set.tiles = tiles.size();
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        if (!errors[i].message.empty()) return fail(errors[i]);
        set.triangles += results[i].triangles;
        set.instances += results[i].instances;
        set.bytes += results[i].bytes;
    }
    if (auto written = write_document(root, results, set); !written) return fail(written.error());
    return set;
}

}  // namespace belvedere::generator
