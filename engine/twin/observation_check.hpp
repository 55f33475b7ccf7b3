// SPDX-License-Identifier: Apache-2.0
// Whether an observation can be believed, and what has to be said with it.
#pragma once

#include <string_view>

#include "engine/core/clock.hpp"
#include "engine/twin/observation.hpp"
#include "engine/twin/property_defaults.hpp"
#include "engine/twin/unit.hpp"

namespace belvedere::twin {

// Why an observation is no value at all, or empty. Numbers that are none ("NaN", "n/a", null) are
// rejected where the property is a number by its data model; elsewhere such a text may mean what it
// says.
[[nodiscard]] std::string_view reason_to_reject(const Observation& observation,
                                                std::string_view text,
                                                std::string_view property_short_name);

// Gives the observation a time it can have: its own, or `received_at` with a flag when there is
// none, when it is before 2000 or more than a minute ahead.
void settle_time(Observation& observation, UtcTime received_at);

// Whether a number in `unit` lies outside what its property can be. False where that is not known.
[[nodiscard]] bool is_implausible(std::string_view property_short_name, const Unit& unit,
                                  double number);
// The same for a property whose entry and its unit are at hand.
[[nodiscard]] bool is_implausible(const PropertyDefault& known, const Unit& expected,
                                  const Unit& unit, double number);

}  // namespace belvedere::twin
