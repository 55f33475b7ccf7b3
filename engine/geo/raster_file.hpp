// SPDX-License-Identifier: Apache-2.0
// Heights in a raster file (GeoTIFF, ASCII grid), read with GDAL.
//
// GDAL is loaded when the first raster is read: it brings some hundred libraries, 70 ms and 35 MB,
// which nobody without rasters should pay for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/bytes.hpp"
#include "engine/core/result.hpp"

namespace belvedere::geo {

// The first band of a raster, perhaps with fewer posts than the file has.
struct RasterGrid {
    std::uint32_t columns = 0, rows = 0;
    std::uint32_t file_columns = 0, file_rows = 0;
    // Row by row from the file's first; NaN where there is none.
    std::vector<float> heights;
    // The file's own placing: x = t[0] + t[1] * column + t[2] * row, y = t[3] + t[4] * column +
    // t[5] * row, with columns and rows of the file from the corner of its first pixel; in the
    // file's CRS, x east and y north. Nothing when the file has none.
    std::optional<std::array<double, 6>> placing;
    // That CRS, as the file itself defines it: WKT. Empty when it says none.
    std::string crs;

    // The column and row of the file, from the corner of its first pixel, whose middle a post is.
    [[nodiscard]] double file_column(std::uint32_t column) const;
    [[nodiscard]] double file_row(std::uint32_t row) const;
};

// Reads at most `posts_max` posts: of a larger raster every second, third ... in both directions.
// Nothing is read beside the bytes. Any thread; blocks. kUnsupported when GDAL is not installed or
// the file is no GeoTIFF and no ASCII grid; kBadData for a broken one; kLimit for rows or tiles of
// more than 256 MB.
[[nodiscard]] Result<RasterGrid> read_raster(ByteView bytes, std::uint64_t posts_max);

}  // namespace belvedere::geo
