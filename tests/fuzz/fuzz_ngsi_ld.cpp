// SPDX-License-Identifier: Apache-2.0
// NGSI-LD and NGSIv2 payloads, with a context document that they may name.
#include <string_view>

#include "engine/feed/ngsi_ld_decoder.hpp"
#include "tests/fuzz/feed_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    feed::ContextRegistry contexts;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)contexts.add_document("urn:own", as_bytes(text));
    feed::NgsiLdDecoder decoder(contexts);
    fuzz::feed_store(decoder, {"", text});
    return 0;
}
