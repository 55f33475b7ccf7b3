// SPDX-License-Identifier: Apache-2.0
// Raster reliefs: heights on a rectified grid (gml:RectifiedGridCoverage of GML 3.1.1 section 19.3
// and GML 3.2.1 section 20.3), as CityGML's RasterRelief has them (1.0, 2.0 section 10.8.3; 3.0
// section 7.8).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "engine/content/decode/citygml/codelists.hpp"
#include "engine/content/decode/citygml/geometry_reader.hpp"
#include "engine/content/decode/citygml/xml_tree.hpp"

namespace belvedere::content::citygml {

// Posts of a grid in the source's coordinates. Post (column, row) stands at
// origin + column * column_step + row * row_step, as high as its height says.
struct ReliefGrid {
    std::uint32_t columns = 0, rows = 0;
    glm::dvec3 origin{0.0}, column_step{0.0}, row_step{0.0};
    std::vector<float> heights;      // Row by row; NaN where there is none.
    std::string srs_name;            // Of another CRS than the file's; empty for its own.
    bool keeps_heights = false;      // That CRS is for x and y alone.
    std::vector<std::string> notes;  // "it is read coarser: every 3rd post".

    [[nodiscard]] glm::dvec3 post(std::uint32_t column, std::uint32_t row) const;
};

// What a grid is read with; `converter` and `beside` may be null or empty.
struct GridContext {
    PositionRule positions;
    const PositionConverter* converter = nullptr;
    const ReadBeside* beside = nullptr;
};

// Reads a coverage, or what an element without children refers to: its heights from the text (a
// DataBlock with tuples or a list of values) or from the file it names (GeoTIFF or ASCII grid),
// placed by the grid's origin and offset vectors; a file whose size is not the grid's, or that
// comes without one, by its own placing or its world file, in the CRS that the file says
// (relief_place.hpp). At most limits::kReliefPosts posts: of
// larger grids every second, third ... kBadData, kUnsupported, kNotFound ... with a sentence.
[[nodiscard]] Result<ReliefGrid> read_grid_coverage(XmlElement coverage,
                                                    const GridContext& context);
// The name of such a coverage.
[[nodiscard]] bool is_grid_coverage(std::string_view local);

}  // namespace belvedere::content::citygml
