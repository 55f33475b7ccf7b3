// SPDX-License-Identifier: Apache-2.0
// Subtrees: the first byte chooses the tiling, the rest is the file; all questions are asked.
#include <cstdint>
#include <string>

#include "engine/content/decode/tiles3d/subtree.hpp"

namespace {

using namespace belvedere;

// Any external buffer is sixteen bytes.
class SmallReader final : public content::ResourceReader {
  public:
    Result<Bytes> read(std::string_view /*uri*/) override { return Bytes(16, std::byte{0x5A}); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::content::tiles3d;
    if (size == 0) return 0;
    ImplicitTiling tiling;
    tiling.scheme = (data[0] & 1U) != 0 ? SubdivisionScheme::kOctree : SubdivisionScheme::kQuadtree;
    tiling.subtree_levels = 1U + (data[0] >> 1 & 3U);
    tiling.available_levels = 8;
    const ByteView bytes(reinterpret_cast<const std::byte*>(data) + 1, size - 1);
    SmallReader reader;
    const std::string schema =
        R"({"classes":{"c":{"properties":{"n":{"type":"SCALAR","componentType":"UINT8"},
        "s":{"type":"STRING","array":true},"e":{"type":"ENUM","enumType":"e"}}}},
        "enums":{"e":{"values":[{"name":"a","value":0}]}}})";
    const auto subtree = parse_subtree(bytes, tiling, &reader, schema);
    if (!subtree) return 0;
    for (std::uint32_t level = 0; level <= tiling.subtree_levels; ++level) {
        for (std::uint64_t morton = 0; morton < 70; ++morton) {
            (void)subtree->has_tile(level, morton);
            (void)subtree->has_content(0, level, morton);
            (void)subtree->has_child_subtree(morton);
            (void)subtree->tile_metadata_json(level, morton);
            (void)subtree->content_metadata_json(0, level, morton);
        }
    }
    return 0;
}
