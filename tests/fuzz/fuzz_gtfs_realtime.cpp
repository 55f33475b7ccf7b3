// SPDX-License-Identifier: Apache-2.0
// GTFS-Realtime messages.
#include "engine/feed/gtfs_realtime_decoder.hpp"

#include "tests/fuzz/feed_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    feed::GtfsRealtimeDecoder decoder;
    fuzz::feed_store(decoder, fuzz::split_message(data, size));
    return 0;
}
