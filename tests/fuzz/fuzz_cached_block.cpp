// SPDX-License-Identifier: Apache-2.0
// Bytes as a block from the tile cache. What adopt() accepts is read as a viewer would, all of it.
#include <algorithm>
#include <cstddef>
#include <cstring>

#include "engine/content/decode/tiles3d/texel_value.hpp"
#include "engine/content/feature_table.hpp"
#include "engine/content/texel_sets.hpp"
#include "engine/content/tile_content.hpp"

namespace {

using namespace belvedere;

// Version and length are made right, so that what was found for another version still counts.
Bytes block_of(const unsigned char* data, std::size_t size) {
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    Bytes block(bytes, bytes + size);
    if (size < sizeof(content::TileContentHeader)) return block;
    const std::uint32_t version = content::kTileContentVersion;
    const std::uint64_t total = size;
    std::memcpy(block.data() + offsetof(content::TileContentHeader, version), &version,
                sizeof(version));
    std::memcpy(block.data() + offsetof(content::TileContentHeader, total_bytes), &total,
                sizeof(total));
    return block;
}

std::size_t read_features(const content::TileContent& tile) {
    std::size_t read = 0;
    const content::FeatureTable table(tile);
    for (const content::FeatureClassRecord& each : tile.classes()) {
        for (std::uint32_t row = 0; row < std::min(each.rows.count, 16U); ++row) {
            for (std::uint32_t column = 0; column < each.columns.count; ++column) {
                const auto value = table.value(each, tile.columns()[each.columns.first + column],
                                               each.rows.first + row);
                read += content::to_text(value).size();
            }
            read += table.id_text(each.rows.first + row).size();
        }
    }
    return read;
}

std::size_t read_texels(const content::TileContent& tile) {
    std::size_t read = 0;
    for (const content::TexelSetRecord& set :
         tile.texel_sets().first(std::min<std::size_t>(tile.texel_sets().size(), 16))) {
        const std::uint32_t first = set.vertices.first, count = set.vertices.count;
        const content::SurfacePoint point{{first, first + count / 2, first + count - 1},
                                          {0.25F, 0.25F, 0.5F}};
        for (const content::TexelSample& sample : content::texels_at(tile, point)) {
            read += sample.set->kind == content::TexelKind::kProperty
                        ? content::tiles3d::texel_text(tile, sample).size()
                        : content::feature_id_of(sample);
        }
    }
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto tile = content::TileContent::adopt(block_of(data, size));
    if (!tile) return 0;
    std::size_t read = read_features(*tile) + read_texels(*tile) + tile->gpu_bytes().size();
    for (const content::ImageRecord& image : tile->images()) {
        for (std::uint32_t level = 0; level < image.levels; ++level) {
            read += tile->pixels(image, level).size();
        }
    }
    for (const content::StringRef warning : tile->warnings())
        read += tile->text(warning).size();
    return read == ~std::size_t{0} ? 1 : 0;
}
