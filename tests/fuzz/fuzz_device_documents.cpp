// SPDX-License-Identifier: Apache-2.0
// Thing Descriptions, and the Dynamizers of city models.
#include <cstdint>
#include <string_view>

#include "engine/content/decode/dynamizer.hpp"
#include "engine/feed/thing_description.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const ByteView bytes(reinterpret_cast<const std::byte*>(data), size);
    (void)content::read_dynamizers(bytes);
    if (auto things = feed::parse_thing_descriptions(bytes)) {
        twin::DescriptionBook book;
        for (auto& thing : *things)
            (void)book.add(std::move(thing));
    }
    return 0;
}
