// SPDX-License-Identifier: Apache-2.0
// Finding any object of a city model, and any of its surfaces, by id, name or address, whether it
// is loaded or not.
//
// The index of a stretch is one block of bytes (name_block.hpp): a record for each object and the
// folded text of its id and of all its texts. Searching goes through the blocks one after the
// other, so that memory is bounded by one stretch whatever the size of the model; blocks lie in the
// tile cache under the file's identity, and are made where they are not there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "app/convert/city_members.hpp"
#include "app/convert/open_city_model.hpp"
#include "engine/content/decode/citymodel/city_file.hpp"
#include "engine/core/bytes.hpp"
#include "engine/stream/tile_cache.hpp"

namespace belvedere::convert {

struct NameHit {
    std::string id, type;
    std::string text;       // What was found, as the file has it: the id, or a name, an address.
    glm::dvec3 place{0.0};  // World; the middle of the object, or of what it is part of.
    double radius_m = 0.0;  // 0: it has no shape.
    int rank = 0;           // 0: the whole text, 1: its beginning, 2: a part of it, 3: its words.
};

struct NameSearch {
    std::vector<NameHit> hits;  // The best first: the whole text, its beginning, a part of it.
    std::uint64_t found = 0;    // Also those beyond the limit.
    std::uint64_t objects = 0;  // Looked through, and surfaces that have an id or a text.
    std::uint64_t cut = 0;      // Of these, how many have more text than is looked through.
};

struct NameQuery {
    std::string text;  // As typed; all its words must occur in one object.
    std::size_t hits_most = 100;
};

// `cache` may be null. Reads a model's stretches the first time, about as long as opening all of
// it; later its blocks alone. kCancelled; errors of reading.
[[nodiscard]] Result<NameSearch> find_names(const CityModel& model, const NameQuery& query,
                                            stream::TileCache* cache,
                                            const ConvertProgress& progress,
                                            const CancelToken& cancel);

// Searching in the block of one stretch: one of other bytes is kBadData, never trusted.
[[nodiscard]] Result<void> search_name_block(ByteView block, const NameQuery& query,
                                             NameSearch& search);

}  // namespace belvedere::convert
