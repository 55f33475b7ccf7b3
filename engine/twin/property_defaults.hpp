// SPDX-License-Identifier: Apache-2.0
// What is known of a property before any value: its unit where none is sent, what it can be.
#pragma once

#include <limits>
#include <optional>
#include <string_view>

#include "engine/twin/ids.hpp"

namespace belvedere::twin {

// Most Smart Data Models ship no unit codes: their documents fix the unit of a property instead.
struct PropertyDefault {
    std::string_view property;                                // Short name, as the models spell it.
    std::string_view unit;                                    // UN/CEFACT code.
    double least = -std::numeric_limits<double>::infinity();  // In `unit`; what is outside is
    double most = std::numeric_limits<double>::infinity();    // flagged, never mended.
};

// The entry of a property by its short name, in the units of the FIWARE Smart Data Models
// (Environment, Weather, Transportation, Parking, Street lighting, Waste, Device). Null when there
// is none. Pure; any thread.
[[nodiscard]] const PropertyDefault* property_default(std::string_view short_name);

}  // namespace belvedere::twin
