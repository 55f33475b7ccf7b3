// SPDX-License-Identifier: Apache-2.0
// The CRS in which the file of a raster relief is, which need not be the city file's.
#pragma once

#include <array>
#include <string>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/grid_coverage.hpp"
#include "engine/geo/raster_file.hpp"

namespace belvedere::content::citygml {

// By the file that GDAL and ArcGIS keep beside a raster to correct it (NAME.aux.xml), by the raster
// itself, or by a .prj beside it, in this order, which is GDAL's: a geographic information system
// shows it at the same place. A short name where it has one; empty when nothing says it, or only a
// system without a place on Earth.
[[nodiscard]] std::string crs_of_raster(const geo::RasterGrid& raster, const std::string& name,
                                        const ReadBeside& read);

// Of a grid that lies where its file says: in that CRS, with a note, unless that is the city's in
// plan. Heights are turned too only where both systems have them: a raster that says nothing of its
// heights has them as the city does.
void use_file_crs(ReliefGrid& grid, const std::string& crs, const PositionConverter* converter);

// Of a grid that the city file itself places: a note where the file's own `placing`, as RasterGrid
// has it, is more than a post away. What the city file says of its terrain goes before.
void compare_with_file(ReliefGrid& grid, const geo::RasterGrid& raster, const std::string& crs,
                       const PositionConverter* converter);

// Posts of the raster by six numbers as in RasterGrid::placing.
void place_by(ReliefGrid& grid, const geo::RasterGrid& raster,
              const std::array<double, 6>& placing);

}  // namespace belvedere::content::citygml
