// SPDX-License-Identifier: Apache-2.0
// The bytes of a value cache's file. Private to the module.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/twin_store.hpp"

namespace belvedere::twin {

struct WrittenValues {
    Bytes bytes;
    std::size_t entities = 0, left_out = 0;
};
// "BVVALUE1", XXH3 of the rest, then: when it was saved, the source's name, a table of names, the
// entities with their series; little endian, texts behind their lengths.
[[nodiscard]] WrittenValues write_values(const TwinStore& store, SourceId source, UtcTime now,
                                         std::uint64_t bytes_max);

struct ReadValues {
    UtcTime saved_at;
    std::vector<ObservationBatch> batches;  // Each update is one entity.
    std::vector<float> periods_s;           // Of the entities in order.
};
// kBadData for anything that is not such a file of this source.
[[nodiscard]] Result<ReadValues> read_values(ByteView bytes, std::string_view source_name);

}  // namespace belvedere::twin
