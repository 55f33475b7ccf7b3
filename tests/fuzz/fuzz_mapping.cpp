// SPDX-License-Identifier: Apache-2.0
// A mapping file, a line of three dashes, and a payload that it maps.
#include "engine/feed/mapping_decoder.hpp"

#include <string_view>

#include "tests/fuzz/feed_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t cut = text.find("\n---\n");
    if (cut == std::string_view::npos) return 0;
    auto decoder = feed::MappingDecoder::open(as_bytes(text.substr(0, cut)));
    if (!decoder) return 0;
    fuzz::feed_store(**decoder, {"a/b/c", text.substr(cut + 5)});
    return 0;
}
