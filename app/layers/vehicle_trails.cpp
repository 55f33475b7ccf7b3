// SPDX-License-Identifier: Apache-2.0
#include "app/layers/vehicle_trails.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include <glm/common.hpp>

#include "engine/twin/twin_query.hpp"

namespace belvedere::layers {
namespace {

UtcTime seconds_before(UtcTime time, double seconds) {
    return {time.microseconds - static_cast<std::int64_t>(seconds * 1e6)};
}

// The last fixes, oldest first; those that were known already keep their place on the city.
std::vector<Fix> fixes_of(const twin::TwinStore& store, twin::SeriesId series, UtcTime now,
                          const Trail* known, double height_m) {
    std::vector<Fix> fixes;
    for (const twin::Reading& reading :
         twin::range(store, series, {seconds_before(now, kTrail_s), twin::AsOf::kEver},
                     twin::AsOf::kEver, kTrailFixes)) {
        if (reading.kind != twin::ValueKind::kPosition) continue;
        Fix fix{reading.position, reading.observed_at, reading.received_at, {}, false};
        const auto height = static_cast<double>(reading.position.height_m);
        fix.place = geo::to_ecef({fix.position.longitude_deg, fix.position.latitude_deg,
                                  std::isfinite(height) ? height : height_m});
        if (known != nullptr) {
            const auto same = std::ranges::find_if(known->fixes, [&](const Fix& old) {
                return old.observed_at == fix.observed_at &&
                       old.position.longitude_deg == fix.position.longitude_deg &&
                       old.position.latitude_deg == fix.position.latitude_deg;
            });
            if (same != known->fixes.end() && same->is_placed) fix = *same;
        }
        fixes.push_back(fix);
    }
    return fixes;
}

bool are_same(const Trail& a, const Trail& b) {
    const auto is_same_fix = [](const Fix& one, const Fix& other) {
        return one.observed_at == other.observed_at && one.place == other.place;
    };
    return a.entity == b.entity && a.color == b.color && a.is_current == b.is_current &&
           std::ranges::equal(a.fixes, b.fixes, is_same_fix);
}

}  // namespace

std::optional<glm::dvec3> interpolated_place(const Trail& trail, UtcTime now) {
    if (trail.fixes.size() < 2 || !trail.is_current) return std::nullopt;
    const Fix& before = trail.fixes[trail.fixes.size() - 2];
    const Fix& last = trail.fixes.back();
    const auto took_us =
        static_cast<double>(last.observed_at.microseconds - before.observed_at.microseconds);
    const double glide_us = std::min(took_us, kGlide_s * 1e6);
    const auto since_us = static_cast<double>(now.microseconds - last.received_at.microseconds);
    if (!(glide_us > 0.0) || since_us < 0.0 || since_us >= glide_us) return std::nullopt;
    return glm::mix(before.place, last.place, since_us / glide_us);
}

bool VehicleTrails::update(const DeviceSymbols& devices, const twin::TwinStore& store,
                           UtcTime now) {
    std::unordered_map<std::uint32_t, const Trail*> known;
    for (const Trail& trail : trails_)
        known.emplace(trail.entity.value, &trail);
    std::vector<Trail> trails;
    std::size_t left_out = 0;
    const auto all = devices.devices();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Device& device = all[i];
        const twin::SeriesId series = store.entities()[device.entity].position_series;
        if (!device.is_shown || device.kind != DeviceKind::kVehicle || !series.valid()) continue;
        if (trails.size() >= kTrailsMax) {
            ++left_out;
            continue;
        }
        const auto old = known.find(device.entity.value);
        Trail trail{device.entity, devices.symbols()[i].color, {}, true};
        trail.is_current =
            device.state != twin::TwinState::kStale && device.state != twin::TwinState::kLost;
        trail.fixes = fixes_of(store, series, now, old == known.end() ? nullptr : old->second,
                               geo::to_geodetic(device.place).height_m);
        if (!trail.fixes.empty()) trails.push_back(std::move(trail));
    }
    const bool has_changed =
        left_out != left_out_ || !std::ranges::equal(trails, trails_, are_same);
    trails_ = std::move(trails);
    left_out_ = left_out;
    return has_changed;
}

bool VehicleTrails::place(const DeviceSymbols::Surface& surface, double seconds_max) {
    const double end_s = system_clock().steady_seconds() + seconds_max;
    for (std::size_t seen = 0; seen < trails_.size(); ++seen) {
        if (place_next_ >= trails_.size()) place_next_ = 0;
        for (Fix& fix : trails_[place_next_].fixes) {
            if (fix.is_placed) continue;
            const double height = geo::to_geodetic(fix.place).height_m;
            const auto found =
                surface({fix.position.longitude_deg, fix.position.latitude_deg, height});
            if (found) fix.place = *found;
            fix.is_placed = true;
            if (system_clock().steady_seconds() >= end_s) return true;
        }
        ++place_next_;
    }
    return false;
}

}  // namespace belvedere::layers
