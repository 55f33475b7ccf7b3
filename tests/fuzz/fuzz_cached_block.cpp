// SPDX-License-Identifier: Apache-2.0
// Bytes as a block from the tile cache. What adopt() accepts is read as a viewer would, all of it.
#include <algorithm>

#include "engine/content/feature_table.hpp"
#include "engine/content/tile_content.hpp"

namespace {

using namespace belvedere;

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto tile = content::TileContent::adopt(Bytes(bytes, bytes + size));
    if (!tile) return 0;
    std::size_t read = read_features(*tile) + tile->gpu_bytes().size();
    for (const content::ImageRecord& image : tile->images()) {
        for (std::uint32_t level = 0; level < image.levels; ++level) {
            read += tile->pixels(image, level).size();
        }
    }
    for (const content::StringRef warning : tile->warnings())
        read += tile->text(warning).size();
    return read == ~std::size_t{0} ? 1 : 0;
}
