// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/city_plan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/generator/noise.hpp"
#include "engine/generator/random.hpp"

namespace belvedere::generator {

namespace {

constexpr double kFirstRing_m = 300.0;
constexpr double kRingWidth_m = 300.0;
constexpr double kSectorWidth_m = 640.0;  // Sectors are halved where they grow wider than this.
constexpr double kOutskirts = 1.12;       // City rings reach this many city radii.
constexpr double kCountryside = 4.2;      // Fields reach this many, and at least this far:
constexpr double kCountryside_m = 4200.0;
constexpr double kEdgePiece_m = 62.0;

struct Ring {
    double inner_m = 0.0, outer_m = 0.0;
    std::uint32_t sectors = 3;  // On each bank.
    bool is_city = true;
};

std::vector<Ring> make_rings(double city_radius_m) {
    std::vector<Ring> rings;
    const double end = std::max(city_radius_m * kCountryside, kCountryside_m);
    double inner = 0.0;
    double width = kRingWidth_m;
    std::uint32_t sectors = 3;
    while (inner < end) {
        Ring ring;
        ring.inner_m = inner;
        ring.is_city = inner < city_radius_m * kOutskirts - 0.5 * kRingWidth_m || rings.empty();
        if (!ring.is_city) width *= 2.1;
        ring.outer_m = rings.empty() ? kFirstRing_m : inner + width;
        const double arc = 3.14159265 * (ring.inner_m + ring.outer_m) / 2 / sectors;
        if (ring.is_city && arc > kSectorWidth_m) sectors *= 2;
        ring.sectors = sectors;
        inner = ring.outer_m;
        rings.push_back(ring);
    }
    return rings;
}

// Builds the districts of one plan.
class Planner {
  public:
    Planner(const PlanOptions& options, const Landscape& landscape)
        : seed_(options.seed),
          radius_m_(options.city_radius_m),
          landscape_(landscape),
          rings_(make_rings(options.city_radius_m)) {}

    void add_districts(CityPlan& plan) const {
        for (std::uint32_t ring = 0; ring < rings_.size(); ++ring) {
            for (int bank = 0; bank < 2; ++bank) {
                for (std::uint32_t sector = 0; sector < rings_[ring].sectors; ++sector) {
                    plan.districts.push_back(make_district(ring, bank, sector));
                    plan.stretches.push_back(make_stretch(ring, bank, sector));
                }
            }
        }
    }

  private:
    // Angle of a sector border, in turns; borders of halved sectors keep their place, so that
    // avenues run through all rings.
    [[nodiscard]] double border_turns(int bank, std::uint32_t index, std::uint32_t sectors) const {
        const double base = bank == 0 ? 0.0 : 0.5;
        if (index == 0 || index == sectors) return base + 0.5 * index / sectors;
        std::uint32_t numerator = index;
        std::uint32_t denominator = sectors;
        while (numerator % 2 == 0 && denominator % 2 == 0) {
            numerator /= 2;
            denominator /= 2;
        }
        Random random(seed_, std::uint64_t{numerator} * 4096U + denominator,
                      static_cast<std::uint64_t>(bank));
        return base + 0.5 * (index + random.between(-0.16, 0.16)) / sectors;
    }

    [[nodiscard]] Point at(int bank, double radius_m, double turns) const {
        const double shift = landscape_.river_width() / 2 * (bank == 0 ? 1.0 : -1.0);
        return direction_at(turns) * radius_m + Point(0.0, shift);
    }

    [[nodiscard]] StreetEdge radial_edge(std::uint32_t ring, int bank, std::uint32_t index) const {
        const Ring& r = rings_[ring];
        StreetEdge edge;
        edge.is_quay = index == 0 || index == r.sectors;
        std::uint32_t lowest = index;
        std::uint32_t sectors = r.sectors;
        while (lowest % 2 == 0 && sectors % 2 == 0) {
            lowest /= 2;
            sectors /= 2;
        }
        edge.street = 100U + static_cast<std::uint32_t>(bank) + 2U * (lowest * 64U + sectors);
        edge.anchor = at(bank, 0.0, 0.0);
        if (edge.is_quay) {
            edge.pavement_m = r.is_city ? 7.0F : 3.0F;
        } else {
            edge.road_half_m = r.is_city ? (ring == 0 ? 4.5F : 7.5F) : 3.5F;
            edge.pavement_m = r.is_city ? 4.0F : 0.0F;
        }
        return edge;
    }

    // The ring road on the inner side of `ring`; ring 0 has none.
    [[nodiscard]] StreetEdge ring_edge(std::uint32_t ring, int bank) const {
        StreetEdge edge;
        edge.street = 10U + 2U * ring + static_cast<std::uint32_t>(bank);
        const bool is_city = rings_[ring - 1].is_city;
        edge.road_half_m = is_city ? (ring == 1 ? 6.0F : 7.0F) : 3.0F;
        edge.pavement_m = is_city ? 4.0F : 0.0F;
        edge.anchor = at(bank, rings_[ring - 1].outer_m, bank == 0 ? 0.0 : 0.5);
        return edge;
    }

