// SPDX-License-Identifier: Apache-2.0
// Batched 3D Model: 3D Tiles 1.0, section "Batched 3D Model".
#include "engine/content/decode/gltf/decode_gltf.hpp"
#include "engine/content/decode/tiles3d/batch_table.hpp"
#include "engine/content/decode/tiles3d/decode_tile.hpp"
#include "engine/content/decode/tiles3d/tile_feature_table.hpp"
#include "engine/content/decode/tiles3d/tile_layout.hpp"

namespace belvedere::content::tiles3d {

namespace {

// How many features the tile says it has; 0 with a warning when it does not say.
std::uint64_t batch_length_of(const TileLayout& layout, const TileFeatureTable& table,
                              TileContentBuilder& builder) {
    if (layout.legacy_batch_length) return *layout.legacy_batch_length;
    const auto length = table.integer("BATCH_LENGTH");
    if (!length) builder.warn("b3dm: feature table has no valid BATCH_LENGTH; it has no features");
    return length.value_or(0);
}

}  // namespace

Result<TileContent> decode_b3dm(ByteView bytes, const DecodeContext& context) {
    const auto layout = read_tile_layout(bytes, TileFormat::kB3dm);
    if (!layout) return fail_in(context.name, layout.error());
    TileContentBuilder builder;
    if (!layout->warning.empty()) builder.warn(layout->warning);
    auto table = TileFeatureTable::read(layout->feature_json, layout->feature_binary);
    if (!table) {
        builder.warn("b3dm: " + table.error().message + "; it is left out");
        table = TileFeatureTable::read({}, {});
    }
    GltfContext gltf;
    gltf.content = &context;
    gltf.rtc_center = table->vector("RTC_CENTER");
    if (table->has("RTC_CENTER") && !gltf.rtc_center) {
        return fail(ErrorKind::kBadData, context.name + ": RTC_CENTER is not three numbers");
    }
    gltf.batch_rows =
        add_batch_table(builder, {layout->batch_json, layout->batch_binary,
                                  batch_length_of(*layout, *table, builder), layout->body.size()});
    if (auto decoded = decode_gltf_into(builder, layout->body, gltf); !decoded) {
        return fail(decoded.error());
    }
    return builder.finish();
}

}  // namespace belvedere::content::tiles3d
