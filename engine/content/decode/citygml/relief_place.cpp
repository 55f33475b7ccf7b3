// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/relief_place.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <glm/geometric.hpp>
#include <glm/vec2.hpp>

#include "engine/content/decode/citygml/xml_tree.hpp"
#include "engine/geo/crs_code.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/crs_names.hpp"

namespace belvedere::content::citygml {
namespace {

constexpr std::uint64_t kAuxBytes = 4ULL << 20;  // It may hold statistics and histograms.

// The SRS of a PAMDataset.
std::string crs_of_aux(std::string_view text) {
    const std::size_t begin = text.find("<SRS");
    if (begin == text.npos) return {};
    const std::size_t open = text.find('>', begin);
    const std::size_t close = text.find("</SRS>", begin);
    if (open == text.npos || close == text.npos || close <= open) return {};
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    if (inside.size() > geo::kCrsNameBytesMax) return {};
    std::string definition;
    append_decoded(inside, definition);
    return geo::short_crs_name(definition);
}

std::string crs_beside(const std::string& name, std::uint64_t bytes_max, const ReadBeside& read,
                       std::string (*crs_of)(std::string_view)) {
    const auto bytes = read(name, bytes_max);
    return bytes ? crs_of(as_text(*bytes)) : std::string();
}

std::string crs_of_prj(std::string_view text) {
    return geo::short_crs_name(std::string(text));
}

std::string title_of(const std::string& crs) {
    const auto known = geo::describe_crs(crs);
    return (known ? known->title : crs).substr(0, 80);
}

bool has_heights(const std::string& crs) {
    const auto known = geo::describe_crs(crs);
    return known && known->has_heights;
}

}  // namespace

std::string crs_of_raster(const geo::RasterGrid& raster, const std::string& name,
                          const ReadBeside& read) {
    std::string crs = crs_beside(name + ".aux.xml", kAuxBytes, read, crs_of_aux);
    if (crs.empty() && !raster.crs.empty()) crs = geo::short_crs_name(raster.crs);
    if (!crs.empty()) return crs;
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || name.find('/', dot) != std::string::npos) return {};
    return crs_beside(name.substr(0, dot) + ".prj", geo::kCrsNameBytesMax, read, crs_of_prj);
}

void use_file_crs(ReliefGrid& grid, const std::string& crs, const PositionConverter* converter) {
    if (crs.empty() || converter == nullptr) return;
    const std::string own(converter->own_name());
    if (own.empty() || geo::is_same_in_plan(crs, own)) return;
    grid.srs_name = crs;
    grid.keeps_heights = !has_heights(crs) || !has_heights(own);
    grid.notes.push_back("its file is in " + title_of(crs) + " and the model in " + title_of(own) +
                         ": it lies where its file says");
}

void place_by(ReliefGrid& grid, const geo::RasterGrid& raster,
              const std::array<double, 6>& placing) {
    const auto& t = placing;
    const double x_share = static_cast<double>(raster.file_columns) / raster.columns;
    const double y_share = static_cast<double>(raster.file_rows) / raster.rows;
    const double column = raster.file_column(0), row = raster.file_row(0);
    grid.origin = {t[0] + t[1] * column + t[2] * row, t[3] + t[4] * column + t[5] * row, 0.0};
    grid.column_step = glm::dvec3(t[1], t[4], 0.0) * x_share;
    grid.row_step = glm::dvec3(t[2], t[5], 0.0) * y_share;
}

void compare_with_file(ReliefGrid& grid, const geo::RasterGrid& raster, const std::string& crs,
                       const PositionConverter* converter) {
    if (crs.empty() || converter == nullptr || !raster.placing) return;
    const std::string own(converter->own_name());
    if (own.empty()) return;
    ReliefGrid theirs;
    place_by(theirs, raster, *raster.placing);
    const double columns = raster.columns - 1.0, rows = raster.rows - 1.0;
    const auto corners_of = [&](const ReliefGrid& one) {
        return std::array{one.origin, one.origin + one.column_step * columns + one.row_step * rows};
    };
    // In the city's coordinates, with one more post of the grid for the distance of two.
    std::array<glm::dvec3, 2> said = corners_of(theirs);
    const auto ours = corners_of(grid);
    std::array<glm::dvec3, 3> meant = {ours[0], ours[1], grid.origin + grid.column_step};
    std::string problem;
    if (!geo::is_same_in_plan(crs, own)) converter->convert(crs, said, problem);
    if (!grid.srs_name.empty() && problem.empty())
        converter->convert(grid.srs_name, meant, problem);
    if (!problem.empty()) return;
    const double step = glm::distance(glm::dvec2(meant[0]), glm::dvec2(meant[2]));
    double away = 0.0;
    for (std::size_t i = 0; i < said.size(); ++i)
        away = std::max(away, glm::distance(glm::dvec2(said[i]), glm::dvec2(meant[i])));
    if (!(away > step) || !(step > 0.0)) return;
    const auto posts = static_cast<std::int64_t>(std::min(std::ceil(away / step), 1e9));
    grid.notes.push_back("its own coordinates (" + title_of(crs) + ") are " +
                         std::to_string(posts) +
                         " posts from where its grid says: it lies where the grid says");
}

}  // namespace belvedere::content::citygml
