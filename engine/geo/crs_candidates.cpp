// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/crs_candidates.hpp"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>

#include <proj.h>
#include <glm/geometric.hpp>

#include "engine/geo/crs_area.hpp"
#include "engine/geo/crs_description.hpp"
#include "engine/geo/crs_names.hpp"
#include "engine/geo/geodetic.hpp"
#include "engine/geo/proj_thread.hpp"
#include "engine/geo/world_mapping.hpp"

namespace belvedere::geo {
namespace {

// National and state systems, in which one place alone has such coordinates: by code of the EPSG
// registry. Those of countries that publish city models come first.
constexpr std::uint32_t kNational[] = {
    28992,                                            // Netherlands.
    2056,  21781,                                     // Switzerland.
    2154,  3942,  3943,  3944,  3945,  3946,  3947,   // France.
    3948,  3949,  3950,                               //
    4647,  5650,  31467, 31468, 31466, 31469,         // Germany, zones in front or Gauss-Krüger.
    31370, 3812,  2169,                               // Belgium, Luxembourg.
    31287, 31254, 31255, 31256,                       // Austria.
    27700, 2157,  29903,                              // United Kingdom, Ireland.
    3006,  3011,  3007,  3008,  3010,  3067,  3879,   // Sweden, Finland.
    3878,  3301,  3059,  3346,                        // Estonia, Latvia, Lithuania.
    2180,  2176,  2177,  2178,  2179,  5514,  23700,  // Poland, Czechia, Hungary.
    3794,  3765,  3844,  2100,  3763,  3003,  3004,   // Slovenia to Italy.
    3414,  2326,  3826,  5186,  5187,                 // Singapore, Hong Kong, Taiwan, Korea.
    2193,  2263,  2272,  2227,  2229,  2926,  3435,   // New Zealand; state planes in feet.
    2276,  2278,  2236,  2249,  2232,  2950,  2952};
// Zones that repeat over a continent.
constexpr std::uint32_t kZoned[] = {25832, 25833, 25831, 25830, 25829, 25834, 25835,  // Europe.
                                    26918, 26917, 26916, 26915, 26914, 26913, 26912,  // America.
                                    26911, 26910, 26919,                              //
                                    7855,  7856,  7854,  7853,  7852,  7850,          // Australia.
                                    31983, 31982, 31984, 31985};                      // Brazil.
// Japan's nineteen zones count from the middle of each.
constexpr std::uint32_t kJapanFirst = 6669, kJapanLast = 6687;

// A model of its own stands about its own middle.
constexpr double kOwnModel_m = 2'000.0;
// Where Japan's zones end.
constexpr double kJapanFar_m = 300'000.0;

struct Degrees {
    double longitude = 0.0, latitude = 0.0;
};

// On the system's own datum, which is near enough: turning that to WGS 84 means looking for a
// transformation, which takes a hundred times as long.
std::optional<Degrees> place_in(const std::string& crs, const CrsDescription& description,
                                const glm::dvec3& at) {
    if (description.is_geographic) return Degrees{at.x, at.y};
    const auto spelling = proj_spelling_of(crs);
    const auto system = spelling ? proj_crs(*spelling) : Result<ProjObject>(fail(spelling.error()));
    if (!system) return std::nullopt;
    if (proj_get_type(system->get()) == PJ_TYPE_GEOCENTRIC_CRS) {
        const Geodetic place = to_geodetic(at);
        return Degrees{place.longitude_deg, place.latitude_deg};
    }
    const ProjObject projection(proj_crs_get_coordoperation(proj_context(), system->get()));
    if (!projection) return std::nullopt;
    const bool is_swapped = description.is_north_first;
    const PJ_COORD projected =
        proj_coord(is_swapped ? at.y : at.x, is_swapped ? at.x : at.y, 0.0, 0.0);
    const PJ_COORD place = proj_trans(projection.get(), PJ_INV, projected);
    proj_errno_reset(projection.get());
    if (!std::isfinite(place.v[0]) || !std::isfinite(place.v[1])) return std::nullopt;
    return Degrees{place.v[1], place.v[0]};  // Geographic systems of EPSG list latitude first.
}

class Guesser {
  public:
    Guesser(const glm::dvec3& low, const glm::dvec3& high, std::size_t most)
        : low_(low), high_(high), most_(most) {}

    std::vector<CrsCandidate> guess() {
        const glm::dvec3 middle = (low_ + high_) * 0.5;
        const double reach = std::hypot(middle.x, middle.y);
        if (!std::isfinite(reach) || !std::isfinite(middle.z)) return {};
        const double radius = glm::length(middle);
        constexpr double kEarthLeast_m = 6.30e6, kEarthMost_m = 6.42e6;
        if (radius > kEarthLeast_m && radius < kEarthMost_m) try_code(4978);
        if (is_in_degrees()) {
            try_code(4326);
            return std::move(found_);
        }
        if (reach < kOwnModel_m) return std::move(found_);
        try_codes(kNational);
        try_codes(kZoned);
        for (std::uint32_t code = kJapanFirst; reach < kJapanFar_m && code <= kJapanLast; ++code)
            try_code(code);
        // Nearer to its origin lies the Gulf of Guinea.
        constexpr double kWebMercatorLeast_m = 1e6;
        if (reach > kWebMercatorLeast_m) try_code(3857);
        return std::move(found_);
    }

  private:
    // A city in degrees is narrower than one; and no model of metres is that small.
    [[nodiscard]] bool is_in_degrees() const {
        constexpr double kCity_deg = 2.0, kPoint_deg = 1e-5;
        const glm::dvec3 size = high_ - low_;
        const bool is_on_earth = std::abs(low_.x) <= 180.0 && std::abs(high_.x) <= 180.0 &&
                                 std::abs(low_.y) <= 90.0 && std::abs(high_.y) <= 90.0;
        return is_on_earth && size.x < kCity_deg && size.y < kCity_deg &&
               (size.x > kPoint_deg || size.y > kPoint_deg) && std::hypot(low_.x, low_.y) > 1.0;
    }

    void try_codes(std::span<const std::uint32_t> codes) {
        for (const std::uint32_t code : codes)
            try_code(code);
    }

    // What fits is looked at more closely: PROJ must have a real transformation from there.
    void try_code(std::uint32_t code) {
        if (found_.size() >= most_) return;
        const std::string crs = "EPSG:" + std::to_string(code);
        for (const CrsCandidate& known : found_) {
            if (known.crs == crs) return;
        }
        const auto description = describe_crs(crs);
        const auto area = area_of_use(crs);
        if (!description || !area) return;
        Degrees middle;
        for (const glm::dvec3& place : {low_, high_, (low_ + high_) * 0.5}) {
            const auto at = place_in(crs, *description, place);
            constexpr double kMargin_deg = 0.05;
            if (!at || !area->contains(at->longitude, at->latitude, kMargin_deg)) return;
            middle = *at;
        }
        if (!projected_mapping(crs, VerticalReference::kEllipsoidal)) return;
        found_.push_back({crs, description->name, middle.longitude, middle.latitude});
    }

    glm::dvec3 low_, high_;
    std::size_t most_;
    std::vector<CrsCandidate> found_;
};

}  // namespace

std::vector<CrsCandidate> crs_candidates(const glm::dvec3& low, const glm::dvec3& high,
                                         std::size_t most) {
    return Guesser(low, high, most).guess();
}

}  // namespace belvedere::geo
