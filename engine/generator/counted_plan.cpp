// SPDX-License-Identifier: Apache-2.0
#include "engine/generator/counted_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "engine/core/job_batch.hpp"
#include "engine/generator/district_layout.hpp"

namespace belvedere::generator {

namespace {

constexpr double kBuildings_km2 = 1150.0;  // First guess; the plan grows until the city fits.
constexpr double kRadiusMin_m = 260.0;
constexpr int kPlanningsMax = 8;

std::uint64_t sum_of(const std::vector<DistrictSummary>& summaries) {
    return std::accumulate(
        summaries.begin(), summaries.end(), std::uint64_t{0},
        [](std::uint64_t sum, const DistrictSummary& summary) { return sum + summary.buildings; });
}

// Lays out every district once, to know how many buildings it can hold.
std::vector<DistrictSummary> count_buildings(const CityPlan& plan, const CityOptions& options,
                                             JobPool& pool) {
    std::vector<DistrictSummary> summaries(plan.districts.size());
    run_batch(pool, plan.districts.size(), [&](std::size_t i) {
        if (options.cancel.cancelled()) return;
        summaries[i] =
            summarize(lay_out_district(plan.districts[i], plan.landscape, kBuildingsMax));
    });
    return summaries;
}

Result<CountedPlan> plan_room(const CityOptions& options, JobPool& pool) {
    double radius = first_radius_m(options.buildings);
    for (int attempt = 0; attempt < kPlanningsMax; ++attempt) {
        CountedPlan counted{make_city_plan({options.seed, radius}), {}};
        counted.summaries = count_buildings(counted.plan, options, pool);
        if (options.cancel.cancelled()) break;
        const std::uint64_t room = sum_of(counted.summaries);
        if (room >= options.buildings) return counted;
        const double lack = static_cast<double>(options.buildings) /
                            static_cast<double>(std::max<std::uint64_t>(room, 1));
        radius *= std::clamp(std::sqrt(lack) * 1.02, 1.03, 2.0);
    }
    if (options.cancel.cancelled()) return fail(ErrorKind::kCancelled, "generating was cancelled");
    return fail(ErrorKind::kLimit, "city: no plan holds that many buildings");
}

// Fills districts from the centre outwards; the last ring in no particular order, so that the city
// has a ragged edge. Districts left empty become countryside.
void share_out(CountedPlan& counted, std::uint32_t buildings) {
    std::vector<District>& districts = counted.plan.districts;
    std::vector<std::size_t> order(districts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(
        order, {}, [&](std::size_t i) { return std::pair(districts[i].ring, districts[i].seed); });
    std::uint32_t left = buildings;
    std::uint32_t next = 0;
    for (const std::size_t i : order) {
        District& district = districts[i];
        const std::uint32_t count = std::min(left, counted.summaries[i].buildings);
        const bool lost_all = count == 0 && counted.summaries[i].buildings > 0;
        if (lost_all) district.kind = DistrictKind::kFields;
        district.building_first = next;
        district.building_count = count;
        next += count;
        left -= count;
    }
}

}  // namespace

double first_radius_m(std::uint32_t buildings) {
    return std::max(kRadiusMin_m, 1000.0 * std::sqrt(buildings / kBuildings_km2 / 3.14159265));
}

Result<CountedPlan> plan_city(const CityOptions& options, JobPool& pool) {
    if (options.buildings < kBuildingsMin || options.buildings > kBuildingsMax) {
        return fail(ErrorKind::kUsage, "city: between " + std::to_string(kBuildingsMin) + " and " +
                                           std::to_string(kBuildingsMax) + " buildings");
    }
    auto counted = plan_room(options, pool);
    if (counted) share_out(*counted, options.buildings);
    return counted;
}

}  // namespace belvedere::generator
