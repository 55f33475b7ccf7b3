// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/grid_coverage.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "engine/content/decode/citygml/limits.hpp"
#include "engine/content/decode/citygml/number_text.hpp"
#include "engine/content/decode/citygml/relief_place.hpp"
#include "engine/content/decode/citymodel/world_file.hpp"
#include "engine/geo/raster_file.hpp"

namespace belvedere::content::citygml {
namespace {

constexpr float kNoPost = std::numeric_limits<float>::quiet_NaN();
// What terrain files write where they know no height.
constexpr double kNoHeights[] = {-9999.0, -99999.0, -32768.0};
constexpr double kHighest = 100'000.0;  // No unit of height makes the Earth that uneven.

// The first element of that name below `element`, which is looked through to some depth.
XmlElement find(XmlElement element, std::string_view local, int depth = 0) {
    constexpr int kDepth = 6;
    for (XmlElement child = element.first_child(); child; child = child.next_sibling()) {
        if (child.local() == local) return child;
        if (depth >= kDepth) continue;
        if (const XmlElement found = find(child, local, depth + 1)) return found;
    }
    return {};
}

XmlElement find_any(XmlElement element, std::initializer_list<std::string_view> locals) {
    for (const std::string_view local : locals) {
        if (const XmlElement found = find(element, local)) return found;
    }
    return {};
}

std::vector<double> numbers_in(XmlElement element) {
    std::vector<double> numbers;
    std::string memory;
    if (element && !append_numbers(element.text(memory), numbers)) numbers.clear();
    return numbers;
}

// How posts follow one another: which grid axis runs first, and whether from its high end.
struct Sequence {
    bool is_second_first = false;
    bool is_reversed[2] = {false, false};  // Of the grid's first and second axis.
};

// "+x+y", "+x-y", "+y+x" of GML 3.1.1; "+1 +2", "+1 -2" of GML 3.2.1.
Sequence sequence_of(XmlElement coverage) {
    Sequence sequence;
    const XmlElement rule = find(coverage, "sequenceRule");
    if (!rule) return sequence;
    std::string_view order = rule.attribute("axisOrder");
    if (order.empty()) order = rule.attribute("order");
    int seen = 0;
    bool is_minus = false;
    for (const char c : order) {
        if (c == '+' || c == '-') is_minus = c == '-';
        const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool is_first = lower == 'x' || lower == '1' || lower == 'i';
        const bool is_second = lower == 'y' || lower == '2' || lower == 'j';
        if (!is_first && !is_second) continue;
        if (seen++ == 0) sequence.is_second_first = is_second;
        sequence.is_reversed[is_second ? 1 : 0] = is_minus;
    }
    return sequence;
}

struct Domain {
    std::uint32_t sizes[2] = {0, 0};  // Posts along the grid's two axes.
    glm::dvec3 origin{0.0};
    glm::dvec3 steps[2] = {glm::dvec3(0.0), glm::dvec3(0.0)};
    std::string srs_name;
};

bool read_vector(const std::vector<double>& numbers, bool is_y_first, glm::dvec3& out) {
    if (numbers.size() < 2 || numbers.size() > 3) return false;
    out = {numbers[0], numbers[1], numbers.size() == 3 ? numbers[2] : 0.0};
    if (is_y_first) std::swap(out.x, out.y);
    return true;
}

Result<Domain> read_domain(XmlElement grid, const GridContext& context) {
    Domain domain;
    PositionRule rule = context.positions;
    XmlElement origin = find(grid, "origin");
    for (const XmlElement named : {grid, origin, find(origin ? origin : grid, "Point")}) {
        const std::string_view srs = named ? named.attribute("srsName") : std::string_view{};
        if (srs.empty() || context.converter == nullptr || context.converter->is_own(srs)) continue;
        domain.srs_name = srs;
        rule = context.converter->rule_of(srs);
    }
    const auto low = numbers_in(find(grid, "low"));
    const auto high = numbers_in(find(grid, "high"));
    if (low.size() != 2 || high.size() != 2) {
        return fail(ErrorKind::kBadData, "its grid has no two axes with limits");
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const double posts = high[i] - low[i] + 1.0;
        if (!(posts >= 2.0 && posts <= 1e6)) {
            return fail(ErrorKind::kBadData, "its grid has no sound limits");
        }
        domain.sizes[i] = static_cast<std::uint32_t>(posts);
    }
    if (!read_vector(numbers_in(find_any(origin ? origin : grid, {"pos", "coordinates"})),
                     rule.is_y_first, domain.origin)) {
        return fail(ErrorKind::kBadData, "its grid has no origin");
    }
    int vectors = 0;
    for (XmlElement part = grid.first_child(); part; part = part.next_sibling()) {
        if (part.local() != "offsetVector" || vectors == 2) continue;
        if (!read_vector(numbers_in(part), rule.is_y_first, domain.steps[vectors])) break;
        ++vectors;
    }
    if (vectors != 2) return fail(ErrorKind::kBadData, "its grid has no two offset vectors");
    return domain;
}

// The next value of a list: tuples are separated by white space, what is in one by commas.
float next_height(std::string_view text, std::size_t& at) {
    constexpr std::string_view kSpaces = " \t\r\n";
    const std::size_t end = std::min(text.find_first_of(kSpaces, at), text.size());
    std::string_view token = text.substr(at, end - at);
    token = token.substr(0, token.find(','));
    at = std::min(text.find_first_not_of(kSpaces, end), text.size());
    if (token.starts_with('+')) token.remove_prefix(1);
    double value = 0.0;
    const auto read = std::from_chars(token.data(), token.data() + token.size(), value);
    const bool is_none = read.ec != std::errc() || read.ptr != token.data() + token.size() ||
                         !(std::abs(value) < kHighest) ||
                         std::ranges::find(kNoHeights, value) != std::end(kNoHeights);
    return is_none ? kNoPost : static_cast<float>(value);
}

std::uint32_t coarser_step(std::uint64_t columns, std::uint64_t rows) {
    std::uint64_t step = 1;
    while (((columns + step - 1) / step) * ((rows + step - 1) / step) > limits::kReliefPosts)
        ++step;
    return static_cast<std::uint32_t>(step);
}

void note_step(ReliefGrid& grid, std::uint32_t step) {
    if (step < 2) return;
    grid.notes.push_back("it is read coarser: of " + std::to_string(step) + " x " +
                         std::to_string(step) + " posts one");
}

// Heights as the text lists them onto posts (column, row) along the grid's first and second axis.
Result<ReliefGrid> read_list(std::string_view text, const Domain& domain,
                             const Sequence& sequence) {
    ReliefGrid grid;
    const std::uint32_t step = coarser_step(domain.sizes[0], domain.sizes[1]);
    grid.columns = (domain.sizes[0] + step - 1) / step;
    grid.rows = (domain.sizes[1] + step - 1) / step;
    grid.heights.assign(std::size_t{grid.columns} * grid.rows, kNoPost);
    const int fast = sequence.is_second_first ? 1 : 0;
    const std::uint64_t count = std::uint64_t{domain.sizes[0]} * domain.sizes[1];
    std::size_t at = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    std::uint64_t read = 0;
    for (; read < count && at < text.size(); ++read) {
        std::uint32_t place[2] = {0, 0};
        place[fast] = static_cast<std::uint32_t>(read % domain.sizes[fast]);
        place[1 - fast] = static_cast<std::uint32_t>(read / domain.sizes[fast]);
        for (int axis = 0; axis < 2; ++axis) {
            if (sequence.is_reversed[axis]) place[axis] = domain.sizes[axis] - 1 - place[axis];
        }
        const float height = next_height(text, at);
        if (place[0] % step != 0 || place[1] % step != 0) continue;
        grid.heights[std::size_t{place[1] / step} * grid.columns + place[0] / step] = height;
    }
    if (read == 0) return fail(ErrorKind::kBadData, "its grid has no heights");
    if (read < count || at < text.size()) {
        grid.notes.push_back("its heights are " + std::string(read < count ? "fewer" : "more") +
                             " than its grid has posts");
    }
    grid.origin = domain.origin;
    grid.column_step = domain.steps[0] * static_cast<double>(step);
    grid.row_step = domain.steps[1] * static_cast<double>(step);
    grid.srs_name = domain.srs_name;
    note_step(grid, step);
    return grid;
}

// Six numbers of a world file, pixel middles, as GDAL has them, corners.
std::optional<std::array<double, 6>> placing_beside(const std::string& name,
                                                    const ReadBeside& read) {
    constexpr std::uint64_t kWorldFileBytes = 4096;
    for (const std::string& world : citymodel::world_file_names(name)) {
        const auto bytes = read(world, kWorldFileBytes);
        if (!bytes) continue;
        const auto placing = citymodel::parse_world_file(as_text(*bytes));
        if (!placing) continue;
        const glm::dvec2 corner = placing->origin - (placing->turn[0] + placing->turn[1]) * 0.5;
        return std::array<double, 6>{corner.x, placing->turn[0].x, placing->turn[1].x,
                                     corner.y, placing->turn[0].y, placing->turn[1].y};
    }
    return std::nullopt;
}

// A raster's rows go along the grid's first axis, unless its size says the reverse.
bool fits(const Domain& domain, const geo::RasterGrid& raster) {
    return domain.sizes[0] == raster.file_columns && domain.sizes[1] == raster.file_rows;
}

Result<ReliefGrid> read_file(const std::string& name, const std::optional<Domain>& domain,
                             const Sequence& sequence, const GridContext& context) {
    if (context.beside == nullptr || !*context.beside) {
        return fail(ErrorKind::kNotFound, "other files are not read");
    }
    const auto bytes = (*context.beside)(name, limits::kReliefFileBytes);
    if (!bytes) return fail_in(name.substr(0, 200), bytes.error());
    auto raster = geo::read_raster(*bytes, limits::kReliefPosts);
    if (!raster) return fail_in(name.substr(0, 200), raster.error());
    ReliefGrid grid;
    grid.columns = raster->columns;
    grid.rows = raster->rows;
    const double x_share = static_cast<double>(raster->file_columns) / raster->columns;
    const double y_share = static_cast<double>(raster->file_rows) / raster->rows;
    if (domain && fits(*domain, *raster)) {
        // Posts of the grid in the order that the file has its pixels.
        const glm::dvec3 far[2] = {domain->steps[0] * (domain->sizes[0] - 1.0),
                                   domain->steps[1] * (domain->sizes[1] - 1.0)};
        const double sign[2] = {sequence.is_reversed[0] ? -1.0 : 1.0,
                                sequence.is_reversed[1] ? -1.0 : 1.0};
        grid.column_step = domain->steps[0] * sign[0] * x_share;
        grid.row_step = domain->steps[1] * sign[1] * y_share;
        grid.origin = domain->origin + (sign[0] < 0.0 ? far[0] : glm::dvec3(0.0)) +
                      (sign[1] < 0.0 ? far[1] : glm::dvec3(0.0)) +
                      domain->steps[0] * sign[0] * (raster->file_column(0) - 0.5) +
                      domain->steps[1] * sign[1] * (raster->file_row(0) - 0.5);
        grid.srs_name = domain->srs_name;
        compare_with_file(grid, *raster, crs_of_raster(*raster, name, *context.beside),
                          context.converter);
    } else {
        auto placing = raster->placing;
        if (!placing) placing = placing_beside(name, *context.beside);
        if (!placing) {
            return fail(ErrorKind::kBadData,
                        name.substr(0, 200) + ": neither it nor the grid says where it lies");
        }
        place_by(grid, *raster, *placing);
        use_file_crs(grid, crs_of_raster(*raster, name, *context.beside), context.converter);
    }
    for (float& height : raster->heights) {
        if (!(std::abs(static_cast<double>(height)) < kHighest)) height = kNoPost;
        if (std::ranges::find(kNoHeights, static_cast<double>(height)) != std::end(kNoHeights)) {
            height = kNoPost;
        }
    }
    grid.heights = std::move(raster->heights);
    note_step(grid, static_cast<std::uint32_t>(std::lround(std::max(x_share, y_share))));
    return grid;
}

}  // namespace

glm::dvec3 ReliefGrid::post(std::uint32_t column, std::uint32_t row) const {
    glm::dvec3 at =
        origin + column_step * static_cast<double>(column) + row_step * static_cast<double>(row);
    at.z = static_cast<double>(heights[std::size_t{row} * columns + column]);
    return at;
}

bool is_grid_coverage(std::string_view local) {
    return local == "RectifiedGridCoverage" || local == "ReferenceableGridCoverage" ||
           local == "GridCoverage";
}

Result<ReliefGrid> read_grid_coverage(XmlElement coverage, const GridContext& context) {
    std::optional<Domain> domain;
    std::string domain_problem = "its grid is not rectified";
    if (const XmlElement grid = find(coverage, "RectifiedGrid")) {
        auto read = read_domain(grid, context);
        if (read) {
            domain = std::move(*read);
        } else {
            domain_problem = read.error().message;
        }
    }
    const Sequence sequence = sequence_of(coverage);
    std::string memory;
    if (!coverage.has_children()) {
        std::string href;
        append_decoded(coverage.attribute("href"), href);
        if (href.empty() || href.starts_with('#')) {
            return fail(ErrorKind::kNotFound, "its grid is not there");
        }
        return read_file(href, std::nullopt, sequence, context);
    }
    if (const XmlElement named = find_any(coverage, {"fileName", "fileReference"})) {
        std::string name;
        append_decoded(trimmed(named.text(memory)), name);
        if (name.empty()) append_decoded(named.attribute("href"), name);
        return read_file(name, domain, sequence, context);
    }
    const XmlElement list = find_any(
        coverage, {"tupleList", "doubleOrNilReasonTupleList", "QuantityList", "CountList"});
    if (!list) return fail(ErrorKind::kUnsupported, "its grid has no heights of a known kind");
    if (!domain) return fail(ErrorKind::kUnsupported, domain_problem);
    return read_list(list.text(memory), *domain, sequence);
}

}  // namespace belvedere::content::citygml
