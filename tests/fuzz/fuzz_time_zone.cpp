// SPDX-License-Identifier: Apache-2.0
// Time zone files, asked over some centuries, and times as text.
#include <cstdint>
#include <string_view>

#include "engine/core/time_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const ByteView bytes(reinterpret_cast<const std::byte*>(data), size);
    (void)parse_time(as_text(bytes), TimeZone());
    const auto zone = TimeZone::parse(bytes, "fuzzed");
    if (!zone) return 0;
    for (int year = 1; year < 10000; year += 377) {
        (void)format_time(zone->to_utc({year, 3, 28, 2, 30}), *zone);
    }
    return 0;
}
