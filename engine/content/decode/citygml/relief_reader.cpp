// SPDX-License-Identifier: Apache-2.0
// The part of FeatureReader that makes terrain of raster reliefs.
#include <cmath>
#include <string>
#include <vector>

#include "engine/content/decode/citygml/feature_reader.hpp"
#include "engine/content/decode/citygml/grid_coverage.hpp"
#include "engine/content/decode/citymodel/limits.hpp"

namespace belvedere::content::citygml {
namespace {

// Triangles of one cell, from its lower left corner against the clock where the steps turn so.
constexpr std::uint32_t kCell[2][3] = {{0, 1, 2}, {0, 2, 3}};
constexpr std::uint32_t kAroundHole[4][3] = {{1, 2, 3}, {2, 3, 0}, {3, 0, 1}, {0, 1, 2}};

}  // namespace

void FeatureReader::append_relief(XmlElement coverage, std::uint32_t object,
                                  citymodel::LodTenths lod) {
    XmlTree elsewhere;
    const std::string_view href = coverage.attribute("href");
    if (href.starts_with('#') && context_.elements != nullptr) {
        const ElementFinder::Found found = context_.elements->find(std::string(href));
        if (!found.text.empty() && elsewhere.parse(found.text)) coverage = elsewhere.first();
    }
    const auto grid =
        read_grid_coverage(coverage, {context_.positions, context_.converter, context_.beside});
    if (!grid) return warn("a raster relief is not shown: " + grid.error().message);
    for (const std::string& note : grid->notes)
        warn("a raster relief: " + note);
    namespace city = citymodel::limits;
    const std::size_t posts = grid->heights.size();
    if (batch_.vertices.size() + posts > city::kCityVertices ||
        batch_.corners.size() + posts * 6 > city::kCityCorners) {
        return warn("a raster relief is not shown: there is no room for it");
    }
    // Posts without a height are vertices that no corner names.
    const std::uint32_t first = size_32(batch_.vertices.size());
    for (std::uint32_t row = 0; row < grid->rows; ++row) {
        for (std::uint32_t column = 0; column < grid->columns; ++column) {
            glm::dvec3 at = grid->post(column, row);
            if (std::isnan(at.z)) at.z = 0.0;
            batch_.vertices.push_back(at);
        }
    }
    if (!grid->srs_name.empty() && context_.converter != nullptr) {
        std::string problem;
        context_.converter->convert(grid->srs_name, std::span(batch_.vertices).subspan(first),
                                    problem);
        if (!problem.empty()) warn(problem);
        if (grid->keeps_heights) {
            for (std::size_t i = 0; i < posts; ++i) {
                const float height = grid->heights[i];
                glm::dvec3& at = batch_.vertices[first + i];
                if (std::isfinite(at.x)) at.z = std::isnan(height) ? 0.0 : height;
            }
        }
    }
    const std::uint32_t polygons_first = size_32(batch_.polygons.size());
    append_cells(*grid, first, object, lod);
    // Images from above lie on it by its id.
    const std::string_view id = coverage.attribute("id");
    if (id.empty()) return;
    geometry_.named.push_back({id_hash(id), polygons_first, size_32(batch_.polygons.size())});
}

// Two triangles for a cell, one where a corner of it has no height.
void FeatureReader::append_cells(const ReliefGrid& grid, std::uint32_t vertices_first,
                                 std::uint32_t object, citymodel::LodTenths lod) {
    citymodel::Geometry geometry;
    geometry.object = object;
    geometry.lod = lod;
    geometry.polygons.first = size_32(batch_.polygons.size());
    const double turn = grid.column_step.x * grid.row_step.y - grid.column_step.y * grid.row_step.x;
    const auto add = [&](const std::uint32_t(&cell)[4], const std::uint32_t(&corners)[3]) {
        const std::uint32_t corners_first = size_32(batch_.corners.size());
        for (std::size_t i = 0; i < 3; ++i)
            batch_.corners.push_back(vertices_first + cell[corners[turn < 0.0 ? 2 - i : i]]);
        batch_.rings.push_back({{corners_first, 3}});
        batch_.polygons.push_back({{size_32(batch_.rings.size() - 1), 1}, kNone, {}});
    };
    for (std::uint32_t row = 0; row + 1 < grid.rows; ++row) {
        for (std::uint32_t column = 0; column + 1 < grid.columns; ++column) {
            const std::uint32_t at = row * grid.columns + column;
            const std::uint32_t cell[4] = {at, at + 1, at + 1 + grid.columns, at + grid.columns};
            std::size_t holes = 0, hole = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                if (!std::isnan(grid.heights[cell[i]])) continue;
                ++holes;
                hole = i;
            }
            if (holes == 1) add(cell, kAroundHole[hole]);
            if (holes > 0) continue;
            add(cell, kCell[0]);
            add(cell, kCell[1]);
        }
    }
    if (geometry_.keeps_ring_ids) {
        geometry_.ring_ids.resize(batch_.rings.size() - geometry_.ring_ids_first, 0);
    }
    geometry.polygons.count = size_32(batch_.polygons.size()) - geometry.polygons.first;
    if (geometry.polygons.count == 0) return warn("a raster relief has no heights");
    batch_.geometries.push_back(geometry);
}

}  // namespace belvedere::content::citygml
