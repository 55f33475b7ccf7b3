// SPDX-License-Identifier: Apache-2.0
// Bytes as a GeoTIFF or an ASCII grid.
#include <cstdint>
#include <cstdlib>

#include "engine/geo/raster_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::uint64_t kPosts = 100;
    const auto grid =
        belvedere::geo::read_raster({reinterpret_cast<const std::byte*>(data), size}, kPosts);
    if (!grid) return 0;
    if (grid->heights.size() > kPosts) std::abort();
    if (grid->heights.size() != std::size_t{grid->columns} * grid->rows) std::abort();
    return 0;
}
