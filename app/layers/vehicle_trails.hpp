// SPDX-License-Identifier: Apache-2.0
// Where vehicles came from: their last fixes, out of the store's history.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include <glm/vec3.hpp>

#include "app/layers/device_symbols.hpp"
#include "engine/core/clock.hpp"
#include "engine/geo/geodetic.hpp"

namespace belvedere::layers {

// One place where a vehicle was known to be.
struct Fix {
    twin::Position position;  // As its source says.
    UtcTime observed_at, received_at;
    glm::dvec3 place{0.0};  // World, on the surface of the city once it was looked for.
    bool is_placed = false;
};

struct Trail {
    twin::EntityId entity;
    SignColor color;         // Of the vehicle's symbol.
    std::vector<Fix> fixes;  // Oldest first, at least one.
    bool is_current = true;  // Not stale, not lost.
};

// How far back, and how many fixes of one vehicle, at most.
inline constexpr double kTrail_s = 900.0;
inline constexpr std::size_t kTrailFixes = 40;
inline constexpr std::size_t kTrailsMax = 2'000;

// Where a vehicle is drawn between its last two fixes: it sets out from the one before when the
// last one comes, and takes as long as it took (at most kGlide_s), so that it is never where nobody
// saw it, and never ahead of what is known. Nothing once it has arrived, or without two fixes: it
// then stands at the last one. Pure.
inline constexpr double kGlide_s = 120.0;
[[nodiscard]] std::optional<glm::dvec3> interpolated_place(const Trail& trail, UtcTime now);

// Keeps the trails of all vehicles that are shown, and puts their fixes on the city. Main thread.
class VehicleTrails {
  public:
    // Reads the history anew; about 2 us a vehicle. True when a trail changed.
    bool update(const DeviceSymbols& devices, const twin::TwinStore& store, UtcTime now);
    // Puts fixes on the surface, for about `seconds_max`; true when some are left. Where there is
    // none they stand at the height that their source says, else at the vehicle's.
    bool place(const DeviceSymbols::Surface& surface, double seconds_max);
    void clear() { *this = {}; }

    [[nodiscard]] const std::vector<Trail>& trails() const { return trails_; }
    // Vehicles beyond kTrailsMax.
    [[nodiscard]] std::size_t left_out() const { return left_out_; }

  private:
    std::vector<Trail> trails_;
    std::size_t left_out_ = 0;
    std::size_t place_next_ = 0;
};

}  // namespace belvedere::layers
