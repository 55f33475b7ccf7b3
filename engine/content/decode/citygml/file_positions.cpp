// SPDX-License-Identifier: Apache-2.0
#include "engine/content/decode/citygml/file_positions.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include "engine/geo/crs_area.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/crs_names.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::content::citygml {

namespace {

constexpr std::size_t kOtherSystems = 256;  // Of one file.
constexpr double kMargin_deg = 0.1;         // Cities lie across borders; 10 km.

bool starts_like(std::string_view text, std::string_view start) {
    if (text.size() < start.size()) return false;
    return std::ranges::equal(text.substr(0, start.size()), start, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == b;
    });
}

// Whether the CRS is for the place that these coordinates (east, north) are.
bool is_at_home(const std::string& name, const geo::AreaOfUse& area, bool is_geographic,
                const glm::dvec3& position) {
    if (is_geographic) {
        return std::abs(position.y) <= 90.0 && area.contains(position.x, position.y, kMargin_deg);
    }
    const auto mapping = geo::projected_mapping(name, geo::VerticalReference::kEllipsoidal);
    if (!mapping) return false;
    glm::dvec3 world(position.x, position.y, 0.0);
    if ((*mapping)->to_world({&world, 1}) != 0) return false;
    const geo::Geodetic place = geo::to_geodetic(world);
    return area.contains(place.longitude_deg, place.latitude_deg, kMargin_deg);
}

}  // namespace

AxisDecision axis_decision(const std::string& srs_name,
                           const std::optional<glm::dvec3>& first_position) {
    AxisDecision decision;
    const auto crs = geo::describe_crs(srs_name);
    if (!crs || (!crs->is_north_first && !crs->is_geographic)) return decision;
    if (starts_like(srs_name, "urn:adv:")) return decision;
    const bool is_short = starts_like(srs_name, "epsg:");
    decision.is_y_first = crs->is_north_first && crs->is_geographic && !is_short;
    if (!first_position) return decision;
    const auto area = geo::area_of_use(srs_name);
    if (!area) return decision;
    const glm::dvec3 written = *first_position;
    const glm::dvec3 swapped(written.y, written.x, written.z);
    const bool fits_written = is_at_home(srs_name, *area, crs->is_geographic, written);
    const bool fits_swapped = is_at_home(srs_name, *area, crs->is_geographic, swapped);
    if (fits_written == fits_swapped) return decision;
    decision.is_y_first = fits_swapped;
    if (decision.is_y_first != crs->is_north_first && crs->is_geographic) {
        decision.warning = std::string("coordinates are written ") +
                           (decision.is_y_first ? "latitude" : "longitude") +
                           " first, other than \"" + srs_name.substr(0, 200) +
                           "\" has it; they are taken as they are meant";
    }
    return decision;
}

const FilePositions::Other& FilePositions::other(std::string_view srs_name) const {
    const std::lock_guard lock(mutex_);
    const auto known = others_.find(srs_name);
    if (known != others_.end()) return *known->second;
    static const Other kTooMany{true, {}, nullptr, nullptr, ""};
    if (others_.size() >= kOtherSystems) return kTooMany;
    auto added = std::make_unique<Other>();
    const std::string name(srs_name.substr(0, 4096));
    const auto spelling = geo::proj_spelling_of(name);
    const auto own_spelling = geo::proj_spelling_of(srs_name_);
    // A local name ("#local-CRS-1"), or the own one spelled another way.
    added->is_own = !spelling || (own_spelling && *spelling == *own_spelling);
    if (!added->is_own) {
        added->rule.is_y_first = axis_decision(name, std::nullopt).is_y_first;
        auto mapping = geo::projected_mapping(name, geo::VerticalReference::kOfTheCrs);
        auto own = geo::projected_mapping(srs_name_, geo::VerticalReference::kOfTheCrs);
        if (mapping && own) {
            added->mapping = std::move(*mapping);
            added->own_mapping = std::move(*own);
        } else {
            added->problem = "coordinates in \"" + name.substr(0, 200) +
                             "\" are not turned into the file's: " +
                             (mapping ? own.error().message : mapping.error().message);
        }
    }
    return *others_.emplace(std::string(srs_name), std::move(added)).first->second;
}

bool FilePositions::is_own(std::string_view srs_name) const {
    if (srs_name_.empty() || srs_name == srs_name_) return true;
    return other(srs_name).is_own;
}

PositionRule FilePositions::rule_of(std::string_view srs_name) const {
    return is_own(srs_name) ? rule_ : other(srs_name).rule;
}

void FilePositions::convert(std::string_view srs_name, std::span<glm::dvec3> positions,
                            std::string& problem) const {
    if (is_own(srs_name)) return;
    const Other& system = other(srs_name);
    problem = system.problem;
    if (system.mapping == nullptr) return;
    const std::size_t failed = system.mapping->to_world(positions);
    if (failed + system.own_mapping->to_source(positions) > 0) {
        problem = "some coordinates have no place in the file's CRS";
    }
}

}  // namespace belvedere::content::citygml
