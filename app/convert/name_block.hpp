// SPDX-License-Identifier: Apache-2.0
// The index of names of one stretch of a city file, as one block of bytes for the cache.
//
//   header | records | text
//
// A block from a cache is of anybody's bytes: whoever reads one checks every place in it.
#pragma once

#include <cstdint>

#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/core/cancel.hpp"
#include "engine/core/result.hpp"
#include "engine/stream/city_part.hpp"

namespace belvedere::convert {

// Raised when blocks come out otherwise, so that older ones are not read.
inline constexpr const char* kNameBlockVersion = "names-2";
inline constexpr std::uint32_t kNameBlockMagic = 0x324E4C42;  // "BLN2"

struct NameBlockHeader {
    std::uint32_t magic = kNameBlockMagic;
    std::uint32_t objects = 0;  // Records: objects, and surfaces that say something.
    std::uint32_t cut = 0;      // Of these, how many have more text than the block.
    std::uint32_t reserved = 0;
    std::uint64_t text_bytes = 0;
};
static_assert(sizeof(NameBlockHeader) == 24);

// The text of a record is that of NameTexts::lines(), first as it is and then folded.
struct NameRecord {
    double place[3] = {};   // World.
    float radius_m = 0.0F;  // 0: it has no shape.
    std::uint32_t plain_bytes = 0, folded_bytes = 0, reserved = 0;
    std::uint64_t text_first = 0;
};
static_assert(sizeof(NameRecord) == 48);

// Reads a stretch with all its levels of detail: all objects, then surfaces that have an id of
// their own or a text. A surface without an id goes by that of its object. Blocks; for workers.
// kCancelled; errors of reading.
[[nodiscard]] Result<Bytes> make_name_block(const stream::CityPart& part,
                                            const content::citymodel::FileRange& stretch,
                                            const CancelToken& cancel);

}  // namespace belvedere::convert
