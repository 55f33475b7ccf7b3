// SPDX-License-Identifier: Apache-2.0
// Files of kept values. The checksum is made right, so that what it guards is looked at.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "engine/core/hash.hpp"
#include "engine/twin/twin_query.hpp"
#include "engine/twin/value_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    if (size < 16) return 0;
    Bytes bytes(size);
    std::memcpy(bytes.data(), data, size);
    const std::uint64_t checksum = hash_64(ByteView(bytes).subspan(16));
    std::memcpy(bytes.data() + 8, &checksum, sizeof(checksum));
    const auto values = twin::read_values(bytes, "s");
    if (!values) return 0;
    twin::TwinStore store;
    const auto source = store.add_source({"s", twin::SourceKind::kLive});
    std::span<const float> periods_s = values->periods_s;
    for (const auto& batch : values->batches) {
        const std::size_t count = batch.updates().size();
        (void)store.remember(*source, batch, periods_s.first(count));
        periods_s = periods_s.subspan(count);
    }
    for (std::uint32_t i = 0; i < store.series_count(); ++i)
        (void)twin::latest_at(store, twin::SeriesId{i});
    // What was taken in can be kept and read again.
    const auto again = twin::write_values(store, *source, "s", {}, 1U << 30U);
    if (!twin::read_values(again.bytes, "s")) std::abort();
    return 0;
}
