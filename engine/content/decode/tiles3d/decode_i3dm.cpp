// SPDX-License-Identifier: Apache-2.0
// Instanced 3D Model: 3D Tiles 1.0, section "Instanced 3D Model".
#include <algorithm>
#include <string>
#include <utility>

#include <glm/geometric.hpp>

#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/tiles3d/batch_table.hpp"
#include "engine/content/decode/tiles3d/decode_tile.hpp"
#include "engine/content/decode/tiles3d/instance_placement.hpp"
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"
#include "engine/content/decode/tiles3d/tile_layout.hpp"
#include "engine/content/limits.hpp"

namespace belvedere::content::tiles3d {

namespace {

constexpr std::uint32_t kGltfByUri = 0;
constexpr std::size_t kUriBytesMax = 4096;
// Ids are meant to be dense; far more ids than instances come from a broken file.
constexpr std::uint64_t kBatchIdsMax = limits::kInstances;

// Files that a model refers to are relative to the model, not to the i3dm that names it.
class FolderReader final : public ResourceReader {
  public:
    FolderReader(ResourceReader& inner, std::string_view model_uri) : inner_(inner) {
        const std::size_t slash = model_uri.find_last_of('/');
        if (slash != model_uri.npos) folder_ = model_uri.substr(0, slash + 1);
    }
    Result<Bytes> read(std::string_view uri) override {
        const bool is_absolute = uri.starts_with('/') || uri.find(':') < uri.find('/');
        return inner_.read(is_absolute ? std::string(uri) : folder_ + std::string(uri));
    }

  private:
    ResourceReader& inner_;
    std::string folder_;
};

// Batch ids become rows; the batch table has as many features as the largest id asks for.
void assign_features(InstancePlacements& placements, const TileLayout& layout,
                     TileContentBuilder& builder) {
    std::uint64_t length = 0;
    for (const ModelPlacement& placement : placements.placements) {
        length = std::max(length, std::uint64_t{placement.feature} + 1);
    }
    // Without batch ids each instance is a feature; those with a broken place keep their row.
    if (!placements.has_batch_ids) {
        length = placements.placements.size() + placements.dropped;
    } else if (length > kBatchIdsMax) {
        builder.warn("i3dm: BATCH_ID counts beyond any batch table; instances have no features");
        length = 0;
    }
    const Range rows =
        add_batch_table(builder, {layout.batch_json, layout.batch_binary, length,
                                  placements.placements.size() + placements.dropped});
    for (ModelPlacement& placement : placements.placements) {
        const bool has_row = placement.feature < rows.count;
        placement.feature = has_row ? rows.first + placement.feature : kNone;
    }
}

Result<void> decode_by_uri(TileContentBuilder& builder, const TileLayout& layout,
                           GltfContext gltf) {
    std::string_view uri = as_text(layout.body);
    uri = uri.substr(0, std::min(uri.find('\0'), uri.find_last_not_of(' ') + 1));
    const std::string name = gltf.content->name;
    if (uri.empty() || uri.size() > kUriBytesMax) {
        return fail(ErrorKind::kBadData, name + ": the model's URI is empty or too long");
    }
    if (gltf.content->resources == nullptr) {
        return fail(ErrorKind::kNotFound, name + ": its model is in another file");
    }
    const auto model = gltf.content->resources->read(uri);
    if (!model) return fail_in(name, model.error());
    FolderReader reader(*gltf.content->resources, uri);
    DecodeContext inner = *gltf.content;
    inner.resources = &reader;
    gltf.content = &inner;
    return decode_gltf_into(builder, *model, gltf);
}

// Some writers put absolute positions into tiles whose transform holds the same place once more.
// Taken by the letter such a tile stands twice as far from the origin as it should.
bool repeats_transform(const InstancePlacements& placements, const DecodeContext& context) {
    constexpr double kFar_m = 100'000.0;  // Nearer to the origin the two cannot be told apart.
    constexpr double kSame = 0.01;
    const glm::dvec3 place(context.tile_transform[3]);
    glm::dvec3 mean{0.0};
    for (const ModelPlacement& placement : placements.placements) {
        mean += glm::dvec3(placement.transform[3]);
    }
    mean /= static_cast<double>(std::max<std::size_t>(placements.placements.size(), 1));
    const double distance = glm::length(place);
    return distance > kFar_m && glm::length(mean - place) < distance * kSame;
}

}  // namespace

Result<TileContent> decode_i3dm(ByteView bytes, const DecodeContext& context) {
    const auto layout = read_tile_layout(bytes, TileFormat::kI3dm);
    if (!layout) return fail_in(context.name, layout.error());
    const auto table = TileFeatureTable::read(layout->feature_json, layout->feature_binary);
    if (!table) return fail_in(context.name, table.error());
    DecodeContext placed = context;
    auto placements = read_placements(*table, placed);
    if (!placements) return fail_in(context.name + ": i3dm", placements.error());
    TileContentBuilder builder;
    if (repeats_transform(*placements, context)) {
        builder.warn("i3dm: positions repeat the tile's transform; taken as absolute");
        placed.tile_transform[3] = glm::dvec4(0.0, 0.0, 0.0, 1.0);
        placements = read_placements(*table, placed);
        if (!placements) return fail_in(context.name + ": i3dm", placements.error());
    }
    if (!layout->warning.empty()) builder.warn(layout->warning);
    if (placements->dropped > 0) {
        builder.warn("i3dm: " + std::to_string(placements->dropped) +
                     " instances have no finite place and are left out");
    }
    if (placements->placements.empty()) {
        return fail(ErrorKind::kBadData, context.name + ": i3dm has no instances");
    }
    assign_features(*placements, *layout, builder);
    GltfContext gltf;
    gltf.content = &placed;
    gltf.placements = placements->placements;
    const auto decoded = layout->gltf_format == kGltfByUri
                             ? decode_by_uri(builder, *layout, gltf)
                             : decode_gltf_into(builder, layout->body, gltf);
    if (!decoded) return fail(decoded.error());
    return builder.finish();
}

}  // namespace belvedere::content::tiles3d
