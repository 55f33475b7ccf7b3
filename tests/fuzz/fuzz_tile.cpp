// SPDX-License-Identifier: Apache-2.0
// b3dm, i3dm, pnts, cmpt and what they hold: what a decoder makes must pass the checks of a block
// of unknown origin.
#include <cstdint>
#include <cstdlib>

#include "engine/content/decode/decode_content.hpp"
#include "engine/content/summary.hpp"
#include "engine/geo/world_mapping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    using namespace belvedere::content;
    static const auto mapping = geo::local_mapping();
    DecodeContext context;
    context.name = "fuzz";
    context.mapping = mapping;
    const auto content =
        decode_content(ByteView(reinterpret_cast<const std::byte*>(data), size), context);
    if (!content) return 0;
    (void)summarize(*content);
    const auto adopted =
        TileContent::adopt(Bytes(content->bytes().begin(), content->bytes().end()));
    if (!adopted) std::abort();
    return 0;
}