    [[nodiscard]] District make_district(std::uint32_t ring, int bank, std::uint32_t sector) const {
        const Ring& r = rings_[ring];
        const double from = border_turns(bank, sector, r.sectors);
        const double to = border_turns(bank, sector + 1, r.sectors);
        District district;
        district.seed = mix_bits(
            mix_bits(seed_ ^ (std::uint64_t{ring} * 2U + static_cast<std::uint64_t>(bank))) +
            sector);
        district.ring = ring;
        district.is_city = r.is_city;
        district.is_first_of_bank = ring == 0 && sector == 0;
        const StreetEdge outer = ring_edge(ring + 1, bank);
        add_edge(district, at(bank, r.inner_m, from), at(bank, r.outer_m, from),
                 radial_edge(ring, bank, sector));
        const bool halves = ring + 1 < rings_.size() && rings_[ring + 1].sectors > r.sectors;
        if (halves) {
            const double mid = border_turns(bank, sector * 2 + 1, r.sectors * 2);
            add_edge(district, at(bank, r.outer_m, from), at(bank, r.outer_m, mid), outer);
            add_edge(district, at(bank, r.outer_m, mid), at(bank, r.outer_m, to), outer);
        } else {
            add_edge(district, at(bank, r.outer_m, from), at(bank, r.outer_m, to), outer);
        }
        add_edge(district, at(bank, r.outer_m, to), at(bank, r.inner_m, to),
                 radial_edge(ring, bank, sector + 1));
        if (ring > 0) {
            add_edge(district, at(bank, r.inner_m, to), at(bank, r.inner_m, from),
                     ring_edge(ring, bank));
        }
        district.kind = kind_of(district, r);
        return district;
    }

    // Cuts the edge into pieces that follow the bent land; both neighbours cut at the same points.
    void add_edge(District& district, const Point& from, const Point& to,
                  const StreetEdge& edge) const {
        const double reach = std::max(kEdgePiece_m, (length(from) + length(to)) * 0.02);
        const auto pieces = std::max(1.0, std::ceil(length(to - from) / reach));
        const bool forward = std::pair(from.x, from.y) < std::pair(to.x, to.y);
        const Point& low = forward ? from : to;
        const Point& high = forward ? to : from;
        for (double i = 0; i < pieces; ++i) {
            const double t = forward ? i / pieces : (pieces - i) / pieces;
            district.plan.push_back(i == 0 ? from : low + (high - low) * t);
            district.edges.push_back(edge);
        }
    }

    [[nodiscard]] DistrictKind kind_of(const District& district, const Ring& ring) const {
        Random random(district.seed, 7);
        const Point center = middle(district.plan);
        if (contains(district.plan, landscape_.hill())) return DistrictKind::kPark;
        if (district.ring == 0) return DistrictKind::kOldTown;
        if (!ring.is_city) {
            return random.chance(0.38) ? DistrictKind::kForest : DistrictKind::kFields;
        }
        const double out = length(center) / radius_m_;
        const bool at_river = std::ranges::any_of(
            district.edges, [](const StreetEdge& edge) { return edge.is_quay; });
        const Point business(380.0, 250.0);
        if (district.ring <= 2 && length(center - business) < 260.0) return DistrictKind::kBusiness;
        const double draw = random.unit();
        if (at_river && out > 0.55 && center.x > 0) return DistrictKind::kIndustry;
        if (district.ring > 1 && draw < 0.05) return DistrictKind::kPark;
        // Larger cities have further centres.
        if (district.ring > 3 && smooth_noise(seed_ ^ 0x91U, center / 2100.0) > 0.62) {
            return draw < 0.45 ? DistrictKind::kBusiness : DistrictKind::kInner;
        }
        if (district.ring == 1) return DistrictKind::kInner;
        if (out < 0.5) return draw < 0.72 ? DistrictKind::kInner : DistrictKind::kEstate;
        if (draw < 0.16) return DistrictKind::kEstate;
        if (out < 0.75) return draw < 0.6 ? DistrictKind::kInner : DistrictKind::kRows;
        return draw < 0.5 ? DistrictKind::kRows : DistrictKind::kDetached;
    }

    [[nodiscard]] RiverStretch make_stretch(std::uint32_t ring, int bank,
                                            std::uint32_t sector) const {
        RiverStretch stretch;
        const Ring& r = rings_[ring];
        const bool is_east = sector == 0;
        if (bank != 0 || (!is_east && sector + 1 != r.sectors)) return stretch;
        stretch.from_m = is_east ? r.inner_m : -r.outer_m;
        stretch.to_m = is_east ? r.outer_m : -r.inner_m;
        const double side = is_east ? 1.0 : -1.0;
        const bool bridged = r.is_city && (ring < 3 || ring % 2 == 0);
        if (bridged) {
            stretch.bridges.push_back({side * r.outer_m, ring_edge(ring + 1, 0).road_half_m + 3.0F,
                                       ring_edge(ring + 1, 0).street});
        }
        if (ring == 0 && is_east) stretch.bridges.push_back({0.0, 5.0F, 9U});
        return stretch;
    }

    std::uint64_t seed_;
    double radius_m_;
    const Landscape& landscape_;
    std::vector<Ring> rings_;
};

}  // namespace

CityPlan make_city_plan(const PlanOptions& options) {
    // A big city lies on a big river.
    const double river = 64.0 + 0.012 * std::min(options.city_radius_m, 8000.0);
    CityPlan plan{.landscape = Landscape({options.seed, options.city_radius_m, river}),
                  .districts = {},
                  .stretches = {}};
    Planner(options, plan.landscape).add_districts(plan);
    return plan;
}

}  // namespace belvedere::generator
