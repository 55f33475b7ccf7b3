// SPDX-License-Identifier: Apache-2.0
// tileset.json: parsed; every reference of the document must stay inside it.
#include <cstdint>
#include <cstdlib>

#include "engine/content/decode/tiles3d/implicit_tiling.hpp"
#include "engine/content/decode/tiles3d/tileset_document.hpp"
#include "engine/geo/bounds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    using namespace belvedere::content;
    using namespace belvedere::content::tiles3d;
    const ByteView bytes(reinterpret_cast<const std::byte*>(data), size);
    const auto document = parse_tileset(bytes, "fuzz");
    if (!document) return 0;
    for (const TileRecord& tile : document->tiles) {
        const bool is_inside =
            tile.subtree_end <= document->tiles.size() &&
            (tile.parent == kNone || tile.parent < document->tiles.size()) &&
            tile.contents.first + std::uint64_t{tile.contents.count} <= document->contents.size() &&
            (tile.transform == kNone || tile.transform < document->transforms.size());
        if (!is_inside || !geo::is_valid(tile.volume)) std::abort();
        if (tile.implicit_tiling == kNone) continue;
        const ImplicitTiling& tiling = document->implicit_tilings.at(tile.implicit_tiling);
        (void)subdivided_volume(tile.volume, tiling, ImplicitCoordinates{2, 3, 1, 0});
        (void)expand_template(tiling.subtree_uri, ImplicitCoordinates{2, 3, 1, 0});
    }
    return 0;
}
