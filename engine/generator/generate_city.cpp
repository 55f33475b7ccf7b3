// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/generate_city.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "engine/content/encode/glb_writer.hpp"
#include "engine/content/encode/tileset_writer.hpp"
#include "engine/core/file.hpp"
#include "engine/core/job_batch.hpp"
#include "engine/generator/city_plan.hpp"
#include "engine/generator/district_layout.hpp"
#include "engine/generator/place.hpp"
#include "engine/generator/tile_files.hpp"
#include "engine/generator/tile_model.hpp"
#include "engine/generator/tile_tree.hpp"

namespace belvedere::generator {

namespace encode = content::encode;

namespace {

constexpr double kBuildings_km2 = 1150.0;  // First guess; the plan grows until the city fits.
constexpr double kRadiusMin_m = 260.0;
constexpr int kPlanningsMax = 8;
constexpr double kCountingShare = 0.12;  // Of the time; what is left goes into tiles.

struct CountedPlan {
    CityPlan plan;
    std::vector<DistrictSummary> summaries;
};

std::uint64_t sum_of(const std::vector<DistrictSummary>& summaries) {
    return std::accumulate(
        summaries.begin(), summaries.end(), std::uint64_t{0},
        [](std::uint64_t sum, const DistrictSummary& summary) { return sum + summary.buildings; });
}

// Lays out every district once, to know how many buildings it can hold.
std::vector<DistrictSummary> count_buildings(const CityPlan& plan, const CityOptions& options,
                                             JobPool& pool) {
    std::vector<DistrictSummary> summaries(plan.districts.size());
    run_batch(pool, plan.districts.size(), [&](std::size_t i) {
        if (options.cancel.cancelled()) return;
        summaries[i] =
            summarize(lay_out_district(plan.districts[i], plan.landscape, kBuildingsMax));
    });
    return summaries;
}

Result<CountedPlan> plan_city(const CityOptions& options, JobPool& pool) {
    double radius =
        std::max(kRadiusMin_m, 1000.0 * std::sqrt(options.buildings / kBuildings_km2 / 3.14159265));
    for (int attempt = 0; attempt < kPlanningsMax; ++attempt) {
        CountedPlan counted{make_city_plan({options.seed, radius}), {}};
        counted.summaries = count_buildings(counted.plan, options, pool);
        if (options.cancel.cancelled()) break;
        const std::uint64_t room = sum_of(counted.summaries);
        if (room >= options.buildings) return counted;
        const double lack = static_cast<double>(options.buildings) /
                            static_cast<double>(std::max<std::uint64_t>(room, 1));
        radius *= std::clamp(std::sqrt(lack) * 1.02, 1.03, 2.0);
    }
    if (options.cancel.cancelled()) return fail(ErrorKind::kCancelled, "generating was cancelled");
    return fail(ErrorKind::kLimit, "city: no plan holds that many buildings");
}

// Fills districts from the centre outwards; the last ring in no particular order, so that the city
// has a ragged edge. Districts left empty become countryside.
void share_out(CountedPlan& counted, std::uint32_t buildings) {
    std::vector<District>& districts = counted.plan.districts;
    std::vector<std::size_t> order(districts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(
        order, {}, [&](std::size_t i) { return std::pair(districts[i].ring, districts[i].seed); });
    std::uint32_t left = buildings;
    std::uint32_t next = 0;
    for (const std::size_t i : order) {
        District& district = districts[i];
        const std::uint32_t count = std::min(left, counted.summaries[i].buildings);
        const bool lost_all = count == 0 && counted.summaries[i].buildings > 0;
        if (lost_all) district.kind = DistrictKind::kFields;
        district.building_first = next;
        district.building_count = count;
        next += count;
        left -= count;
    }
}

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
    if (options.buildings < kBuildingsMin || options.buildings > kBuildingsMax) {
        return fail(ErrorKind::kUsage, "city: between " + std::to_string(kBuildingsMin) + " and " +
                                           std::to_string(kBuildingsMax) + " buildings");
    }
    auto counted = plan_city(options, pool);
    if (!counted) return fail(counted.error());
    if (progress) progress(kCountingShare);
    share_out(*counted, options.buildings);
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
