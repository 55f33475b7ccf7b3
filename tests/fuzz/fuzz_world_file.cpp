// SPDX-License-Identifier: Apache-2.0
// World files of images, and the names that they are looked for by.
#include "engine/content/decode/citymodel/world_file.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::content::citymodel;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::string& name : world_file_names(text)) {
        if (name.size() > text.size() + 4) std::abort();
    }
    if (const auto placing = parse_world_file(text)) {
        (void)pixel_at(*placing, {1.0, 2.0});
    }
    return 0;
}
