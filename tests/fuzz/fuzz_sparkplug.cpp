// SPDX-License-Identifier: Apache-2.0
// Sparkplug B payloads, with a topic.
#include "engine/feed/sparkplug_decoder.hpp"

#include "tests/fuzz/feed_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    feed::SparkplugDecoder decoder;
    fuzz::feed_store(decoder, fuzz::split_message(data, size));
    return 0;
}
