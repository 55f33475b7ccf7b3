// SPDX-License-Identifier: Apache-2.0
// Names of coordinate systems and typed coordinates. PROJ itself is not asked.
#include <cstdint>
#include <string_view>

#include "engine/geo/coordinate_text.hpp"
#include "engine/geo/crs_names.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace belvedere::geo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)proj_spelling_of(text);
    CrsDescription degrees;
    degrees.is_geographic = true;
    (void)parse_coordinates(text, degrees);
    (void)parse_coordinates(text, CrsDescription{});
    return 0;
}
