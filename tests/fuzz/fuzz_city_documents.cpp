// SPDX-License-Identifier: Apache-2.0
// What the cache keeps of a city file beside its tiles: the outline, and the tree of a stretch.
// What is accepted comes back the same after packing.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engine/core/bytes.hpp"
#include "engine/stream/city_outline.hpp"
#include "engine/stream/city_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const ByteView document(reinterpret_cast<const std::byte*>(data), size);
    if (const auto outline = stream::unpack_city_outline(document)) {
        const Bytes packed = stream::pack_city_outline(*outline);
        const auto again = stream::unpack_city_outline(packed);
        if (!again || again->stretches.size() != outline->stretches.size()) std::abort();
    }
    if (const auto tree = stream::unpack_city_tree(document)) {
        const Bytes packed = stream::pack_city_tree(*tree);
        const auto again = stream::unpack_city_tree(packed);
        if (!again || again->nodes.size() != tree->nodes.size()) std::abort();
    }
    return 0;
}
